"""What citeproc-py calls a formatter: how italics are marked in what it gives back, and that nothing else is."""

from annotator.exchange.citing.items import ITALIC, UPRIGHT


def preformat(text: str) -> str:
    """Leave words as they are."""
    return text


class Italic(str):
    """Words in italics."""

    __slots__ = ()

    def __new__(cls, text: str) -> "Italic":
        """Put the marks around the words."""
        return super().__new__(cls, f"{ITALIC}{text}{UPRIGHT}")


Oblique = Italic
Bold = Light = Underline = Superscript = Subscript = SmallCaps = str
