"""Accounts in other languages: named, cut into sentences, and left untested."""

from __future__ import annotations

import pytest

from witnessmark.account import read_text

#: Two sentences each, in languages that an investigator meets.
SAMPLES = {
    "de": "Die Soldaten schie\xdfen auf das Haus. Dann kommt ein Panzer.",
    "fr": "Les soldats tirent sur la maison. On entend une explosion.",
    "es": "Los soldados disparan contra la casa. Se oye una explosi\xf3n.",
    "it": "I soldati sparano contro la casa. Si sente un'esplosione.",
    "pt": "Os soldados disparam contra a casa. Ouve-se uma explos\xe3o na rua.",
    "nl": "De soldaten schieten op het huis. Dan is er een explosie te horen.",
    "tr": "Askerler eve ate\u015f ediyor. Bir patlama sesi duyuluyor ve insanlar ka\xe7\u0131yor.",
    "pl": "\u017bo\u0142nierze strzelaj\u0105 do domu. S\u0142ycha\u0107 wybuch na ulicy.",
    "ru": (
        "\u0421\u043e\u043b\u0434\u0430\u0442\u044b "
        "\u0441\u0442\u0440\u0435\u043b\u044f\u044e\u0442 "
        "\u043f\u043e \u0434\u043e\u043c\u0443. \u0421\u043b\u044b\u0448\u043d\u044b "
        "\u0432\u0437\u0440\u044b\u0432\u044b."
    ),
    "uk": (
        "\u0421\u043e\u043b\u0434\u0430\u0442\u0438 "
        "\u0441\u0442\u0440\u0456\u043b\u044f\u044e\u0442\u044c "
        "\u043f\u043e \u0431\u0443\u0434\u0438\u043d\u043a\u0443. \u0427\u0443\u0442\u0438 "
        "\u0432\u0438\u0431\u0443\u0445\u0438."
    ),
    "ar": (
        "\u0627\u0644\u062c\u0646\u0648\u062f \u064a\u0637\u0644\u0642\u0648\u0646 "
        "\u0627\u0644\u0646\u0627\u0631 \u0639\u0644\u0649 \u0627\u0644\u0645\u0646\u0632\u0644. "
        "\u0633\u0645\u0639 \u062f\u0648\u064a \u0627\u0646\u0641\u062c\u0627\u0631."
    ),
}


@pytest.mark.parametrize("language", SAMPLES)
def test_every_claim_is_not_tested_and_nothing_is_guessed(language: str):
    """Each sentence becomes one claim that says only that its language is not read."""
    text = SAMPLES[language]
    reading = read_text(text.encode(), "a.txt")
    assert reading.account.language == language
    assert len(reading.sentences) == 2
    assert [c.quote for c in reading.claims] == [s.text for s in reading.sentences]
    for claim in reading.claims:
        assert claim.not_tested == "language"
        said = (claim.act, claim.type, claim.perceptibility, claim.camera, claim.polarity)
        assert (*said, claim.certainty, claim.actor, claim.place) == (None,) * 8
        assert not claim.checkable
    assert (reading.places, reading.dates, reading.relations) == ((), (), ())
    assert reading.account.event_date is None or reading.account.event_date.edtf is None


def test_a_quotation_in_another_language_leaves_the_english_around_it():
    """A sentence is read by what stands outside its quotation marks."""
    reading = read_text(
        f"A soldier says \u201c{SAMPLES['ru']}\u201d Soldiers fire at a house.".encode(), "a"
    )
    assert reading.account.language in {"en", "ru"}
    assert any(claim.act == "FIRE_SMALL_ARMS" for claim in reading.claims)


def test_paragraphs_in_two_languages_are_read_each_for_itself():
    """English paragraphs keep their claims; the Russian ones are not tested."""
    text = f"Soldiers fire at a house.\n\n{SAMPLES['ru']}\n\nA man runs across the road."
    reading = read_text(text.encode(), "a.txt")
    assert [(c.id, c.not_tested) for c in reading.claims] == [
        ("c01", None),
        ("c02", "language"),
        ("c03", "language"),
        ("c04", None),
    ]


@pytest.mark.parametrize(
    "text",
    [
        "Gunfire",
        "Ambush",
        "No shots.",
        "Grenade in Makhachkala",
        "Wagner PMC ambush near Bakhmut",
        "Wide of street in Aleppo",
        "Tank column destroyed, Avdiivka front",
        "Al-Shabaab raid, Beledweyne",
    ],
)
def test_a_short_english_caption_is_english(text: str):
    """A caption full of foreign names is not taken for a foreign language."""
    assert read_text(text.encode(), "a.txt").account.language == "en"
