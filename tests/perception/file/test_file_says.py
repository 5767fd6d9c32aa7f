"""What a file says of device, place and programs, and what its packets tell."""

import pytest
from file_making import boxes, footage, header, named, read, stream, track, value_of

from witnessmark.media import Structure
from witnessmark.perception.file.appearance import appearance_facts
from witnessmark.perception.file.container import container_facts
from witnessmark.perception.file.device import device_facts
from witnessmark.perception.file.editing import editing_signs
from witnessmark.perception.file.encoders import encoder_facts
from witnessmark.perception.file.fact import FileRead, Trust
from witnessmark.perception.file.pace import pace_facts

X264 = "x264 - core 164 - H.264/MPEG-4 AVC codec - options: cabac=1 ref=3 crf=23.0"
LOOK = {
    "width": 64,
    "height": 48,
    "aspect": [1, 1],
    "format": "yuv420p",
    "bits": 8,
    "interlaced": False,
    "transfer": 1,
    "primaries": 1,
}


def signed(*seconds, text=X264, **parts):
    """A stream whose encoder signs at each of *seconds*."""
    signatures = [{"at": str(at), "text": text} for at in seconds]
    return stream(signed=len(signatures), signatures=signatures, **parts)


def test_a_phone_names_itself_and_its_place():
    """Apple's keys: make, model, software, and degrees from ISO 6709; all of low trust."""
    told = list(
        device_facts(
            read(
                {
                    "com.apple.quicktime.make": "Apple",
                    "com.apple.quicktime.model": "iPhone 12",
                    "com.apple.quicktime.location.ISO6709": "+50.4501+030.5234+179.000/",
                }
            )
        )
    )
    assert value_of(told, "make") == "Apple"
    (place,) = named(told, "place")
    assert place.measures == {"latitude": 50.4501, "longitude": 30.5234, "height_m": 179.0}
    assert {fact.trust for fact in told} == {Trust.LOW}
    assert not named(told, "no_device")


@pytest.mark.parametrize("stated", ["+99.0+030.5/", "somewhere", "50.45, 30.52"])
def test_a_place_out_of_form_stays_words(stated):
    """What is no place on Earth in the standard's form gets no figures."""
    (place,) = named(device_facts(read({"location": stated})), "place")
    assert place.value == stated
    assert not place.measures


def test_a_file_without_a_device_says_so():
    """No make, no model: that is a fact too, and no accusation."""
    assert named(device_facts(read()), "no_device")
    assert not named(device_facts(read({}, [{"handler_name": "GoPro AVC"}])), "no_device")


@pytest.mark.parametrize(
    ("metadata", "tracks", "program"),
    [
        ({"encoder": "Lavf60.16.100"}, (), "FFmpeg"),
        ({"encoder": "HandBrake 1.6.1 2023012300"}, (), "HandBrake"),
        ({}, ({"handler_name": "ISO Media file produced by Google Inc."},), "Google"),
        ({"comment": "vid:v0200f8e0000bq2b5sj6j2qr9557fjgg"}, (), "ByteDance"),
    ],
)
def test_programs_and_platforms_are_named_where_they_name_themselves(metadata, tracks, program):
    """A trace is told with where it stands."""
    (fact,) = named(encoder_facts(read(metadata, tracks)), "program")
    assert fact.value.startswith(program)
    assert fact.said_by.startswith("tag ")


def test_the_words_of_a_person_are_no_trace():
    """A title that speaks of a platform was not written by it."""
    assert not named(encoder_facts(read({"title": "found on telegram"})), "program")


def test_encoder_settings_are_told_once_each():
    """A signature at every keyframe is one fact; another setting is another."""
    told = list(encoder_facts(read(streams=[signed(0, 1, text=X264)])))
    (fact,) = named(told, "encoder_settings")
    assert fact.value == X264
    assert fact.measures == {"first_at_s": 0.0}


def test_a_compressor_is_named_for_pictures_alone():
    """Sample entries of sound have other bytes in that place."""
    tracks = [
        track(descriptions=[["avc1", "Acme H.264"]]),
        track(handler="soun", descriptions=[["mp4a", "junk"]]),
    ]
    told = list(encoder_facts(read(layout=boxes(tracks=tracks))))
    assert value_of(told, "compressor") == "Acme H.264 (avc1)"


def test_pieces_joined_without_encoding_anew_are_told():
    """An encoder that signs again in the middle began another stream there."""
    (sign,) = named(editing_signs(read(streams=[signed(0, "3/2", keyframes=5)]), ()), "joined")
    assert sign.measures["at_s"] == [1.5]


