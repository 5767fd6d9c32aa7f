"""What a file says of itself, and how it is built: facts about the file, none about what it shows.

Conventions
-----------
Kept apart from everything perceived: each fact is an observation of its own kind, over the whole
recording, and says who says so and how far that can be trusted (see :mod:`.fact`). Nothing here
reads a byte of the file: that is done in the confined process.
"""

from witnessmark.perception.file.file_facts import file_facts

__all__ = ["file_facts"]
