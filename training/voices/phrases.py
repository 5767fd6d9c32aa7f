"""Write what people in rendered scenes say: phrases of free synthesisers, in six languages.

Run as ``python training/voices/phrases.py``. Needs ``ttspico`` 0.3.2 (SVOX Pico, Apache-2.0) and
the program ``flite`` 2.2 (Carnegie Mellon's own terms, like BSD; its voice ``awb`` is put together
from recorded speech). The sentences were written for this and mean nothing. No voice here took
part in fitting or choosing anything in ``perception``: ``training/speech/calibrate.py`` uses
others.

The file is one Opus stream at 16 kHz with a pause after each phrase; the list beside it says who
speaks, how, at which pitch, and from which sample to which.
"""

from __future__ import annotations

import subprocess
import tempfile
import wave
from pathlib import Path

import av
import numpy as np
import yaml
from ttspico import TtsEngine

RATE, PAUSE = 16_000, 4_000
OUT = Path(__file__).parents[2] / "src/witnessmark/rendering/data"

TALK = {
    "en-GB": (
        "I think they went round the back of the house, by the water tank.",
        "Give me a moment, the battery is almost empty.",
        "Nobody has come down this road since the morning.",
    ),
    "en-US": (
        "Hold the light a bit lower, I can't see the steps.",
        "We should wait here until it gets quiet.",
        "My brother left the keys with the neighbour.",
    ),
    "de-DE": (
        "Mach die Tür zu, es ist kalt hier drin.",
        "Ich glaube, das war drüben am Bahnhof.",
        "Wir warten noch, bis die anderen da sind.",
    ),
    "es-ES": (
        "Espera un poco, todavía no sale nadie.",
        "La calle está cerrada desde ayer por la tarde.",
        "No encuentro el teléfono, debe de estar en el coche.",
    ),
    "fr-FR": (
        "Reste près du mur, on ne voit rien d'ici.",
        "Il faut prévenir les gens du deuxième étage.",
        "Je crois que la lumière vient du garage.",
    ),
    "it-IT": (
        "Aspetta, manca ancora la signora del piano di sopra.",
        "Da qui si vede soltanto il tetto della scuola.",
        "Hanno chiuso il ponte verso mezzogiorno.",
    ),
    "awb": (
        "They told us the bridge would open again by the evening.",
        "There is a well behind the church, if it has not run dry.",
        "Take the small path, the other one is under water.",
    ),
}
SHOUTS = {
    "en-GB": ("Get away from the window!", "Put it down and come out!"),
    "en-US": ("Everybody down! Stay down!", "Stop right there! Hands up!"),
    "de-DE": ("Weg da! Alle weg von der Strasse!", "Halt! Stehen bleiben!"),
    "es-ES": ("¡Al suelo! ¡Todos al suelo!", "¡Quietos! ¡Suelten eso!"),
    "fr-FR": ("Couchez-vous! Vite, couchez-vous!", "Arrêtez! Plus un pas!"),
    "it-IT": ("Via! Via di lì, subito!", "Fermi! Mani in alto!"),
    "awb": ("Come back here, all of you!", "Leave the car! Leave it!"),
}
#: How high each phrase is spoken, in per cent of the voice's own pitch, so that no two are alike.
PITCHES = {"talk": (65, 100, 85), "shout": (120, 150)}


def spoken(voice: str, text: str, pitch: int) -> np.ndarray:
    """Return *text* in *voice* at 16 kHz, full scale 1, without the silence around it."""
    if voice == "awb":
        with tempfile.TemporaryDirectory() as folder:
            path = Path(folder) / "said.wav"
            # The voice's own mean pitch is about 112 Hz.
            mean = f"int_f0_target_mean={112 * max(pitch, 90) / 100:.0f}"
            command = ["flite", "-voice", voice, "--setf", mean, "-t", text, "-o", str(path)]
            subprocess.run(command, check=True)
            with wave.open(str(path)) as file:
                if file.getframerate() != RATE:
                    raise SystemExit(f"flite's {voice} is not at {RATE} Hz: install flite 2.2.")
                data = file.readframes(file.getnframes())
    else:
        said = f'<pitch level="{pitch}">{text}</pitch>'
        data = TtsEngine(voice).speak(said)
    sound = np.frombuffer(data, np.int16).astype(np.float32) / 32768
    loud = np.flatnonzero(np.abs(sound) > 0.02 * np.abs(sound).max())
    sound = sound[loud[0] : loud[-1] + 1]
    return sound * np.float32(0.1 / np.sqrt(np.mean(np.square(sound))))


def pitch_of(sound: np.ndarray) -> float:
    """Return the median pitch of *sound* in Hz: the highest peak of the autocorrelation."""
    found = []
    for start in range(0, sound.size - 640, 320):
        piece = sound[start : start + 640] - sound[start : start + 640].mean()
        own = np.correlate(piece, piece, "full")[639:]
        least, most = RATE // 400, RATE // 60
        best = least + int(np.argmax(own[least:most]))
        if own[0] > 0 and own[best] > 0.5 * own[0]:
            found.append(RATE / best)
    return float(np.median(found))


def main() -> None:
    said, listed, at = [], [], 0
    for manner, bank in (("talk", TALK), ("shout", SHOUTS)):
        for voice, lines in bank.items():
            for text, pitch in zip(lines, PITCHES[manner], strict=True):
                sound = spoken(voice, text, pitch)
                listed.append(
                    {
                        "manner": manner,
                        "voice": voice,
                        "pitch": round(pitch_of(sound)),
                        "from": at,
                        "to": at + sound.size,
                        "text": text,
                    }
                )
                said += [sound, np.zeros(PAUSE, np.float32)]
                at += sound.size + PAUSE
    samples = np.concatenate(said)
    with av.open(str(OUT / "phrases.opus"), "w", format="ogg") as file:
        stream = file.add_stream("libopus", rate=RATE, layout="mono")
        stream.bit_rate = 24_000
        frame = av.AudioFrame.from_ndarray(samples[None], format="flt", layout="mono")
        frame.rate = RATE
        for packet in (*stream.encode(frame), *stream.encode(None)):
            file.mux(packet)
    (OUT / "phrases.yaml").write_text(
        yaml.safe_dump(listed, allow_unicode=True, sort_keys=False, width=120), encoding="utf-8"
    )


if __name__ == "__main__":
    main()