@pytest.mark.parametrize(
    "one", [signed(0), signed(0, "1/2", 1, keyframes=3), stream(), signed(2, begins="2")]
)
def test_one_stream_is_not_called_joined(one):
    """Signed once, at every keyframe, never, or late because the stream begins late."""
    assert not named(editing_signs(read(streams=[one]), ()), "joined")


def test_two_kinds_of_sample_in_a_track_are_told():
    """Files joined by their boxes keep both descriptions."""
    layout = boxes(tracks=[track(descriptions=[["avc1", ""], ["avc1", ""]])])
    assert named(editing_signs(read(layout=layout), ()), "joined")


def test_a_camera_that_encodes_with_x264_was_encoded_anew():
    """A device in the tags and a computer's encoder in the picture do not fit."""
    made = read({"make": "Apple"}, streams=[signed(0)])
    others = (*device_facts(made), *encoder_facts(made))
    assert named(editing_signs(made, others), "encoded_anew")
    camera = read({"make": "Apple"})
    assert not list(editing_signs(camera, tuple(device_facts(camera))))


def test_a_device_and_a_muxer_of_ffmpeg_were_written_anew():
    """FFmpeg's tag beside a camera's: put together anew, the picture perhaps untouched."""
    made = read({"make": "Apple", "encoder": "Lavf60.16.100"})
    others = (*device_facts(made), *encoder_facts(made))
    assert named(editing_signs(made, others), "written_anew")


def test_constant_and_variable_intervals_are_told_from_measurement():
    """The verdict follows the intervals, whatever rate the header states."""
    assert value_of(pace_facts(read()), "frame_intervals") == "constant, 40 ms"
    steps = {"count": 49, "least": 20, "middle": 40, "most": 333, "off": 7, "gaps": 3}
    (fact,) = named(pace_facts(read(streams=[stream(intervals=steps)])), "frame_intervals")
    assert fact.value.startswith("variable, 20 to 333 ms")
    assert fact.measures["gaps"] == 3


def test_what_the_edit_list_hides_is_told():
    """A phone's trim: a second before and half a second after lie in the file unseen."""
    trimmed = track(media=header(duration=4000), edits=[[2500, 1000]])
    layout = boxes(tracks=[trimmed])
    (fact,) = named(container_facts(read(layout=layout)), "hidden_by_edit_list")
    assert (fact.measures["before_s"], fact.measures["after_s"]) == (1.0, 0.5)


@pytest.mark.parametrize(
    "edits", [[], [[2000, 0]], [[2000, 80]], [[500, -1], [2000, 0]], [[2000, -1]]]
)
def test_an_ordinary_edit_list_hides_nothing(edits):
    """None, whole, a reordering delay, a late start, and one that shows nothing at all."""
    layout = boxes(tracks=[track(media=header(), edits=edits)])
    assert not named(container_facts(read(layout=layout)), "hidden_by_edit_list")


def test_a_header_that_says_more_than_there_is_is_told():
    """Ten seconds stated, two in the packets."""
    told = list(container_facts(read(declared_duration=10.0)))
    assert "packets reach 2.000 s" in value_of(told, "durations_differ")
    assert not named(container_facts(read()), "durations_differ")


@pytest.mark.parametrize(
    ("change", "fact"),
    [
        ({"aspect": [16, 11]}, "pixel_aspect"),
        ({"interlaced": True}, "interlaced"),
        ({"transfer": 16}, "high_dynamic_range"),
        ({"transfer": 18}, "high_dynamic_range"),
        ({"bits": 10}, "bits_per_sample"),
    ],
)
def test_what_a_player_must_know_is_told(change, fact):
    """Squeezed, in fields, with more light, with more bits; an ordinary picture has none."""
    assert named(appearance_facts(read(look=LOOK | change)), fact)
    assert not named(appearance_facts(read(look=LOOK)), fact)


def test_a_file_with_next_to_nothing_yields_facts_and_no_fault():
    """No boxes, no times, no frame: what can be said is said."""
    bare = stream(begins=None, ends=None, intervals=None, packets=0, keyframes=0)
    structure = Structure.model_validate({"streams": [bare], "look": None, "boxes": None})
    made = FileRead(footage(declared_duration=None), structure)
    makers = (container_facts, device_facts, encoder_facts, pace_facts, appearance_facts)
    assert [fact for make in makers for fact in make(made)]
