"""Media to observations: what a recording lets one hear (and, in a later release, see).

Perception never reads the account. Detectors know samples, times and their own settings.
"""

from witnessmark.perception.sound import Listener, load_tagger

__all__ = ["Listener", "load_tagger"]
