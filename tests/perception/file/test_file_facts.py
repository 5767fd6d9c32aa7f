"""Real files through the confined reader: facts, the same every time, and hostile bytes."""

from fractions import Fraction

import av
import numpy as np
import pytest
from media_making import write_clip

from witnessmark.errors import WitnessmarkError
from witnessmark.media import open_footage
from witnessmark.model import Kind
from witnessmark.perception.file import file_facts

SHA = "0" * 64


def facts_of(path):
    """The facts of the file at *path*, by name."""
    seen = file_facts(open_footage(path), SHA)
    found = [one.attributes for one in seen if one.kind is Kind.CONTAINER_FACT]
    return {one["fact"]: one for one in found}


@pytest.fixture(scope="module")
def clip(tmp_path_factory):
    """Three seconds of H.264 and AAC in an mp4 with a device's tags."""
    path = tmp_path_factory.mktemp("facts") / "clip.mp4"
    tags = {"make": "Acme", "creation_time": "2024-01-01T00:00:00Z"}
    return write_clip(path, picture="libx264", metadata=tags, movflags="use_metadata_tags")


def test_a_file_is_told_in_facts_that_never_change(clip):
    """Two readings give the same observations, each over the recording, none of them perceived."""
    first = file_facts(open_footage(clip), SHA)
    assert first == file_facts(open_footage(clip), SHA)
    assert {one.kind for one in first} <= {Kind.CONTAINER_FACT, Kind.PROVENANCE}
    facts = [one for one in first if one.kind is Kind.CONTAINER_FACT]
    needed = {"fact", "value", "said_by", "trust", "why"}
    assert all(needed <= one.attributes.keys() for one in facts)
    assert len({one.id for one in first}) == len(first)


def test_an_mp4_is_read_to_its_boxes(clip):
    """Brands, order, header's time, encoder's signature, intervals: each from the file itself."""
    told = facts_of(clip)
    assert told["container"]["value"] == "mov"
    assert "isom" in told["brands"]["value"]
    assert told["layout"]["value"] == "index after the media"
    assert told["creation_time"]["value"] == "2024-01-01T00:00:00Z"
    assert told["encoder_settings"]["value"].startswith("x264 - core")
    assert told["frame_intervals"]["value"] == "constant, 40 ms"
    assert told["make"]["value"] == "Acme"
    assert told["encoded_anew"]["trust"] == "medium"


def test_the_index_first_is_seen(tmp_path):
    """Files made ready for the web have their index before the media."""
    path = write_clip(tmp_path / "fast.mp4", picture="libx264", movflags="faststart", seconds=1)
    assert facts_of(path)["layout"]["value"] == "index before the media"


def test_irregular_frames_are_variable(tmp_path):
    """Seven intervals of another length among forty-nine are counted."""
    times = [Fraction(0)]
    for number in range(49):
        times.append(times[-1] + Fraction(1 if number % 7 else 3, 25))
    path = write_clip(tmp_path / "vfr.mkv", picture="libx264", sound=None, frame_times=times)
    told = facts_of(path)["frame_intervals"]
    assert told["value"].startswith("variable, 40 to 120 ms, 40 ms in the middle")
    assert told["measures"]["off"] == told["measures"]["gaps"] == 7


@pytest.mark.parametrize("name", ["ntsc.mkv", "ntsc.mp4", "ntsc.webm", "ntsc.avi"])
def test_a_clock_that_rounds_is_not_called_variable(tmp_path, name):
    """29.97 frames a second in milliseconds come out as 33 and 34 ms: still constant."""
    times = [Fraction(1001 * n, 30_000) for n in range(60)]
    codec = "libvpx" if name.endswith("webm") else "mpeg4"
    path = write_clip(tmp_path / name, picture=codec, sound=None, frame_times=times)
    assert facts_of(path)["frame_intervals"]["value"].startswith("constant")


def test_keyframes_and_order_are_counted(tmp_path):
    """As many keyframes as packets say so; x264's B-frames are stored out of order."""
    path = write_clip(tmp_path / "gop.mp4", picture="libx264", sound=None, gop=12)
    told = facts_of(path)
    with av.open(str(path)) as container:
        keys = sum(packet.is_keyframe for packet in container.demux(video=0) if packet.size)
    assert told["keyframes"]["measures"]["keyframes"] == keys > 1
    assert told["order_of_frames"]["value"] == "stored in another order than shown"


def test_sound_alone_has_facts_too(tmp_path):
    """A file without picture is a file."""
    told = facts_of(write_clip(tmp_path / "sound.m4a", seconds=1))
    assert "sound_bit_rate" in told
    assert "frame_intervals" not in told


def test_damaged_boxes_are_facts_or_one_refusal(clip, tmp_path):
    """Bytes of the index turned at random: facts, or an error of the package; never a fault."""
    whole = bytearray(clip.read_bytes())
    index = whole.rfind(b"moov") - 4
    generator = np.random.default_rng(7)
    for number in range(12):
        broken = bytearray(whole)
        for at in generator.integers(index, len(whole), 8):
            broken[at] = generator.integers(256)
        path = tmp_path / f"{number}.mp4"
        path.write_bytes(broken)
        try:
            told = facts_of(path)
        except WitnessmarkError:
            continue
        assert told["container"]["value"] == "mov"


def test_two_encodings_put_together_are_seen_as_joined(tmp_path):
    """Packets of one file behind those of another, without encoding anew."""
    parts = [write_clip(tmp_path / f"{n}.mp4", picture="libx264", sound=None) for n in range(2)]
    joined = tmp_path / "joined.mp4"
    with av.open(str(parts[0])) as model, av.open(str(joined), "w") as out:
        stream = out.add_stream_from_template(model.streams.video[0])
        for number, part in enumerate(parts):
            with av.open(str(part)) as source:
                for packet in source.demux(video=0):
                    if packet.size:
                        shift = round(number * 3 / packet.time_base)
                        packet.pts, packet.dts = packet.pts + shift, packet.dts + shift
                        packet.stream = stream
                        out.mux(packet)
    assert "joined" not in facts_of(parts[0])
    assert facts_of(joined)["joined"]["measures"]["at_s"] == [3.0]
