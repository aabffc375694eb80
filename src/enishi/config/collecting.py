"""How our programs look for rubbish: seldom, and the web server not among what was there when it began."""

import gc

NEW_OBJECTS = 20_000
"""So many more made than given back before the collector looks; one page makes some hundred thousand and keeps none."""


def look_seldom() -> None:
    """Call before models and addresses are imported: a third of the time of a start went into looking through what was only
    just being made, and none of it is rubbish."""
    gc.set_threshold(NEW_OBJECTS, 20, 20)


def keep_what_is_there() -> None:
    """Call once everything is imported. Models, addresses and libraries are hundreds of thousands of objects that stay; walking
    over them again and again was a sixth of the processor time of a page."""
    gc.collect()
    gc.freeze()
    look_seldom()
