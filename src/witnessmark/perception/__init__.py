"""Media to observations: what a recording lets one hear and see, and what its file says.

Perception never reads the account. Detectors know samples, pixels, times and their own settings.
"""

from witnessmark.perception.file import file_facts
from witnessmark.perception.sight import Looker
from witnessmark.perception.sound import Listener, load_tagger

__all__ = ["Listener", "Looker", "file_facts", "load_tagger"]
