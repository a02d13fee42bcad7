"""What is made to last, such as a large model and its drawing, is set aside from the search for garbage.

That search looks at every object there is, a second and more with 10 000 elements drawn, and it comes at
any time. What is set aside it passes over; whatever becomes garbage there still goes by its count of
uses, but for circles, which are found once it is taken back.
"""

import gc

MANY = 2000
"""A model with more elements than this is set aside."""


def set_aside() -> None:
    """Pass over whatever there is by now."""
    gc.freeze()


def take_back() -> None:
    """Look at everything again: something that was set aside may be garbage by now."""
    gc.unfreeze()
