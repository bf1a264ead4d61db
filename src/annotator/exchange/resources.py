"""Where the files that come with the program lie."""

from functools import cache
from pathlib import Path

import annotator

_PACKAGED = "_resources"


@cache
def _folder() -> Path:
    package = Path(annotator.__file__).resolve().parent
    packaged = package / _PACKAGED
    return packaged if packaged.is_dir() else package.parent.parent / "resources"


def resource_path(*parts: str) -> Path:
    """Give the path of a file or folder that comes with the program.

    An installed or frozen program carries them inside the package; a checkout has them at its top level.
    """
    return _folder().joinpath(*parts)
