"""A drawing of what was seen: a contact sheet of takes, and strips of what shows when."""
