"""A drawing of what was heard, over the sound it was heard in; made from the record's nouns."""
