"""Pages that lie on their side, made of the template's own page."""

import re

_SIZE = re.compile(r"<w:pgSz [^>]*/>")
_MARGINS = re.compile(r"<w:pgMar [^>]*/>")
_VALUE = re.compile(r'w:(\w+)="(-?\d+)"')
_A4 = (11_906, 16_838)
_MARGIN = 1_758


def landscape(page: str) -> tuple[str, int]:
    """Turn the page of a section's properties; give it with the width of its text, in twentieths of a point.

    Its margins turn with it, as Word turns them: what was above is then at the right.
    """
    size = _values(_SIZE, page)
    width, height = size.get("w", _A4[0]), size.get("h", _A4[1])
    wide = f'<w:pgSz w:w="{max(width, height)}" w:h="{min(width, height)}" w:orient="landscape"/>'
    old = _values(_MARGINS, page)
    if width > height:
        text_width = width - old.get("left", _MARGIN) - old.get("right", _MARGIN)
        return _SIZE.sub(wide, page, count=1), text_width
    top, right, bottom, left = (old.get(side, _MARGIN) for side in ("top", "right", "bottom", "left"))
    turned = {**old, "top": left, "right": top, "bottom": right, "left": bottom}
    margins = "".join(f' w:{name}="{value}"' for name, value in turned.items())
    written = _MARGINS.sub(f"<w:pgMar{margins}/>", _SIZE.sub(wide, page, count=1), count=1)
    if not size:
        written = wide + written
    return written, max(width, height) - top - bottom


def _values(pattern: re.Pattern[str], page: str) -> dict[str, int]:
    found = pattern.search(page)
    return {name: int(value) for name, value in _VALUE.findall(found[0])} if found else {}
