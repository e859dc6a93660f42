"""How everything looks: colours, spacings, type sizes, icons and the stylesheet. Nobody else names a colour."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from functools import cache

from PySide6.QtCore import QByteArray, QObject, QRectF, QSize, Qt, Signal, Slot
from PySide6.QtGui import QColor, QFont, QGuiApplication, QIcon, QImage, QPainter, QPalette, QPixmap
from PySide6.QtSvg import QSvgRenderer
from PySide6.QtWidgets import QAbstractButton, QApplication, QLabel, QWidget

from core.base.paths import RESOURCES
from core.base.settings import Appearance
from gui.base.stylesheet import stylesheet

ICON_SIDE = 20  # px, device-independent
_RATIOS = (1.0, 2.0, 3.0)  # device pixels per pixel; Qt picks the best for the screen


@dataclass(frozen=True)
class Colours:
    """One palette. Neutral on purpose: the clothes are the colourful thing in the window."""

    canvas: str  # behind the photos
    surface: str  # bars and panels
    raised: str  # buttons, menus, cards
    hover: str
    pressed: str
    groove: str  # around buttons of which one is chosen, which is raised from it
    tile: str  # behind a photo that does not fill its cell
    border: str
    text: str
    muted: str  # secondary text; at least 4.5 : 1 on canvas and surface
    accent: str
    accent_hover: str
    accent_soft: str  # wash behind what is selected or can be dropped on
    on_accent: str
    warning: str


LIGHT = Colours(
    canvas="#f4f3f1",
    surface="#fbfbfa",
    raised="#ffffff",
    hover="#eeecea",
    pressed="#e3e0dd",
    groove="#eeecea",
    tile="#ebe9e6",
    border="#dfdcd8",
    text="#22211f",
    muted="#67645f",
    accent="#34655f",
    accent_hover="#2a544f",
    accent_soft="#dbe8e5",
    on_accent="#fffffe",
    warning="#94500c",
)
DARK = Colours(
    canvas="#18181a",
    surface="#1f1f22",
    raised="#2a2a2e",
    hover="#323237",
    pressed="#3b3b41",
    groove="#18181a",
    tile="#252529",
    border="#37373c",
    text="#edebe8",
    muted="#a5a29d",
    accent="#86bdb4",
    accent_hover="#9accc4",
    accent_soft="#263b39",
    on_accent="#10201e",
    warning="#e3a55f",
)


@dataclass(frozen=True)
class Spacing:
    """The one spacing scale, in device-independent pixels."""

    xs: int = 4
    s: int = 8
    m: int = 12
    l: int = 16  # noqa: E741  the usual size names
    xl: int = 24
    xxl: int = 40


@dataclass(frozen=True)
class TypeScale:
    """The one type scale: factors on the size that the user's system prefers."""

    caption: float = 0.9
    body: float = 1.0
    title: float = 1.25
    display: float = 1.75


SPACE = Spacing()
TYPE = TypeScale()
RADIUS = 8  # of cards and photos; controls take 6


def font(scale: float = TYPE.body, weight: QFont.Weight = QFont.Weight.Normal) -> QFont:
    """The application's font at one step of the type scale."""
    chosen = QFont(QApplication.font())
    chosen.setPointSizeF(chosen.pointSizeF() * scale)
    chosen.setWeight(weight)
    return chosen


