"""Speech without words: a voice's source, a mouth that moves, and the stops and hisses between.

Conventions
-----------
Source and filter (Fant 1960, Acoustic Theory of Speech Production). The source is glottal pulses
(Rosenberg 1971, J. Acoust. Soc. Am. 49, 583) with breath, the filter four resonances in a row that
glide from phone to phone (Klatt 1980, J. Acoust. Soc. Am. 67, 971). A phone is 40 to 200 ms long,
four to six syllables a second. The filter runs in frames at :data:`SPEECH_RATE`.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from witnessmark.rendering.everyday.oscillators import sweep
from witnessmark.rendering.everyday.rooms import heard_in
from witnessmark.rendering.everyday.spectra import (
    RATE,
    Array,
    high,
    low,
    peak,
    resampled,
    series,
    shaped_noise,
)
from witnessmark.rendering.everyday.timing import between, decibels, fade, lay, wander

#: Samples a second of the vocal tract: speech holds little above 10 kHz.
SPEECH_RATE = 24_000
#: Samples between frames, and in one: 8 ms and 16 ms, within which a mouth hardly moves.
HOP, FRAME = 192, 384

#: First three formants in Hz of ten vowels of men (Peterson and Barney 1952, J. Acoust. Soc. Am.
#: 24, 175, table II).
VOWELS = np.array(
    [
        (270, 2290, 3010), (390, 1990, 2550), (530, 1840, 2480), (660, 1720, 2410),
        (730, 1090, 2440), (570, 840, 2410), (440, 1020, 2240), (300, 870, 2240),
        (640, 1190, 2390), (490, 1350, 1690),
    ],
    float,
)  # fmt: skip


def _glottis() -> Array:
    """Return a period of glottal flow's derivative, opening 40 %, closing 16 % (Rosenberg 1971)."""
    turn = np.arange(8192) / 8192.0
    opening = 0.5 * (1 - np.cos(np.pi * turn / 0.4))
    closing = np.cos(np.pi / 2 * (turn - 0.4) / 0.16)
    flow = np.where(turn < 0.4, opening, np.where(turn < 0.56, closing, 0.0))
    change = np.diff(flow, append=flow[0])
    # Rounded, so that reading it at 24 kHz does not fold the corner of the closing back.
    change = np.convolve(np.tile(change, 3), np.hanning(128) / 64, "same")[8192:16384]
    return np.asarray(change / np.abs(change).max(), np.float32)


GLOTTIS = _glottis()


def voice(random: np.random.Generator, size: int, effort: float = 0.0) -> Array:
    """Return *size* samples of one talker, peak 1; *effort* 0 is talk, 1 is shouting."""
    frames = int(np.ceil(size / RATE * SPEECH_RATE / HOP)) + 4
    length = frames * HOP
    loud, noisy, formants, bursts = _phones(random, frames)
    base = between(random, 85.0, 260.0) * (1.0 + 0.8 * effort)
    pitch = base * np.exp(0.12 * wander(random, length, 1.2) + 0.03 * wander(random, length, 5.0))
    # The oscillator counts at RATE; ask for the pitch that comes out right at SPEECH_RATE.
    source = sweep(np.asarray(pitch * (RATE / SPEECH_RATE), np.float32), GLOTTIS)
    breath = random.standard_normal(length, np.float32) * np.float32(0.2)
    at = np.arange(length) / HOP
    knots = np.arange(frames)
    source = source * np.interp(at, knots, loud).astype(np.float32) + breath * np.interp(
        at, knots, 0.08 * loud + noisy
    ).astype(np.float32)
    for start, strength in bursts:
        lay(source, start, random.standard_normal(160, np.float32) * fade(160, 0.001), strength)
    tall = 1.0 + 0.18 * (base > 160.0)
    heard = _mouth(source, formants * tall * random.uniform(0.93, 1.07), noisy > loud, effort)
    whole = resampled(heard, RATE, SPEECH_RATE)[:size]
    return whole / np.float32(max(float(np.abs(whole).max()), 1e-9))


def _phones(
    random: np.random.Generator, frames: int
) -> tuple[NDArray[np.float64], NDArray[np.float64], NDArray[np.float64], list[tuple[int, float]]]:
    """Return loudness of voice and of hiss a frame, formants (frames, 3), and stops' bursts."""
    loud, noisy = np.zeros(frames), np.zeros(frames)
    formants = np.zeros((frames, 3))
    bursts: list[tuple[int, float]] = []
    at, mouth = int(random.integers(0, 20)), VOWELS[4]
    formants[:at] = mouth
    tempo = between(random, 0.75, 1.4)
    while at < frames:
        sort = random.random()
        if sort < 0.10:  # a breath between phrases
            gap = int(between(random, 15, 120))
            formants[at : at + gap] = mouth
            at += gap
        elif sort < 0.38:  # a stop: closed, a burst, breath
            gap = int(random.uniform(4, 10) * tempo)
            formants[at : at + gap + 4] = mouth
            at += gap
            bursts.append((at * HOP + int(random.integers(HOP)), between(random, 0.1, 1.2)))
            noisy[at : at + int(random.integers(1, 7))] = random.uniform(0.1, 0.6)
        elif sort < 0.62:  # a fricative
            long = int(random.uniform(6, 16) * tempo)
            shape = np.sin(np.pi * np.linspace(0.05, 0.95, long))
            room = noisy[at : at + long].size
            noisy[at : at + long] = shape[:room] * random.uniform(0.3, 1.5)
            if random.random() < 0.4:
                loud[at : at + long] = 0.3 * shape[:room]
            formants[at : at + long] = mouth
            at += long
        target = VOWELS[int(random.integers(len(VOWELS)))]
        long = max(4, int(random.uniform(7, 22) * tempo))
        room = formants[at : at + long].shape[0]
        glide = np.linspace(0.0, 1.0, long)[:room, None] ** 0.6
        formants[at : at + long] = mouth * (1 - glide) + target * glide
        shape = np.minimum(
            1.0, np.minimum(np.arange(1, long + 1) / 2.5, np.arange(long, 0, -1) / 4.0)
        )
        loud[at : at + long] = shape[:room] * random.uniform(0.5, 1.0)
        at, mouth = at + long, target
    return loud, noisy, formants, bursts


