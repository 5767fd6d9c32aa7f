"""Fetch real everyday recordings of Debian packages and lay them out as clips without gunfire.

    python training/picker/ordinary.py --out DIR

fetches every package of ``ordinary.csv`` with ``apt-get download``, unpacks it (nothing is
installed), leaves out what is or may be a weapon, an explosion or one of the project's own test
clips, and writes DIR/ordinary.pickle, a list of :class:`bank.Clip` of the family "ordinary". The
same packages and seed give the same clips. Whole packages are dealt to the turns, so that no
sound is heard in training by the model that is tried on it.
"""

from __future__ import annotations

import argparse
import hashlib
import pickle
import re
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path

import av
import numpy as np
from bank import RATE, Clip, resampled, with_variants
from mixing import fast_length
from numpy.typing import NDArray
from packages import Package, fetched, table, unpacked
from timeline import Take, lay_out

from witnessmark.evaluation.hearing import recorded

Sound = NDArray[np.float32]
#: What is or may be a weapon or an explosion, by path. A rim shot is a drum, a miner's pick a tool.
WEAPONS = re.compile(
    r"gun|rifle|cannon|canon|musket|pistol|(?<!rim)(?<!normal-)shot|shoot|explo|boom|bomb"
    r"|grenad|blast|missile|rocket|laser|artill|mortar|thunderstick|dragonstick|tnt|nuke|torpedo"
    r"|bullet|start_attack|cave-in|rumble|shaman_hit|commune|ammo"
    r"|range_weapon|phaser|plasma|turret|(?<!worker_)mines?[^a-z]"
    r"|fuse|firearrow|backfire|bazoo|launch|catapult|ballista|tower|raze|building_fall|quake"
    r"|battle|seafight|death_sound|cracker|tank"
    r"|archmage|battlemage|dragon|summon|daemon|initiate|thunderbird|air_(hit|attack)|ab_attack"
    r"|behemoth|volley|petard|pulse|exterminator|military|flash|weapon|assault|sniper|destroy"
    r"|lightning",
    re.IGNORECASE,
)
#: "fire" is a weapon's unless it burns.
FIRE = re.compile(r"fire", re.IGNORECASE)
BURNS = re.compile(r"campfire|open_fire|fire_(fire|large|small|ext)|firestation", re.IGNORECASE)
#: What a package of another turn holds as well: found by correlating the takes of all packages.
ELSEWHERE = re.compile(
    r"The Black Pearl|Gimme A Hand|asterisk/.*(tone|beep|leave|monkeys)|sounds/saw\.|ships_bell"
    r"|fisher_pull"
)
#: Music is played for at most so many files of a package.
MOST_MUSIC = 4
#: At most so many seconds of a file, of a package read, and of a package laid out.
LONGEST_FILE, MOST_READ, MOST_LAID = 60.0, 900.0, 600.0
#: Quieter than this, against full scale, is silence.
SILENCE = 1e-3
#: Samples of fading in and out, lest a loop's ends click.
FADES = (24, 120)
#: A file that correlates with a test clip by more than this over two seconds is that clip.
SAME = 0.9
#: The rate of the first look for it.
SLOW = 2_000


def excluded(name: str) -> bool:
    """Tell whether *name*, a path in a package, may be of a weapon or explosion, or is a double."""
    return bool(
        ELSEWHERE.search(name)
        or WEAPONS.search(name)
        or (FIRE.search(name) and not BURNS.search(name))
    )


def stem_of(name: str) -> str:
    """Return what the takes of one sound share: the name without its number or strength."""
    stem = re.sub(r"@\d+$", "", name).lower()
    strength = r"(hardest|softest|hard|soft|med|medium)"
    while (bare := re.sub(rf"([-_. ]?\d+[a-h]?|[-_. ]{strength})$", "", stem)) != stem:
        stem = bare
    return stem


def takes_of(files: list[Path], root: Path, random: np.random.Generator) -> Iterator[Take]:
    """Yield the sounds of *files* until there are MOST_READ seconds of them."""
    seconds, music = 0.0, 0
    for place in random.permutation(len(files)):
        path = files[int(place)]
        name = str(path.relative_to(root))
        is_music = "music" in name.lower() or "/moh/" in name
        if seconds > MOST_READ or excluded(name) or (is_music and music == MOST_MUSIC):
            continue
        try:
            sound, rate = recorded.read_sound(path)
        except (av.FFmpegError, IndexError, ValueError):
            print(f"cannot be read: {name}")
            continue
        music += is_music
        sound = trimmed(resampled(sound[: int(LONGEST_FILE * rate)], rate))
        if sound.size < RATE // 50:
            continue
        seconds += sound.size / RATE
        yield Take(path.parent.name, stem_of(path.stem) or "any", sound)


