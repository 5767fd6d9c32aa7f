"""What was heard as a label track."""

import re

from heard_sounds import group_of, heard, shots_at, yard

from witnessmark.formats import sound_table, write_audacity_labels

#: Start, end, text, parted by tabs, as Audacity's manual describes a label.
LINE = re.compile(r"(\d+\.\d{6})\t(\d+\.\d{6})\t([^\t\n]+)")


def labels_of(observations, undecoded=()):
    """Write, and read every line as Audacity would."""
    lines = write_audacity_labels(sound_table(observations, undecoded)).decode().splitlines()
    found = [LINE.fullmatch(line) for line in lines]
    assert all(found)
    return [(float(m[1]), float(m[2]), m[3]) for m in found]


def test_shots_are_points_and_groups_are_regions():
    """A shot is one moment to listen at; a group is a stretch to play."""
    labels = labels_of(yard())
    assert (5.5, 5.5, "shot 6 0.90, crack 0.310 s before") in labels
    assert (1.0, 1.31, "group 1: 4 to 5 shots, burst, 600 rounds/min (580–622), near") in labels
    assert (7.0, 7.0, "explosion 0.80") in labels
    assert (8.0, 9.5, "not heard, or not well: digital silence") in labels


def test_labels_are_in_order_of_time():
    """The longer of two labels that start together comes first."""
    labels = labels_of(yard())
    assert labels == sorted(labels, key=lambda label: (label[0], -label[1]))


def test_text_cannot_break_a_label():
    """Tabs and line ends in a word from outside become spaces: one label stays one line."""
    shots = shots_at(1.0)
    odd = group_of(shots, mode="a\tb\n9\t9\tc")
    labels = labels_of([*shots, odd, heard("sound_class", 2, 3, **{"class": "x\n\ty"})])
    assert len(labels) == 3


def test_nothing_heard_is_an_empty_track():
    """No label, no byte."""
    assert write_audacity_labels(sound_table([])) == b""


def test_a_tagger_s_label_says_whose_it_is():
    """A class is the tagger's word, with its own score and what speaks against it."""
    labels = labels_of([heard("sound_class", 2, 3, 0.7, **{"class": "Siren", "tagger": "T1"})])
    assert labels == [(2.0, 3.0, "tagger T1 says “Siren” (its score 0.70)")]


def test_a_doubtful_sound_s_label_says_why():
    """What is to be checked by ear first says so where it is heard."""
    doubt = "the sound begins in the tail"
    labels = labels_of([*shots_at(1.0, doubt=doubt), heard("explosion", 2, 2.5, 0.4, doubt=doubt)])
    assert [text for *_, text in labels] == [f"shot 1 0.90 ({doubt})", f"explosion 0.40 ({doubt})"]
