"""One sentence read where an account is: under a head that says what the account is about."""

from witnessmark.account.read import read_text

HEAD = "Soldiers fired machine guns at the checkpoint and a grenade exploded.\n\n"


def read(sentence):
    """Return the claims of *sentence*, and the whole reading."""
    reading = read_text((HEAD + sentence).encode(), "x.txt")
    return [claim for claim in reading.claims if claim.sentence == 1], reading
