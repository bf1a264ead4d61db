"""Numbers of lists and notes, written as their list writes them."""

_ROMAN = ((1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l"), (40, "xl"))
_ROMAN_UNITS = ((10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"))
# Word's own letters end here; a letter or a Roman number beyond is nobody's.
_HIGHEST_LETTERS = 780
_HIGHEST_ROMAN = 3999


def written(number: int, form: str) -> str:
    """Write a number as letters, as a Roman number, or plainly."""
    if form in ("lowerLetter", "upperLetter") and 0 < number <= _HIGHEST_LETTERS:
        letters = chr(ord("a") + (number - 1) % 26) * ((number - 1) // 26 + 1)
        return letters if form == "lowerLetter" else letters.upper()
    if form in ("lowerRoman", "upperRoman") and 0 < number <= _HIGHEST_ROMAN:
        roman = ""
        for value, letters in (*_ROMAN, *_ROMAN_UNITS):
            roman += letters * (number // value)
            number %= value
        return roman if form == "lowerRoman" else roman.upper()
    return f"{number:02}" if form == "decimalZero" else str(number)
