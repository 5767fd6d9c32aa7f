"""Fit how sure a stretch of speech is, and measure how much speech is found: one command.

Run as ``python training/speech/calibrate.py --data ../shared/data --work FOLDER``. Needs ffmpeg
with flite, for voices put together from recorded ones (three speakers), and takes, where there are
some, the spoken phrases of Debian's ``alsa-utils`` (``--phrases FOLDER``), a real voice.

Every phrase is laid, at a known time and level, over everyday sounds and over recordings of
gunfire. Speakers and backgrounds are split: the coefficients are fitted on two voices and half of
the backgrounds, and the figures are of the third voice and the real one over the other half;
gunfire is taken in four turns by firing position. The coefficients that ship are fitted on all.
Nothing is known of what voices a street sensor itself picked up: they count as false here.
"""

from __future__ import annotations

import argparse
import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import soxr

from witnessmark.evaluation.hearing.calibration import expected_calibration_error, reliability
from witnessmark.evaluation.hearing.recorded import POSITIONS, labelled, onsets_of, read_sound
from witnessmark.perception.sound.speech import (
    LEAST_AFTER_SHOT,
    LEAST_LIKELY,
    WEIGHTS,
    cues,
    is_echo,
    voiced_runs,
)
from witnessmark.perception.sound.voicing import RATE, WINDOW, VoiceChances
from witnessmark.rendering import random_scenario, synthesise_sound

PHRASES = (
    "Get down, get down on the ground now.",
    "Stop or I will shoot.",
    "Do not move, put your hands up where I can see them.",
    "They are coming from the other side of the street.",
    "Is anyone hurt over there.",
    "Run. Run to the car.",
    "Put the weapon down.",
    "We are hearing gunfire near the square since this morning.",
    "Please move away from the window and stay low.",
    "Where is the ambulance.",
    "Everybody out of the way.",
    "Warning. Leave the area immediately.",
    "I can see two of them on the roof.",
    "Hold your fire.",
    "Stop!",
    "Get down!",
    "Back! Back!",
    "Watch out!",
)
LEVELS = (20.0, 10.0, 5.0, 0.0, -5.0)
#: What is this far over the background, in dB, somebody there would have heard.
CLEAR = 10.0
FITTED_VOICES, TESTED_VOICES = ("kal16", "rms"), ("slt", "real")


@dataclass(frozen=True)
class Run:
    """What was found: its cues, whether somebody speaks there, and where it is from."""

    cues: tuple[float, float]
    speech: bool
    voice: str
    place: str
    level: float


@dataclass(frozen=True)
class Phrase:
    """What was laid over a background, and the cues of the best run that meets it, if any."""

    voice: str
    place: str
    level: float
    best: tuple[float, float] | None


def load(path: Path) -> np.ndarray:
    sound, rate = read_sound(path)
    return soxr.resample(sound, rate, RATE).astype(np.float32)


def voices(work: Path, phrases: Path | None) -> dict[str, list[np.ndarray]]:
    program = shutil.which("ffmpeg") or sys.exit("Install ffmpeg, built with libflite, first.")
    made: dict[str, list[np.ndarray]] = {}
    for voice in ("kal16", "rms", "slt"):
        made[voice] = []
        for number, words in enumerate(PHRASES):
            text, path = work / "words.txt", work / f"{voice}_{number}.wav"
            text.write_text(words)
            if not path.exists():
                source = f"flite=textfile={text}:voice={voice}"
                subprocess.run(
                    [program, "-v", "error", "-f", "lavfi", "-i", source, str(path)], check=True
                )
            made[voice].append(trimmed(load(path)))
    if phrases is not None:
        spoken = sorted(p for p in phrases.glob("*.wav") if p.stem != "Noise")
        made["real"] = [trimmed(load(path)) for path in spoken]
    return made


def trimmed(sound: np.ndarray) -> np.ndarray:
    loud = np.flatnonzero(np.abs(sound) > 0.02 * np.abs(sound).max())
    return sound[loud[0] : loud[-1]]


