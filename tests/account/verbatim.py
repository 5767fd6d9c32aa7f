"""What any text must come out as: nothing that is read stands elsewhere than it says."""

from witnessmark.account import read_text, text_as_read
from witnessmark.errors import AccountError


def read_verbatim(text: str) -> None:
    """Read *text*; every claim, place, date and sentence is the slice of it that it says it is.

    A text that cannot be taken in at all may be refused.
    """
    data = text.encode()
    try:
        reading = read_text(data, "a.txt")
    except AccountError:
        return
    whole = text_as_read(data, "a.txt")
    for part in (*reading.claims, *reading.places, *reading.dates):
        assert whole[slice(*part.span)] == part.quote
    for sentence in reading.sentences:
        assert whole[slice(*sentence.span)] == sentence.text
