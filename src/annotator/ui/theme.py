"""The one look: palette, style sheet and type steps, all made from the tokens of the current mode."""

import shutil
import sys
import tempfile
import weakref
from enum import Enum
from importlib import resources
from pathlib import Path
from string import Template
from typing import ClassVar

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QColor, QFont, QFontDatabase, QFontMetricsF, QGuiApplication, QPalette
from PySide6.QtWidgets import QApplication, QStyle, QStyleFactory

from annotator.ui.preferences import Mode
from annotator.ui.tokens import DARK, LIGHT, Tokens

INTERFACE_FAMILIES = ("Segoe UI", "Inter", "Noto Sans", "DejaVu Sans")
INTERFACE_CJK_FAMILIES = ("Malgun Gothic", "Apple SD Gothic Neo", "Noto Sans CJK KR")
READING_FAMILIES = ("Cambria", "Charter", "Noto Serif", "DejaVu Serif")
READING_CJK_FAMILIES = ("Batang", "AppleMyungjo", "Noto Serif CJK KR")
# Baselines of reading text stand this far apart, in em.
READING_PITCH = 1.88
DISABLED_ALPHA = 128


class Step(Enum):
    """The type sizes, in points at 96 dpi."""

    META = 9.0
    BASE = 10.0
    CARD = 10.5
    DIALOG = 11.5
    READER = 12.0
    CHAPTER = 13.5


class Theme(QObject):
    """Keep the current look and say when it changes.

    Widgets that paint themselves ask `Theme.active().tokens` while painting and so never hold a stale colour;
    whatever caches something coloured listens to `changed`.

    Signals: `changed()` after palette and style sheet have been replaced.
    """

    changed = Signal()
    _active: ClassVar["Theme | None"] = None

    def __init__(self, parent: QObject | None = None, mode: Mode = "light") -> None:
        super().__init__(parent)
        self._mode: Mode = mode
        self._application: QApplication | None = None
        self._drawings: Path | None = None
        self.tokens: Tokens = self._tokens_of(mode)

    @classmethod
    def active(cls) -> "Theme":
        """Give the theme that is applied to the application; a light one where none has been."""
        if cls._active is None:
            cls._active = cls()
        return cls._active

    @property
    def is_dark(self) -> bool:
        """Whether the dark tokens are in use."""
        return self.tokens.is_dark

    @property
    def mode(self) -> Mode:
        """What was asked for: "system" follows the desktop."""
        return self._mode

    def apply(self, application: QApplication) -> None:
        """Dress the application and make this the active theme."""
        Theme._active = self
        self._application = application
        application.setStyle(QStyleFactory.create("Fusion"))
        application.setFont(interface_font())
        hints = QGuiApplication.styleHints()
        hints.colorSchemeChanged.connect(self._follow_system)
        self._dress()

    def set_mode(self, mode: Mode) -> None:
        """Change to light, dark or what the desktop says."""
        self._mode = mode
        tokens = self._tokens_of(mode)
        if tokens is self.tokens:
            return
        self.tokens = tokens
        if self._application is not None:
            self._dress()
        self.changed.emit()

    def style_sheet(self) -> str:
        """Give the one style sheet, filled from the tokens."""
        return style_sheet(self.tokens, self._draw_marks())

    def _dress(self) -> None:
        assert self._application is not None
        self._application.setPalette(palette(self.tokens))
        self._application.setStyleSheet(self.style_sheet())

    def _draw_marks(self) -> Path:
        """Write the few marks that a style sheet can only take from files, in today's colours."""
        if self._drawings is None:
            self._drawings = Path(tempfile.mkdtemp(prefix="annotator-look-"))
            weakref.finalize(self, shutil.rmtree, self._drawings, ignore_errors=True)
        folder = self._drawings / ("dark" if self.is_dark else "light")
        if not folder.exists():
            folder.mkdir()
            for name, (path, colour) in _marks(self.tokens).items():
                text = _SVG.substitute(path=path, colour=colour.name(), opacity=colour.alphaF())
                (folder / f"{name}.svg").write_text(text, encoding="utf-8")
        return folder

    def _follow_system(self) -> None:
        if self._mode == "system":
            self.set_mode("system")

    @staticmethod
    def _tokens_of(mode: Mode) -> Tokens:
        if mode == "system":
            scheme = QGuiApplication.styleHints().colorScheme()
            return DARK if scheme == Qt.ColorScheme.Dark else LIGHT
        return DARK if mode == "dark" else LIGHT


def colour(value: str, alpha: int = 255) -> QColor:
    """Make a colour from a token, with an alpha from 0 to 255."""
    made = QColor(value)
    made.setAlpha(alpha)
    return made


def disabled(tokens: Tokens) -> QColor:
    """Give the colour of what cannot be used now: muted at half strength."""
    return colour(tokens.muted, DISABLED_ALPHA)


def has_motion() -> bool:
    """Whether the desktop wants animations at all."""
    application = QApplication.instance()
    if not isinstance(application, QApplication):
        return False
    return application.style().styleHint(QStyle.StyleHint.SH_Widget_Animation_Duration) > 0


def interface_font(step: Step = Step.BASE, weight: QFont.Weight = QFont.Weight.Normal) -> QFont:
    """Make the interface font of a step, with figures of equal width."""
    if sys.platform == "darwin":
        font = QFontDatabase.systemFont(QFontDatabase.SystemFont.GeneralFont)
    else:
        font = QFont()
        font.setFamilies(_present(INTERFACE_FAMILIES + INTERFACE_CJK_FAMILIES))
    font.setPointSizeF(points(step))
    font.setWeight(weight)
    font.setFeature(QFont.Tag("tnum"), 1)
    return font