def _mouth(
    source: Array, formants: NDArray[np.float64], hiss: NDArray[np.bool_], effort: float
) -> Array:
    """Return *source* through the vocal tract, frame by frame, overlapped and added."""
    frames = formants.shape[0] - 1
    window = np.hanning(FRAME + 1)[:-1].astype(np.float32)
    at = np.arange(frames)[:, None] * HOP + np.arange(FRAME)
    spectrum = np.fft.rfft(source[at] * window, 2 * FRAME, axis=1)
    f = np.fft.rfftfreq(2 * FRAME, 1.0 / SPEECH_RATE).astype(np.float32)
    track = formants[:frames].astype(np.float32)
    centres = np.column_stack([track, np.full(frames, 3500.0, np.float32)])
    # The higher a resonance the wider it is (Klatt 1980, table I); shouting narrows all.
    widths = np.array([60.0, 90.0, 140.0, 220.0], np.float32) * np.float32(1.2 - 0.3 * effort)
    for centre, width in zip(centres.T, widths, strict=True):
        ratio = f[None, :] / centre[:, None]
        spectrum /= 1.0 - ratio * ratio + 1j * ratio * (width / centre)[:, None]
    # Lips radiate 6 dB an octave; the higher poles that are left out give the level back.
    spectrum *= (f / 1000.0 * np.minimum(np.sqrt(1.0 + (f / 3500.0) ** 6) ** 0.65, 12.0))[None, :]
    noise_shape = (f / 4000.0) ** 2 / (1.0 + (f / 5000.0) ** 4)
    plain = np.fft.rfft(source[at[hiss[:frames]]] * window, 2 * FRAME, axis=1)
    spectrum[hiss[:frames]] = plain * (1.2 * noise_shape)[None, :]
    pieces = np.fft.irfft(spectrum, axis=1).astype(np.float32)
    out = np.zeros(((frames + 4) * HOP), np.float32)
    grid = out.reshape(-1, HOP)
    for number in range(2 * FRAME // HOP):
        grid[number : number + frames] += pieces[:, number * HOP : (number + 1) * HOP]
    return out


def speech(random: np.random.Generator, size: int) -> Array:
    """Return one or two talkers in a room or a street, talking, raising their voice or shouting."""
    track = voice(random, size, float(random.choice([0.0, 0.0, 0.4, 1.0])))
    if random.random() < 0.3:
        track = track + voice(random, size) * decibels(random.uniform(-20, 0))
    return heard_in(
        random, track, ("living_room", "close", "street", "hall", "outdoors", "small_room")
    )


def speech_plosives(random: np.random.Generator, size: int) -> Array:
    """Return a mouth a hand from the microphone: its stops blow on the membrane.

    A breath's front reaches it as turbulence under 300 Hz, up in 3 to 15 ms and gone in 30 to 120,
    tens of decibels over the voice.
    """
    track = heard_in(
        random, voice(random, size, random.uniform(0, 0.6)), ("close", "close", "small_room"), 0.3
    )
    track /= np.float32(max(float(np.abs(track).max()), 1e-9))
    clock = random.uniform(0.0, 0.8)
    often = between(random, 0.15, 1.2)
    while clock * RATE < size:
        long = int(between(random, 0.03, 0.12) * RATE)
        puff = shaped_noise(
            random, 2 * long, series(high(12.0), low(between(random, 40.0, 250.0), 2))
        )
        push = np.linspace(
            0.0, 1.0, max(2, int(between(random, 0.002, 0.015) * RATE)), dtype=np.float32
        )
        puff *= fade(2 * long, long / RATE / 2.5)
        puff[: push.size] *= push[: puff.size]
        lean = shaped_noise(random, 2 * long, low(30.0)) * fade(2 * long, long / RATE)
        start = int(clock * RATE)
        lay(track, start, puff / np.abs(puff).max(), decibels(random.uniform(-6, 12)))
        lay(track, start, lean * push[-1], decibels(random.uniform(-24, -10)))
        snap = shaped_noise(random, 400, peak(between(random, 800, 4000), 0.8)) * fade(400, 0.0012)
        lay(track, start, snap, decibels(random.uniform(-22, -6)))
        clock += often * float(np.exp(random.normal(0, 0.5)))
    return np.clip(track, -1.0, 1.0) if random.random() < 0.4 else track