class Theme(QObject):
    """The palette in use. `choose` switches it; `changed` says that everything has been recoloured."""

    changed = Signal()

    def __init__(self, appearance: Appearance, window: QWidget) -> None:
        """`window` and all its children are coloured."""
        super().__init__(window)
        self._window = window
        self._appearance = appearance
        self.colours = LIGHT
        self._icons: dict[tuple[str, str], QIcon] = {}
        self._tell_system()
        QGuiApplication.styleHints().colorSchemeChanged.connect(self._follow_system)
        self._apply()

    @property
    def appearance(self) -> Appearance:
        return self._appearance

    def choose(self, appearance: Appearance) -> None:
        """Draw everything anew."""
        self._appearance = appearance
        self._tell_system()
        self._apply()

    def _tell_system(self) -> None:
        """Window frames and the system's own dialogs follow too, where the system allows it."""
        schemes = {Appearance.LIGHT: Qt.ColorScheme.Light, Appearance.DARK: Qt.ColorScheme.Dark}
        QGuiApplication.styleHints().setColorScheme(schemes.get(self._appearance, Qt.ColorScheme.Unknown))

    @Slot()
    def _follow_system(self) -> None:
        if self._appearance is Appearance.SYSTEM:
            self._apply()

    def _is_dark(self) -> bool:
        if self._appearance is Appearance.SYSTEM:
            return QGuiApplication.styleHints().colorScheme() == Qt.ColorScheme.Dark
        return self._appearance is Appearance.DARK

    def _apply(self) -> None:
        self.colours = DARK if self._is_dark() else LIGHT
        self._icons.clear()
        QApplication.setPalette(_palette(self.colours))
        # On the window, not on the application, which would take five times as long: everything else is its child.
        self._window.setStyleSheet(stylesheet(asdict(self.colours), _points()))
        for widget in self._window.findChildren(QWidget):
            self._repaint_icon(widget)
        self.changed.emit()

    # --- icons ---

    def set_icon(self, button: QAbstractButton, name: str, colour: str = "text") -> None:
        """Give a button an icon that follows the palette."""
        button.setProperty("icon_name", name)
        button.setProperty("icon_colour", colour)
        button.setIconSize(QSize(ICON_SIDE, ICON_SIDE))
        button.setIcon(self.icon(name, colour))

    def set_picture(self, label: QLabel, name: str, size: QSize) -> None:
        """Show a drawing of ours in a label, following the palette."""
        label.setProperty("icon_name", name)
        label.setFixedSize(size)
        label.setPixmap(self.pixmap(name, size, label.devicePixelRatio()))

    def _repaint_icon(self, widget: QObject) -> None:
        name = widget.property("icon_name")
        if name and isinstance(widget, QAbstractButton):
            widget.setIcon(self.icon(name, widget.property("icon_colour")))
        elif name and isinstance(widget, QLabel):
            widget.setPixmap(self.pixmap(name, widget.size(), widget.devicePixelRatio()))

    def icon(self, name: str, colour: str = "text") -> QIcon:
        if (name, colour) not in self._icons:
            self._icons[name, colour] = self._make_icon(name, colour)
        return self._icons[name, colour]

    def _make_icon(self, name: str, colour: str) -> QIcon:
        icon = QIcon()
        size = QSize(ICON_SIDE, ICON_SIDE)
        faded = self.colours.border if colour == "text" else None
        for ratio in _RATIOS:
            icon.addPixmap(self.pixmap(name, size, ratio, getattr(self.colours, colour)), QIcon.Mode.Normal)
            icon.addPixmap(self.pixmap(name, size, ratio, faded), QIcon.Mode.Disabled)
        return icon

    def pixmap(self, name: str, size: QSize, ratio: float, line: str | None = None) -> QPixmap:
        """One of our SVG drawings in the palette's colours; `line` replaces the colour of its lines."""
        return QPixmap.fromImage(_drawn(name, size.width(), size.height(), ratio, self.colours, line))


@cache  # for each window of this process, as after another language; images, because pixmaps must not outlive Qt
def _drawn(name: str, width: int, height: int, ratio: float, colours: Colours, line: str | None) -> QImage:
    renderer = QSvgRenderer(QByteArray(recoloured(_source(name), colours, line).encode()))
    drawn = QImage(QSize(width, height) * ratio, QImage.Format.Format_ARGB32_Premultiplied)
    drawn.setDevicePixelRatio(ratio)
    drawn.fill(Qt.GlobalColor.transparent)
    painter = QPainter(drawn)
    renderer.render(painter, QRectF(0, 0, width, height))
    painter.end()
    return drawn


def recoloured(svg: str, colours: Colours, line: str | None = None) -> str:
    """Our drawings use the light palette's colours; exchange each for its namesake."""
    # vars, because asdict copies deeply: for all icons of the window that took longer than drawing them.
    wanted = vars(colours) | ({"text": line} if line else {})
    names = {value: name for name, value in reversed(vars(LIGHT).items())}
    for value, name in names.items():
        svg = svg.replace(f'"{value}"', f'"{{{name}}}"')
    for name in names.values():
        svg = svg.replace(f'"{{{name}}}"', f'"{wanted[name]}"')
    return svg


def app_icon() -> QIcon:
    """That of the program, for windows and the task bar."""
    return QIcon(str(RESOURCES / "icons" / "twinset.svg"))


@cache
def _source(name: str) -> str:
    return (RESOURCES / "icons" / f"{name}.svg").read_text(encoding="utf-8")


def _points() -> dict[str, float]:
    base = QApplication.font().pointSizeF()
    return {f"{name}_pt": round(base * factor, 2) for name, factor in asdict(TYPE).items()}


def _palette(colours: Colours) -> QPalette:
    """For what a stylesheet does not reach: item views, placeholder texts, native dialogs of Qt."""
    role = QPalette.ColorRole
    palette = QPalette()
    for target, colour in (
        (role.Window, colours.canvas),
        (role.Base, colours.surface),
        (role.AlternateBase, colours.canvas),
        (role.Button, colours.raised),
        (role.WindowText, colours.text),
        (role.Text, colours.text),
        (role.ButtonText, colours.text),
        (role.ToolTipBase, colours.raised),
        (role.ToolTipText, colours.text),
        (role.PlaceholderText, colours.muted),
        (role.Highlight, colours.accent),
        (role.HighlightedText, colours.on_accent),
        (role.Link, colours.accent),
    ):
        palette.setColor(target, QColor(colour))
    for target in (role.WindowText, role.Text, role.ButtonText):
        palette.setColor(QPalette.ColorGroup.Disabled, target, QColor(colours.muted))
    return palette