def trimmed(sound: Sound) -> Sound:
    """Return *sound* without silence about it, its peak at a half; empty where all is silence."""
    loud = np.abs(sound)
    peak = float(loud.max(initial=0.0))
    if peak < SILENCE:
        return sound[:0]
    heard = np.flatnonzero(loud > max(SILENCE / 4, peak * 3e-3))
    first = max(0, int(heard[0]) - RATE // 100)
    sound = sound[first : int(heard[-1]) + RATE // 50] * np.float32(0.5 / peak)
    rise, fall = min(FADES[0], sound.size), min(FADES[1], sound.size)
    sound[:rise] *= np.linspace(0, 1, rise)
    sound[-fall:] *= np.linspace(1, 0, fall)
    return sound.astype(np.float32)


def is_test_clip(sound: Sound, tests: list[Sound]) -> bool:
    """Tell whether two seconds of a test clip are in *sound*, by normalised cross-correlation.

    At a sixth of the rate first: what does not correlate there at all is not looked at again.
    """
    if sound.size < 2 * RATE:
        return False
    slow, then = resampled(sound, RATE, SLOW), [resampled(test, RATE, SLOW) for test in tests]
    return _match(slow, then, SLOW) > SAME - 0.3 and _match(sound, tests, RATE) > SAME


def _match(sound: Sound, tests: list[Sound], rate: int) -> float:
    size = 2 * rate
    n = fast_length(sound.size + size)
    long = sound.astype(np.float64)
    spectrum = np.fft.rfft(long, n)
    power = np.cumsum(np.concatenate([[0.0], long**2]))
    energy = np.sqrt(np.maximum(power[size:] - power[:-size], 1e-4))
    best = 0.0
    for test in tests:
        for start in range(0, test.size - size + 1, size):
            piece = test[start : start + size].astype(np.float64)
            piece /= np.linalg.norm(piece) + 1e-9
            match = np.fft.irfft(spectrum * np.conj(np.fft.rfft(piece, n)), n)[: energy.size]
            best = max(best, float(np.abs(match / energy).max()))
    return best


def read(job: tuple[Package, Path, Path, int]) -> list[Take]:
    """Return the takes of one package, less what is silent, excluded or a test clip."""
    package, out, data, seed = job
    root = out / "unpacked" / package.package
    files = unpacked(fetched(package, out), root)
    tests = [resampled(clip.samples, clip.rate) for clip in recorded.negatives(data)]
    random = np.random.default_rng([seed, *package.package.encode()])
    takes = list(takes_of(files, root, random))
    kept = [
        take for take in takes if package.kind == "speech" or not is_test_clip(take.sound, tests)
    ]
    heard, minutes = len(takes), sum(take.sound.size for take in kept) / RATE / 60
    tests_left_out = heard - len(kept)
    print(f"{package.package}: {heard}/{len(files)} files, -{tests_left_out}, {minutes:.1f} min")
    return kept


def laid(job: tuple[Package, list[Take], int]) -> list[Clip]:
    """Return the clips of one package, MOST_LAID seconds of them or less, each with one variant."""
    package, takes, seed = job
    random = np.random.default_rng([seed, 1, *package.package.encode()])
    every, clips, seconds = list(lay_out(takes, package.kind, random)), [], 0.0
    for place in random.permutation(len(every)):
        one = every[int(place)]
        if seconds > MOST_LAID:
            break
        seconds += one.sound.size / RATE
        name = f"{package.package}: {one.name}"
        clip = Clip(package.turn, "ordinary", name, one.sound)
        clips.append(with_variants(clip, one.sound, RATE, 1, int(random.integers(2**31))))
    print(f"{package.package}: {len(clips)} clips, {seconds / 60:.1f} min")
    return clips


def without_doubles(found: list[list[Take]]) -> list[list[Take]]:
    """Keep the first of takes that are the same sample for sample, over all packages."""
    seen: set[bytes] = set()
    kept: list[list[Take]] = []
    for takes in found:
        kept.append([])
        for take in takes:
            digest = hashlib.sha256(np.round(take.sound, 3).tobytes()).digest()
            if digest not in seen:
                kept[-1].append(take)
            seen.add(digest)
    return kept


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--data", type=Path, default=Path("../shared/data"))
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--workers", type=int, default=2)
    args = parser.parse_args()
    packages, out = table(), args.out.resolve()
    with ProcessPoolExecutor(args.workers) as pool:
        found = pool.map(read, [(p, out, args.data.resolve(), args.seed) for p in packages])
        kept = without_doubles(list(found))
        jobs = [(p, takes, args.seed) for p, takes in zip(packages, kept, strict=True)]
        clips = [clip for some in pool.map(laid, jobs) for clip in some]
    unfinished = out / "ordinary.pickle.part"
    with unfinished.open("wb") as file:
        pickle.dump(clips, file)
    unfinished.replace(out / "ordinary.pickle")
    for turn in recorded.POSITIONS:
        seconds = sum(clip.sound.size for clip in clips if clip.origin == turn) / RATE
        print(f"{turn}: {seconds / 60:.0f} min")


if __name__ == "__main__":
    main()