def mix(first: str, second: str, share: float) -> QColor:
    """Mix two tokens; `share` is the part of the second, 0 to 1."""
    a, b = QColor(first), QColor(second)
    return QColor(
        round(a.red() + (b.red() - a.red()) * share),
        round(a.green() + (b.green() - a.green()) * share),
        round(a.blue() + (b.blue() - a.blue()) * share),
    )


def palette(tokens: Tokens) -> QPalette:
    """Build the palette, so that whatever no rule names is still in our colours."""
    role = QPalette.ColorRole
    made = QPalette()
    pairs = {
        role.Window: tokens.window,
        role.WindowText: tokens.text,
        role.Base: tokens.base,
        role.AlternateBase: tokens.alternate,
        role.Text: tokens.text,
        role.Button: tokens.raised,
        role.ButtonText: tokens.text,
        role.BrightText: tokens.error,
        role.Highlight: tokens.selection,
        role.HighlightedText: tokens.text,
        role.Link: tokens.accent,
        role.LinkVisited: tokens.accent,
        role.ToolTipBase: tokens.raised,
        role.ToolTipText: tokens.text,
        role.PlaceholderText: tokens.muted,
        role.Accent: tokens.accent,
        role.Light: tokens.raised,
        role.Midlight: tokens.neutral,
        role.Mid: tokens.line,
        role.Dark: tokens.control_border,
        role.Shadow: tokens.control_border,
    }
    for each, value in pairs.items():
        made.setColor(each, QColor(value))
    for each in (role.WindowText, role.Text, role.ButtonText, role.HighlightedText, role.PlaceholderText):
        made.setColor(QPalette.ColorGroup.Disabled, each, disabled(tokens))
    return made


def points(step: Step) -> float:
    """Give the size of a step; macOS builds on 13 points and keeps the steps."""
    return step.value * (1.3 if sys.platform == "darwin" else 1.0)


def reading_font(step: Step = Step.READER) -> QFont:
    """Make the font for articles and prose."""
    font = QFont()
    font.setFamilies(_present(READING_FAMILIES + READING_CJK_FAMILIES))
    font.setPointSizeF(points(step))
    return font


def reading_line_height(font: QFont) -> float:
    """Give the line height in percent that puts the baselines of this font 1.88 em apart."""
    metrics = QFontMetricsF(font)
    natural = metrics.lineSpacing() / max(1.0, _em(font))
    return 100.0 * READING_PITCH / natural


def style_sheet(tokens: Tokens, marks: Path) -> str:
    """Fill the style sheet's template; `marks` is the folder with the drawn marks."""
    template = Template(resources.files("annotator.ui").joinpath("style.qss").read_text(encoding="utf-8"))
    values = {name: getattr(tokens, name) for name in _TOKEN_NAMES}
    faded = disabled(tokens)
    values["disabled"] = f"rgba({faded.red()}, {faded.green()}, {faded.blue()}, {faded.alpha()})"
    values["scroll"] = mix(tokens.window, tokens.control_border, 0.4).name()
    values["accent_hover"] = mix(tokens.accent, tokens.text, 0.15).name()
    values["marks"] = marks.as_posix()
    for step in Step:
        values[f"{step.name.lower()}_pt"] = f"{points(step):g}pt"
    return template.substitute(values)


def _em(font: QFont) -> float:
    screen = QGuiApplication.primaryScreen()
    dpi = screen.logicalDotsPerInch() if screen is not None else 96.0
    return font.pixelSize() if font.pixelSize() > 0 else font.pointSizeF() * dpi / 72.0


def _marks(tokens: Tokens) -> dict[str, tuple[str, QColor]]:
    muted, faded = QColor(tokens.muted), disabled(tokens)
    tick = "M3.5 8.5l3 3 6-7"
    return {
        "tick": (tick, QColor(tokens.on_accent)),
        "tick_disabled": (tick, faded),
        "dash": ("M4 8h8", QColor(tokens.on_accent)),
        "down": ("M4.5 6.25l3.5 3.5 3.5-3.5", QColor(tokens.text)),
        "down_disabled": ("M4.5 6.25l3.5 3.5 3.5-3.5", faded),
        "up": ("M4.5 9.75l3.5-3.5 3.5 3.5", QColor(tokens.text)),
        "sort_up": ("M5 9.5l3-3 3 3", muted),
        "sort_down": ("M5 6.5l3 3 3-3", muted),
        "open": ("M4.5 6.25l3.5 3.5 3.5-3.5", muted),
        "closed": ("M6.25 4.5l3.5 3.5-3.5 3.5", muted),
        "menu_tick": (tick, QColor(tokens.accent)),
    }


def _present(families: tuple[str, ...]) -> list[str]:
    """Keep the families that are installed, so that no substitute of the system's steps in before ours."""
    installed = set(QFontDatabase.families())
    return [each for each in families if each in installed] or [QFontDatabase.systemFont(_GENERAL).family()]


_GENERAL = QFontDatabase.SystemFont.GeneralFont
_SVG = Template(
    '<svg xmlns="http://www.w3.org/2000/svg" width="16" height="16" viewBox="0 0 16 16">'
    '<path d="$path" fill="none" stroke="$colour" stroke-opacity="$opacity" stroke-width="1.6" '
    'stroke-linecap="round" stroke-linejoin="round"/></svg>'
)
_TOKEN_NAMES = (
    "window",
    "base",
    "alternate",
    "hover",
    "raised",
    "neutral",
    "text",
    "muted",
    "control_border",
    "line",
    "accent",
    "on_accent",
    "selection",
    "success",
    "warn",
    "error",
    "success_ground",
    "warn_ground",
    "error_ground",
)
