"""A record's verdicts against known truth."""

import pytest
from alignment_nouns import claim, fire, reading, recording, sought, when

from witnessmark.alignment import align
from witnessmark.errors import RecordError
from witnessmark.evaluation.verdicts import Agreement, compare, evaluate
from witnessmark.incident.examination import compose
from witnessmark.incident.hearing import Heard

HEARS = sought()


def record_of(*claims):
    account = reading(*claims)
    heard = Heard(recording(), tuple(fire([5, 6, 7])))
    return compose(account, heard, align(account, heard.recording, heard.observations, HEARS))


def truth_of(record, *words, spans=()):
    return {
        "statements": [
            {"sentence": s.index, "quote": s.text, "truth": word, "spans": spans, "why": ""}
            for s, word in zip(record.sentences, words, strict=True)
        ]
    }


GUNFIRE = claim("Gunfire is heard.")
LATE = claim("Towards the end there is gunfire.", time=when("Towards the end", 0.6, 0.98))
QUIET_END = claim(
    "No shot at the end.", polarity="neg", certainty="CT-", time=when("at the end", 0.6, 1)
)
OPINION = claim("It was wrong.", type="opinion", perceptibility="neither")
UNSEEN = claim("Snow falls.", "STATE_WEATHER_LIGHT", perceptibility="visible")


@pytest.mark.parametrize(
    ("stated", "truth", "agreement"),
    [
        (GUNFIRE, "true", Agreement.AGREES),
        (GUNFIRE, "false", Agreement.DISAGREES),
        (GUNFIRE, "unshowable", Agreement.DISAGREES),
        (LATE, "false", Agreement.AGREES),
        (LATE, "true", Agreement.DISAGREES),
        (QUIET_END, "true", Agreement.AGREES),
        (QUIET_END, "false", Agreement.DISAGREES),
        (OPINION, "unshowable", Agreement.AGREES),
        (UNSEEN, "true", Agreement.OPEN),
        (UNSEEN, "false", Agreement.OPEN),
    ],
)
def test_each_pair_of_verdict_and_truth(stated, truth, agreement):
    """Borne out and true agree; an answer to the unshowable never does; not tested is open."""
    record = record_of(stated)
    (compared,) = compare(record, truth_of(record, truth))
    assert compared.agreement is agreement


def test_the_right_word_for_the_wrong_seconds_disagrees():
    """A statement borne out has to cite seconds that meet the true ones."""
    record = record_of(GUNFIRE)
    (right,) = compare(record, truth_of(record, "true", spans=[[6, 6.1]]))
    (wrong,) = compare(record, truth_of(record, "true", spans=[[30, 31]]))
    assert (right.agreement, wrong.agreement) == (Agreement.AGREES, Agreement.DISAGREES)


def test_a_sentence_that_fails_is_not_saved_by_a_claim_that_holds():
    """Gunfire is heard and an explosion is not: the sentence is not shown, and false agrees."""
    account = reading(GUNFIRE, claim("An explosion.", "EXPLOSION_UNATTRIBUTED"))
    text = "\n".join(sentence.text for sentence in account.sentences)
    joined = account.model_copy(
        update={
            "sentences": (
                account.sentences[0].model_copy(update={"text": text, "span": (0, len(text))}),
            ),
            "claims": tuple(c.model_copy(update={"sentence": 0}) for c in account.claims),
        }
    )
    heard = Heard(recording(), tuple(fire([5, 6, 7])))
    record = compose(joined, heard, align(joined, heard.recording, heard.observations, HEARS))
    (compared,) = compare(record, truth_of(record, "false"))
    assert (compared.verdict, compared.agreement) == ("not_shown", Agreement.AGREES)


def test_counts_add_up():
    """Every sentence is counted once."""
    record = record_of(GUNFIRE, LATE, OPINION, UNSEEN)
    assert evaluate(record, truth_of(record, "true", "true", "unshowable", "true")) == {
        "agrees": 2,
        "disagrees": 1,
        "open": 1,
    }


def test_truth_of_another_account_is_refused():
    """Truth that quotes other sentences scores nothing."""
    record = record_of(GUNFIRE)
    other = truth_of(record, "true")
    other["statements"][0]["quote"] = "Something else."
    with pytest.raises(RecordError, match="another sentence"):
        compare(record, other)
    with pytest.raises(RecordError, match="one thing for each"):
        compare(record, {"statements": []})
