"""Large work of small records without anybody looking for garbage meanwhile."""

import gc
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def undisturbed() -> Iterator[None]:
    """Have nobody look for garbage: a hundred thousand small records hold no two in a circle.

    Looking through them again and again took a third of the time that making them needs.
    """
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()
