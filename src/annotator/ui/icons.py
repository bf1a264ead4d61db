"""Icons from the Material Design set, in the colours of the theme."""

from functools import lru_cache

from PySide6.QtCore import QObject, QRectF, QSize, Qt
from PySide6.QtGui import QAction, QColor, QIcon, QPainter, QPixmap
from PySide6.QtWidgets import QAbstractButton, QApplication
from qtawesome import _BUNDLED_FONTS
from qtawesome.iconic_font import IconicFont

from annotator.ui.theme import Theme, colour, disabled
from annotator.ui.tokens import Tokens

ICON_SIZE = 16
FONT = "mdi6"
# The library draws at seven eighths of the room; ours fill it, as their grid has its own margin.
FULL_SIZE = 8 / 7
ARGB = QColor.NameFormat.HexArgb

Dressable = QAbstractButton | QAction


def dress(target: Dressable, name: str, role: str = "muted") -> None:
    """Give a button or an action its icon and keep it in the colours of the theme.

    Dressing again replaces the icon. `role` is the name of a token; a checked target turns to the accent.
    """
    dresser = target.findChild(_Dresser, options=Qt.FindChildOption.FindDirectChildrenOnly)
    if dresser is None:
        dresser = _Dresser(target)
    dresser.wear(name, role)


def icon(name: str, tokens: Tokens, role: str = "muted") -> QIcon:
    """Make an icon, or take it from the cache.

    `name` is that of the Material Design set ("file-import-outline"), without a prefix; `role` that of a token.
    """
    tone = getattr(tokens, role)
    return _icon(name, tone, tone if role == "on_accent" else tokens.accent, disabled(tokens).name(ARGB))


def paint_icon(painter: QPainter, rect: QRectF, name: str, tone: str) -> None:
    """Paint an icon in a colour, centred in the rectangle: for delegates and widgets that draw themselves."""
    ratio = painter.device().devicePixelRatioF() if painter.device() is not None else 1.0
    side = min(rect.width(), rect.height())
    drawn = pixmap(name, tone, round(side), ratio)
    painter.drawPixmap(QRectF(rect.center().x() - side / 2, rect.center().y() - side / 2, side, side).toRect(), drawn)


@lru_cache(maxsize=512)
def pixmap(name: str, tone: str, side: int = ICON_SIZE, ratio: float = 1.0) -> QPixmap:
    """Draw an icon of `side` logical pixels for a screen of that ratio."""
    return _icon(name, tone, tone, tone).pixmap(QSize(side, side), ratio)


class _Dresser(QObject):
    """Redo the icon of its parent whenever the theme changes; goes with its parent."""

    def __init__(self, target: Dressable) -> None:
        super().__init__(target)
        self._name = self._role = ""
        Theme.active().changed.connect(self._redo)

    def wear(self, name: str, role: str) -> None:
        self._name, self._role = name, role
        self._redo()

    def _redo(self) -> None:
        target = self.parent()
        assert isinstance(target, Dressable)
        target.setIcon(icon(self._name, Theme.active().tokens, self._role) if self._name else QIcon())
        if isinstance(target, QAbstractButton):
            target.setIconSize(QSize(ICON_SIZE, ICON_SIZE))


@lru_cache(maxsize=1)
def _font() -> IconicFont:
    """Load the one icon font we use: loading all that the library bundles costs a tenth of a second."""
    made = IconicFont(*[each for each in _BUNDLED_FONTS if each[0] == FONT])
    # The fonts go with the application, and so must the icons: tests make one after the other.
    application = QApplication.instance()
    if application is not None:
        application.aboutToQuit.connect(clear)
    return made


@lru_cache(maxsize=512)
def _icon(name: str, tone: str, tone_on: str, tone_disabled: str) -> QIcon:
    made = _font().icon(
        f"{FONT}.{name}",
        scale_factor=FULL_SIZE,
        color=colour(tone),
        color_active=colour(tone),
        color_selected=colour(tone),
        color_on=colour(tone_on),
        color_on_active=colour(tone_on),
        color_on_selected=colour(tone_on),
        color_disabled=QColor(tone_disabled),
    )
    assert isinstance(made, QIcon)
    return made


def clear() -> None:
    """Forget every drawn icon."""
    pixmap.cache_clear()
    _icon.cache_clear()
