"""Words like "more" and "second" in an account, and the number of shots beside or far from them."""

import pytest
from alignment_nouns import account_of, recording, sought, sure_shots

from witnessmark.alignment import align
from witnessmark.model import Verdict

#: Sentences of other things, so that what follows is far away.
BETWEEN = "A man runs. A car drives off. A dog barks. Snow falls."


def on_the_shot(text):
    """Return the verdict on the one shot of *text*, of which three are heard."""
    told = account_of(text)
    shot = next(one for one in told.claims if "one shot" in one.quote.lower())
    findings = align(told, recording(), sure_shots(3), sought()).findings
    return next(one for one in findings if one.claim == shot.id).verdict


@pytest.mark.parametrize(
    "text",
    [
        "One shot is heard. Police follow the man. More people come.",
        "More than a hundred people stand in the square. Only one shot is heard. A man falls.",
        "Only one shot is heard. A man falls. He is carried into the second house.",
        "Only one shot is heard. The rest of the crowd runs. The police follow them.",
        "A second man stands by the wall. One shot is heard.",
        "One shot is heard. Then the man runs to a car.",
        "One shot is heard. Then the man falls.",
        "One shot is heard. A second later the man falls.",
        "One shot is heard, and a second later the man falls.",
        "Only one shot is heard. Another man screams.",
        "Only one shot is heard, followed by silence.",
        "Only one shot is heard, followed by a scream.",
        "One shot is heard. A man shouts. He shouts again.",
        "One shot is heard. No more follow.",
        "One shot is heard. A second does not follow.",
        "One shot is heard. The rest of the video is quiet.",
        "A second explosion is heard. One shot is heard.",
        f"One shot is heard. {BETWEEN} The council discussed a second vote.",
        f"One shot is heard. {BETWEEN} More than forty people watched.",
        f"One shot is heard. {BETWEEN} The meeting was followed by more talks.",
        f"The first talks were followed by more. {BETWEEN} One shot is heard.",
        f"One shot is heard. {BETWEEN} Many more came to the funeral.",
    ],
)
def test_more_of_something_else_leaves_a_number_whole(text):
    """More people, a second house, or more that is denied are no more shots."""
    assert on_the_shot(text) is Verdict.CONTRADICTED


@pytest.mark.parametrize(
    "text",
    [
        "One shot is heard, then more shots.",
        "One shot is heard. Then more shots.",
        "One shot is heard. Then another.",
        "One shot is heard. The man falls. He lies there. Many more follow.",
        "One shot is heard. The man falls. He lies there. More shots ring out.",
        "One shot is heard. A man falls. It is repeated.",
        "One shot is heard. A man walks by. The firing continues.",
        "One shot is heard. A man walks by. Others join in.",
        "One shot is heard. A man walks by. This happens again.",
        "One shot is heard. A man walks by. Then all hell breaks loose.",
        "One shot is heard. A man walks away. The second comes from the roof.",
        "One shot is heard. Another hits the wall.",
        "One shot is heard. Another whizzes past.",
        "One shot is heard. Then another explosion.",
        "One shot is heard, followed by two in quick succession.",
        "There was more to come. One shot is heard.",
        "It was the first of many. One shot is heard.",
        f"One shot is heard. {BETWEEN} A second is heard.",
        f"One shot is heard. {BETWEEN} More ring out.",
        f"One shot is heard. {BETWEEN} Police shoot again.",
        f"One shot is heard. {BETWEEN} Several more rounds are fired.",
    ],
)
def test_more_that_may_be_shots_keeps_a_number_from_being_all(text):
    """More shots count wherever they are told; more of what is left out, where it is near."""
    assert on_the_shot(text) is Verdict.CONSISTENT
