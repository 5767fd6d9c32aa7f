"""Lossy codecs: what a phone, a messenger or a platform does to sound when it stores or sends it.

Conventions
-----------
Sound in, sound out, both mono float32 within [-1, 1], of the same length in seconds and on the same
clock: a codec's delay (priming, look-ahead) is taken off again. No container writes that delay in
the same way, so it is not read from one: it is *measured*, once for each codec and rate, on a
burst of noise whose place is known.

Sources: bit rates of AMR narrow-band from 3GPP TS 26.071 (eight modes, 8 kHz); sampling rates of
Opus from RFC 6716; those of MP3 and AAC from ISO/IEC 11172-3, 13818-3 and 14496-3. The encoders are
the ones that PyAV's build of FFmpeg carries.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, cast

import av
import numpy as np
import soxr
from numpy.typing import NDArray

if TYPE_CHECKING:
    from av.audio.codeccontext import AudioCodecContext

Sound = NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class Codec:
    """An encoder, its decoder, and what they take.

    ``rates`` are sampling rates in Hz; ``bitrates`` the only ones allowed in bit/s, or the least
    and the most where ``free`` is set.
    """

    encoder: str
    decoder: str
    form: str
    rates: tuple[int, ...]
    bitrates: tuple[int, ...]
    free: bool = True
    options: tuple[tuple[str, str], ...] = ()

    def rate_for(self, rate: int) -> int:
        """Return the lowest rate of this codec that keeps all of *rate*, or its highest."""
        return min((own for own in self.rates if own >= rate), default=max(self.rates))

    def bitrate_for(self, bitrate: int) -> int:
        """Return the bit rate of this codec that is nearest to *bitrate*."""
        if self.free:
            return min(max(bitrate, self.bitrates[0]), self.bitrates[-1])
        return min(self.bitrates, key=lambda own: abs(own - bitrate))


_MPEG_RATES = (8000, 11025, 12000, 16000, 22050, 24000, 32000, 44100, 48000)

#: The codecs by the name a scenario gives them.
CODECS = {
    "aac": Codec(
        "aac", "aac", "fltp", _MPEG_RATES, (8_000, 256_000), options=(("aac_coder", "fast"),)
    ),
    "opus": Codec(
        "libopus",
        "libopus",
        "flt",
        (8000, 12000, 16000, 24000, 48000),
        (6_000, 256_000),
        options=(("compression_level", "3"),),
    ),
    "amr": Codec(
        "libopencore_amrnb",
        "amrnb",
        "s16",
        (8000,),
        (4750, 5150, 5900, 6700, 7400, 7950, 10200, 12200),
        free=False,
    ),
    "mp3": Codec(
        "libmp3lame",
        "mp3float",
        "fltp",
        _MPEG_RATES,
        (
            8_000,
            16_000,
            24_000,
            32_000,
            40_000,
            48_000,
            56_000,
            64_000,
            80_000,
            96_000,
            112_000,
            128_000,
            160_000,
        ),
        free=False,
        options=(("compression_level", "7"),),
    ),
}

#: Seconds of silence put behind a sound so that the last of it leaves the decoder.
_TAIL = 0.25


def resample(samples: Sound, rate: int, wanted: int) -> Sound:
    """Return *samples* at *wanted* Hz, on the same clock (soxr, linear phase, no delay)."""
    if rate == wanted or not len(samples):
        return samples
    return np.asarray(soxr.resample(samples, rate, wanted, quality="HQ"), dtype=np.float32)


def transcode(samples: Sound, rate: int, name: str, bitrate: int) -> tuple[Sound, int]:
    """Encode and decode *samples*; return what comes back and its rate, aligned to 1/4 ms.

    The rate is the nearest the codec knows that keeps all of *rate*; the bit rate likewise.
    KeyError where *name* is none of :data:`CODECS`.
    """
    codec = CODECS[name]
    own_rate, own_bits = codec.rate_for(rate), codec.bitrate_for(bitrate)
    sound = resample(samples, rate, own_rate)
    size = len(sound)
    if not size:
        return sound, own_rate
    late = _delay(name, own_rate)
    padded = np.concatenate([sound, np.zeros(round(_TAIL * own_rate), dtype=np.float32)])
    back = _round_trip(codec, own_rate, own_bits, padded)[late : late + size]
    return np.concatenate([back, np.zeros(size - len(back), dtype=np.float32)]), own_rate


@cache
def _delay(name: str, rate: int) -> int:
    """Return by how many samples the codec is late, as it shows on a known burst of noise.

    It is taken at a bit rate that keeps the waveform. At a lower one the delay is the same, but the
    waveform is not kept: AMR at 4.75 kbit/s answers a pulse with one of its own making, often some
    milliseconds behind. That is what such a recording sounds like, and it stays in.
    """
    noise = np.random.default_rng(0).standard_normal(round(0.04 * rate))
    burst = 0.25 * np.clip(noise, -2, 2) * np.hanning(len(noise))
    quiet = np.zeros(round(0.3 * rate))
    known = np.concatenate([quiet, burst, quiet]).astype(np.float32)
    codec = CODECS[name]
    heard = _round_trip(codec, rate, codec.bitrate_for(64_000), known)
    size = 1 << (len(heard) + len(known)).bit_length()
    match = np.fft.irfft(np.fft.rfft(heard, size) * np.conj(np.fft.rfft(known, size)), size)
    return int(np.argmax(match[: len(heard)]))


def _round_trip(codec: Codec, rate: int, bitrate: int, samples: Sound) -> Sound:
    """Encode and decode, in memory and without a container; the codec's delay is still in it."""
    writer = cast("AudioCodecContext", av.CodecContext.create(codec.encoder, "w"))
    writer.sample_rate = rate
    writer.layout = "mono"
    writer.format = codec.form
    writer.bit_rate = bitrate
    writer.options = dict(codec.options)
    writer.open()
    reader = cast("AudioCodecContext", av.CodecContext.create(codec.decoder, "r"))
    reader.sample_rate = rate
    reader.layout = "mono"
    if writer.extradata:
        reader.extradata = writer.extradata
    frame = av.AudioFrame.from_ndarray(_pcm(samples, codec.form), codec.form, "mono")
    frame.sample_rate = rate
    packets = [*writer.encode(frame), *writer.encode(None)]
    frames = [got for packet in packets for got in reader.decode(packet)]
    frames += reader.decode(None)
    back = np.concatenate([got.to_ndarray().reshape(-1) for got in frames])
    if back.dtype == np.int16:
        back = back / 32768
    # Opus always comes back at 48 kHz, whatever rate went in (RFC 6716, section 2.1.3).
    return resample(back.astype(np.float32, copy=False), frames[0].sample_rate, rate)


def _pcm(samples: Sound, form: str) -> NDArray[np.float32] | NDArray[np.int16]:
    within = np.clip(samples, -1, 1)[None, :]
    return np.round(within * 32767).astype(np.int16) if form == "s16" else within
