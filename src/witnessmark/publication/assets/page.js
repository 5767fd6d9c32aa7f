(function () {
  "use strict";

  const data = JSON.parse(document.getElementById("page-data").textContent);
  const player = document.getElementById("player");
  const timelines = Array.from(document.querySelectorAll(".timeline"));
  const sentences = Array.from(document.querySelectorAll(".sentence"));
  const account = document.getElementById("account");
  document.documentElement.classList.add("scripted");

  // ---- time ---------------------------------------------------------------------------------

  const positions = data.durations.map(() => 0);

  function face(seconds) {
    const tenths = Math.floor(seconds * 10 + 0.5);
    const hours = Math.floor(tenths / 36000);
    const minutes = Math.floor(tenths / 600) % 60;
    const rest = tenths % 600;
    const tail = String(Math.floor(rest / 10)).padStart(2, "0") + "." + (rest % 10);
    return hours ? hours + ":" + String(minutes).padStart(2, "0") + ":" + tail : minutes + ":" + tail;
  }

  function showPosition(recording, seconds) {
    const duration = data.durations[recording];
    const at = Math.min(Math.max(seconds, 0), duration);
    positions[recording] = at;
    const timeline = timelines[recording];
    const head = timeline.querySelector(".playhead");
    const percent = (at / duration) * 100 + "%";
    head.setAttribute("x1", percent);
    head.setAttribute("x2", percent);
    timeline.querySelector(".clock").textContent = face(at) + " / " + face(duration);
  }

  // The player holds the first recording; the others have a timeline and no player.
  function seek(recording, seconds) {
    if (!(recording in positions)) return;
    showPosition(recording, seconds);
    if (!player || recording !== 0 || probing) return;
    player.currentTime = positions[0] + origin;
    const small = document.querySelector(".covered .small");
    small.textContent = "starts at " + face(positions[0]) + " when shown and played";
  }

  // Some players count from the file's own first time stamp and some from zero. Which one this is
  // shows when it is sent to zero: the first kind cannot go there and stops at the time stamp.
  let origin = 0;
  let probing = false;

  function findOrigin() {
    probing = true;
    player.addEventListener("seeked", () => {
      if (Math.abs(player.currentTime - data.origin) < 0.5) origin = data.origin;
      probing = false;
      seek(0, positions[0]);
    }, { once: true });
    player.currentTime = 0;
  }

  if (player) {
    const now = () => {
      if (!probing) showPosition(0, player.currentTime - origin);
    };
    const follow = () => {
      now();
      if (!player.paused && !player.ended) requestAnimationFrame(follow);
    };
    player.addEventListener("play", follow);
    player.addEventListener("seeked", now);
    player.addEventListener("timeupdate", now);
    player.addEventListener("error", () => {
      document.querySelector(".player-error").hidden = false;
    });
    const cover = document.getElementById("footage");
    cover.addEventListener("toggle", () => {
      if (!cover.open) player.pause();
    });
  }

  document.addEventListener("click", (event) => {
    const button = event.target.closest(".seek");
    if (!button) return;
    seek(Number(button.dataset.recording), Number(button.dataset.start));
    for (const other of document.querySelectorAll(".seek.here")) other.classList.remove("here");
    button.classList.add("here");
  });

  // ---- sentences and the seconds they rest on ---------------------------------------------------

  const marksOf = new Map();
  for (const [key, indices] of Object.entries(data.marks)) {
    for (const index of indices) {
      if (!marksOf.has(index)) marksOf.set(index, []);
      marksOf.get(index).push(document.getElementById(key));
    }
  }

  let chosen = null;

  function indexOf(element) {
    return Number(element.dataset.sentence);
  }

  function light(indices) {
    const wanted = new Set(indices.flatMap((index) => marksOf.get(index) || []));
    for (const timeline of timelines) {
      timeline.classList.toggle("linking", wanted.size > 0);
      for (const mark of timeline.querySelectorAll(".event")) mark.classList.toggle("lit", wanted.has(mark));
    }
  }

  function settle() {
    light(chosen === null ? [] : [chosen]);
    for (const sentence of sentences) sentence.classList.remove("lit");
  }

  function close() {
    if (chosen === null) return;
    const panel = document.getElementById("finding-" + chosen);
    const sentence = document.getElementById("sentence-" + chosen);
    panel.classList.remove("open");
    sentence.closest(".para").nextElementSibling.append(panel);
    sentence.classList.remove("chosen");
    sentence.setAttribute("aria-expanded", "false");
    chosen = null;
  }

  function choose(index, { focus = true } = {}) {
    close();
    const sentence = document.getElementById("sentence-" + index);
    const panel = document.getElementById("finding-" + index);
    if (!sentence || !panel) return;
    chosen = index;
    sentence.classList.add("chosen");
    sentence.setAttribute("aria-expanded", "true");
    sentence.nextElementSibling.after(panel);
    panel.classList.add("open");
    rove(sentences, sentence, focus);
    settle();
  }

  function toggle(index) {
    if (chosen === index) {
      close();
      settle();
    } else {
      choose(index);
    }
  }

  // Of a group only one element takes part in tabbing; arrow keys move within the group.
  function rove(group, element, focus) {
    for (const other of group) other.setAttribute("tabindex", other === element ? "0" : "-1");
    if (focus) element.focus();
  }

  for (const sentence of sentences) {
    sentence.setAttribute("role", "button");
    sentence.setAttribute("tabindex", "-1");
    sentence.setAttribute("aria-expanded", "false");
    sentence.setAttribute("aria-controls", "finding-" + indexOf(sentence));
    sentence.addEventListener("click", () => {
      if (String(getSelection()) === "") toggle(indexOf(sentence));
    });
    for (const name of ["mouseenter", "focus"]) sentence.addEventListener(name, () => light([indexOf(sentence)]));
    for (const name of ["mouseleave", "blur"]) sentence.addEventListener(name, settle);
  }
  if (sentences.length) sentences[0].setAttribute("tabindex", "0");

  for (const mark of document.querySelectorAll(".mark")) {
    mark.setAttribute("tabindex", "-1");
    mark.addEventListener("click", (event) => {
      event.preventDefault();
      toggle(Number(mark.dataset.for));
    });
  }

  const STEP = { ArrowDown: 1, ArrowRight: 1, j: 1, ArrowUp: -1, ArrowLeft: -1, k: -1 };

  account.addEventListener("keydown", (event) => {
    if (event.altKey || event.ctrlKey || event.metaKey) return;
    if (event.key === "Escape" && chosen !== null) {
      const back = chosen;
      close();
      settle();
      document.getElementById("sentence-" + back).focus();
      return;
    }
    const sentence = event.target.closest(".sentence");
    if (!sentence) return;
    if (event.key === "Enter" || event.key === " ") {
      toggle(indexOf(sentence));
    } else if (event.key in STEP) {
      const next = sentences[sentences.indexOf(sentence) + STEP[event.key]];
      if (next) choose(indexOf(next));
    } else {
      return;
    }
    event.preventDefault();
  });

  // ---- timelines ----------------------------------------------------------------------------

  timelines.forEach((timeline, recording) => {
    const drawing = timeline.querySelector("svg");
    const marks = Array.from(timeline.querySelectorAll(".event"));
    const inTime = marks.slice().sort((a, b) => Number(a.dataset.start) - Number(b.dataset.start));
    showPosition(recording, 0);

    drawing.addEventListener("click", (event) => {
      const mark = event.target.closest(".event");
      if (mark) {
        rove(marks, mark, true);
        seek(recording, Number(mark.dataset.start));
        const indices = data.marks[mark.id];
        if (indices && indices.length === 1) choose(indices[0], { focus: false });
        return;
      }
      const box = drawing.getBoundingClientRect();
      seek(recording, ((event.clientX - box.left) / box.width) * data.durations[recording]);
    });

    for (const mark of marks) {
      mark.setAttribute("role", "button");
      mark.setAttribute("tabindex", mark === inTime[0] ? "0" : "-1");
      mark.setAttribute("aria-label", mark.querySelector("title").textContent);
      const show = () => {
        const indices = data.marks[mark.id] || [];
        for (const sentence of sentences) sentence.classList.toggle("lit", indices.includes(indexOf(sentence)));
      };
      for (const name of ["mouseenter", "focus"]) mark.addEventListener(name, show);
      for (const name of ["mouseleave", "blur"]) mark.addEventListener(name, settle);
    }

    drawing.addEventListener("keydown", (event) => {
      const mark = event.target.closest(".event");
      if (!mark) return;
      if (event.key === "Enter" || event.key === " ") {
        seek(recording, Number(mark.dataset.start));
      } else if (event.key in STEP) {
        const next = inTime[inTime.indexOf(mark) + STEP[event.key]];
        if (next) rove(marks, next, true);
      } else {
        return;
      }
      event.preventDefault();
    });
  });

  // ---- addresses: #sentence-3 opens that sentence, #t=12.34 goes there -----------------------------

  function followAddress() {
    const sentence = /^#(?:sentence|finding)-(\d+)$/.exec(location.hash);
    if (sentence) choose(Number(sentence[1]), { focus: false });
    const time = /^#t=(\d+(?:\.\d+)?)/.exec(location.hash);
    if (time && timelines.length) seek(0, Number(time[1]));
  }

  if (player && data.origin > 0.5) {
    if (player.readyState >= 1) findOrigin();
    else player.addEventListener("loadedmetadata", findOrigin, { once: true });
  }
  addEventListener("hashchange", followAddress);
  addEventListener("beforeprint", () => { close(); settle(); });
  followAddress();
})();