def backgrounds(data: Path) -> dict[str, list[np.ndarray]]:
    found = {"everyday": [load(p) for p in sorted((data / "negatives").glob("*.flac"))]}
    for position in POSITIONS:
        files = sorted((data / "gunfire" / position).glob("*.flac"))
        found[position] = [load(path) for path in files]
    found["rendered"] = []
    for seed in range(60):
        scenario = random_scenario(seed).model_copy(update={"voices": ()})
        sound, rate, _ = synthesise_sound(scenario)
        found["rendered"].append(soxr.resample(sound, rate, RATE).astype(np.float32))
    return found


def chances_of(sound: np.ndarray) -> np.ndarray:
    voice = VoiceChances()
    return np.concatenate([*voice.push(sound), voice.finish()])


def mixed(sound: np.ndarray, phrase: np.ndarray, at: int, level: float) -> np.ndarray:
    """Lay *phrase* over *sound* from sample *at*, *level* dB over what stands there (RMS)."""
    there = sound[at : at + phrase.size]
    floor = np.sqrt(np.mean(np.square(there))) or 1e-4
    gain = floor * 10 ** (level / 20) / np.sqrt(np.mean(np.square(phrase)))
    both = sound.copy()
    both[at : at + there.size] += gain * phrase[: there.size]
    return np.clip(both, -1, 1) if np.abs(both).max() <= 1 else both / np.abs(both).max()


def examples(
    everything: dict[str, list[np.ndarray]], spoken: dict[str, list[np.ndarray]]
) -> tuple[list[Run], list[Phrase]]:
    random = np.random.default_rng(11)
    runs: list[Run] = []
    phrases: list[Phrase] = []
    for place, sounds in everything.items():
        for number, sound in enumerate(sounds):
            where = f"{place}_{'even' if number % 2 == 0 else 'odd'}"
            for first, last in voiced_runs(chances := chances_of(sound)):
                runs.append(
                    Run(
                        cues(chances[first:last]),
                        speech=False,
                        voice="none",
                        place=where,
                        level=np.nan,
                    )
                )
            for voice, said in spoken.items():
                phrase, level = said[random.integers(len(said))], random.choice(LEVELS)
                at = int(random.integers(RATE, max(RATE + 1, sound.size - phrase.size - 1600)))
                chances = chances_of(mixed(sound, phrase, at, level))
                span = at / WINDOW, (at + phrase.size) / WINDOW
                best = None
                for first, last in voiced_runs(chances):
                    hit = min(last, span[1]) - max(first, span[0]) >= 3
                    own = cues(chances[first:last])
                    runs.append(Run(own, bool(hit), voice, where, level))
                    best = max(best, own) if hit and best else own if hit else best
                phrases.append(Phrase(voice, where, level, best))
    return runs, phrases


def fit(runs: list[Run]) -> np.ndarray:
    """Return constant and weights of a logistic regression (Newton's method, a faint ridge)."""
    rows = np.array([(1.0, *r.cues) for r in runs])
    truth = np.array([r.speech for r in runs], float)
    weights = np.zeros(rows.shape[1])
    for _ in range(50):
        chance = 1 / (1 + np.exp(-rows @ weights))
        slope = rows.T @ (truth - chance) - 0.1 * weights
        bend = (rows * (chance * (1 - chance))[:, None]).T @ rows + 0.1 * np.eye(weights.size)
        weights = weights + np.linalg.solve(bend, slope)
    return weights


def chance_of(weights: np.ndarray, own: list[tuple[float, float]]) -> np.ndarray:
    rows = np.array([(1.0, *row) for row in own]).reshape(-1, weights.size)
    return 1 / (1 + np.exp(-rows @ weights))


def calibration_error(chance: np.ndarray, truth: np.ndarray) -> float:
    pairs = zip(chance.tolist(), truth.tolist(), strict=True)
    return expected_calibration_error(reliability(list(pairs))) or 0.0


