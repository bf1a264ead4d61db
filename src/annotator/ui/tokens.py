"""Every colour of the house, light and dark: the only place where one is written down.

The text colours keep a contrast of 4.5 and more on the grounds they stand on, controls and tags 3 and more; the tag
colours stay apart under deuteranopia, protanopia and tritanopia (Machado et al. 2009) as well.
"""

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Tokens:
    """The colours of one mode, as "#RRGGBB".

    `tag_colours` gives each stored colour name of a tag its shade.
    """

    window: str
    base: str
    alternate: str
    hover: str
    raised: str
    neutral: str
    text: str
    muted: str
    control_border: str
    line: str
    accent: str
    on_accent: str
    selection: str
    success: str
    warn: str
    error: str
    success_ground: str
    warn_ground: str
    error_ground: str
    tag_colours: Mapping[str, str]
    is_dark: bool


LIGHT = Tokens(
    window="#F1F3F5",
    base="#FFFFFF",
    alternate="#F7F8FA",
    hover="#E6EBF0",
    raised="#FFFFFF",
    neutral="#E9ECEF",
    text="#1A1F24",
    muted="#57616C",
    control_border="#7F8995",
    line="#D3D8DE",
    accent="#0B5A8A",
    on_accent="#FFFFFF",
    selection="#CFE3F3",
    success="#1B6E3C",
    warn="#8A5300",
    error="#B3261E",
    success_ground="#E2F2E7",
    warn_ground="#FDF1DC",
    error_ground="#FBE7E5",
    tag_colours={
        "Rose": "#ED3E6C",
        "Teal": "#2B9582",
        "Rust": "#8C1105",
        "Sky": "#16718A",
        "Umber": "#925C06",
        "Blue": "#0D81FE",
        "Gold": "#9D8301",
        "Periwinkle": "#8083B3",
        "Olive": "#69784C",
        "Violet": "#6836B9",
        "Green": "#0F5C34",
        "Berry": "#A01862",
    },
    is_dark=False,
)

DARK = Tokens(
    window="#1F2226",
    base="#16181B",
    alternate="#1B1E21",
    hover="#2B3036",
    raised="#292D32",
    neutral="#2A2F35",
    text="#E3E6E9",
    muted="#A0A9B3",
    control_border="#7B8590",
    line="#383E45",
    accent="#6DB3E3",
    on_accent="#0B1116",
    selection="#1A3F5C",
    success="#6CC58A",
    warn="#E5AC53",
    error="#F28B82",
    success_ground="#1B3424",
    warn_ground="#3A2E18",
    error_ground="#40211F",
    tag_colours={
        "Rose": "#F03B6A",
        "Teal": "#40B49E",
        "Rust": "#FA893A",
        "Sky": "#9DD8FF",
        "Umber": "#A16E12",
        "Blue": "#0D7CF4",
        "Gold": "#F4DD54",
        "Periwinkle": "#9F9FEE",
        "Olive": "#B8BF8C",
        "Violet": "#9072A7",
        "Green": "#2B8758",
        "Berry": "#FAA8C0",
    },
    is_dark=True,
)