def report(
    name: str, model: np.ndarray, runs: list[Run], phrases: list[Phrase], hours: float
) -> None:
    chance = chance_of(model, [r.cues for r in runs])
    truth = np.array([r.speech for r in runs])
    alone = np.array([r.voice == "none" for r in runs])
    false = int((alone & (chance >= 0.5)).sum())
    said = calibration_error(chance[chance >= LEAST_LIKELY], truth[chance >= LEAST_LIKELY])
    print(
        f"{name}: calibration error {said:.3f} over {int((chance >= LEAST_LIKELY).sum())} runs; "
        f"{false} false at 0.5 in {hours:.2f} h of no speech"
    )
    clear = [p for p in phrases if p.level >= CLEAR]
    heard = [p.best is not None and chance_of(model, [p.best])[0] >= 0.5 for p in clear]
    print(f"   recall at {CLEAR:+.0f} dB and more: {np.mean(heard):.2f} of {len(heard)}")
    for voice in sorted({p.voice for p in phrases}):
        cells = []
        for level in LEVELS:
            mine = [p for p in phrases if p.voice == voice and p.level == level]
            if mine:
                hit = [p.best is not None and chance_of(model, [p.best])[0] >= 0.5 for p in mine]
                cells.append(f"{level:+.0f} dB {sum(hit)}/{len(hit)}")
        print(f"   found of {voice}: {', '.join(cells)}")


def after_shots(data: Path, spoken: dict[str, list[np.ndarray]]) -> None:
    """Print how many stretches that lie in a shot's echoes alone are speech, by their chance."""
    random = np.random.default_rng(12)
    told: dict[str, list[tuple[float, bool]]] = {place: [] for place in POSITIONS}
    for row in labelled(data):
        sound, shots = load(data / "gunfire" / row["file"]), onsets_of(row).tolist()
        for said in (None, *spoken.values()):
            at = end = 0.0
            heard = sound
            if said is not None:
                phrase, level = said[random.integers(len(said))], random.choice(LEVELS)
                first = int(random.integers(RATE, max(RATE + 1, sound.size - phrase.size - 1600)))
                heard = mixed(sound, phrase, first, level)
                at, end = first / WINDOW, (first + phrase.size) / WINDOW
            chances = chances_of(heard)
            for first, last in voiced_runs(chances):
                if is_echo(first * WINDOW / RATE, last * WINDOW / RATE, 0.0, shots):
                    chance = chance_of(np.array(WEIGHTS), [cues(chances[first:last])])[0]
                    hit = min(last, end) - max(first, at) >= 3
                    told[row["firing_position"]].append((float(chance), hit))
    for place, found in told.items():
        weak = [hit for chance, hit in found if chance < LEAST_AFTER_SHOT]
        sure = [hit for chance, hit in found if chance >= LEAST_AFTER_SHOT]
        print(
            f"{place}: in the echoes of shots alone, speech in {sum(weak)} of {len(weak)} "
            f"stretches below {LEAST_AFTER_SHOT}, in {sum(sure)} of {len(sure)} above"
        )


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--work", type=Path, required=True)
    parser.add_argument("--phrases", type=Path)
    asked = parser.parse_args()
    asked.work.mkdir(parents=True, exist_ok=True)
    everything = backgrounds(asked.data)
    lengths = {
        place: sum(s.size for s in sounds) / RATE / 3600 for place, sounds in everything.items()
    }
    runs, phrases = examples(everything, voices(asked.work, asked.phrases))
    for turn in POSITIONS:
        kept = [
            r
            for r in runs
            if turn not in r.place and "odd" not in r.place and r.voice in (*FITTED_VOICES, "none")
        ]
        own = [r for r in runs if turn in r.place and r.voice in (*TESTED_VOICES, "none")]
        own_phrases = [p for p in phrases if turn in p.place and p.voice in TESTED_VOICES]
        report(turn, fit(kept), own, own_phrases, lengths[turn])
    kept = [r for r in runs if "odd" not in r.place and r.voice in (*FITTED_VOICES, "none")]
    model = fit(kept)
    for place in ("everyday", "rendered"):
        own = [r for r in runs if r.place == f"{place}_odd" and r.voice in (*TESTED_VOICES, "none")]
        own_phrases = [p for p in phrases if p.place == f"{place}_odd" and p.voice in TESTED_VOICES]
        report(place, model, own, own_phrases, lengths[place] / 2)
    after_shots(asked.data, voices(asked.work, asked.phrases))
    final = fit(runs)
    print("WEIGHTS =", tuple(round(float(w), 3) for w in final))


if __name__ == "__main__":
    main()
