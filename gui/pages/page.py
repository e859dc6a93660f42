"""What a page of the window is, and what every page may use."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal, NamedTuple

from PySide6.QtCore import QObject, QPoint, Signal
from PySide6.QtWidgets import QWidget

from core.base.paths import Paths
from core.photos.images import Decode
from core.workers.pictures import Pictures
from gui.base.keys import Key, Where
from gui.base.preferences import Preferences
from gui.base.theme import Theme
from gui.base.work import Work
from gui.detail.detail_panel import DetailPanel
from gui.gallery.gallery import GalleryView
from gui.gallery.place import Place
from gui.gallery.thumbnails import ThumbnailLoader
from gui.library.folder_care import FolderCare
from gui.library.library import Library
from gui.marking.marking import Marking
from gui.pages.making import Making
from gui.visits.asking import Asking
from gui.visits.history import Visit
from gui.visits.seen import Seen
from gui.widgets.menus import Action

if TYPE_CHECKING:
    from PIL import Image


@dataclass(frozen=True, eq=False)
class Parts:
    """What every page and the settings may use; all of it belongs to the window."""

    paths: Paths
    theme: Theme
    preferences: Preferences
    work: Work
    library: Library
    care: FolderCare
    pictures: Pictures
    making: Making
    loader: ThumbnailLoader
    gallery: GalleryView
    detail: DetailPanel
    marking: Marking
    seen: Seen
    asking: Asking


class Hint(NamedTuple):
    """A hint for the first steps; `name` is what the settings remember it by."""

    name: str
    sentence: str


What = Literal["map", "board"]
Draw = Callable[[Decode, Callable[[], object]], "Image.Image"]


@dataclass(frozen=True, eq=False)
class Shown:
    """What stands in the gallery's place: photos, and whether they are only those that the user chose there.

    `draw`: makes one picture of all of it, as it lies there, for a thread of its own: with what decodes photos, and
    what is called after each of them and may raise. `what`: what that picture is of.
    """

    paths: Sequence[str]
    chosen: bool
    draw: Draw
    what: What = "map"


class Page(QObject):
    """One page. An entry in gui.window.pages puts it into header, stack, keys, menus, hints and guide.

    Attributes:
        name, icon, keys: what Visit.page holds; a drawing of resources/icons; as QKeySequence writes them.
        where: the place in gui.base.keys whose keys its photos know.
        tells_total: whether it says itself how many photos there are.
        takes_drops: whether photos can be dropped on its button; `take` is told then.
        above, beside: widgets of the page around the gallery, which it shows and hides itself.
        around: names of other pages around which these stand too.
        focused: within what stands in the gallery's place, the widget that has the keyboard first.

    Signals:
        said: a sentence. folder_wanted, photo_wanted: the user wants to choose one.
        learned: the name of a hint that is needed no more.
    """

    name = ""
    icon = ""
    keys: tuple[str, ...] = ()
    where: Where = "gallery"
    tells_total = False
    takes_drops = False
    above: tuple[QWidget, ...] = ()
    beside: tuple[QWidget, ...] = ()
    around: frozenset[str] = frozenset()
    focused: QWidget | None = None

    said = Signal(str)
    folder_wanted = Signal()
    photo_wanted = Signal()
    learned = Signal(str)

    def __init__(self, parts: Parts) -> None:
        super().__init__(parts.gallery)
        self._gallery = parts.gallery

    def title(self) -> str:
        """The word of its button."""
        raise NotImplementedError

    def summary(self) -> str:
        """What it shows, for the list of keys and the guide."""
        raise NotImplementedError

    def heading(self) -> str:
        """What stands above its photos where they are shared."""
        return self.summary()

    def key(self) -> Key:
        return Key(self.name, self.keys, self.summary())

    @property
    def widget(self) -> QWidget | None:
        """What fills the window; None: the gallery with what is `above` and `beside` it."""
        return None

    @property
    def in_place(self) -> QWidget | None:
        """What stands in the gallery's place, with what is above and beside that."""
        return None

    def shown(self) -> Shown | None:
        """What of it can be shared; None: what the gallery holds."""
        return None

    def take_focus(self) -> None:
        """Give the keyboard to what fills the page. A focus proxy would do so too, but then Tab passes by its bars."""
        (self.focused or self.in_place or self._gallery).setFocus()

    def place(self) -> Place:
        """Where the user is now, to come back to."""
        return self._gallery.place()

    def zoom(self, larger: bool) -> bool:
        """Make what is shown larger, or smaller; False where the gallery is meant."""
        return False

    def show(self, visit: Visit) -> None:
        """Draw a step at its place; also when the page was seen already."""

    def leave(self) -> None:
        """Another page is seen now."""

    def window_resized(self) -> None:
        """There may be room for more, or for less."""

    @property
    def has_side(self) -> bool:
        """Whether something stands beside its photos that can be hidden."""
        return type(self).toggle_side is not Page.toggle_side

    def toggle_side(self) -> None:
        """Show or hide what stands beside the photos."""

    def commands(self) -> Mapping[str, Callable[[], object]]:
        """What keys do anywhere in the window, by their names in gui.base.keys."""
        return {}

    def take(self, paths: Sequence[str], where: QPoint) -> None:
        """Photos of the gallery were dropped on its button, there in global coordinates."""

    def actions(self, path: str) -> list[Action]:
        """Entries for the menu of a photo, whatever page is seen."""
        return []

    def hint(self) -> Hint | None:
        """What fits what the page shows now; stands above the gallery, or above what is in its place."""
        return None

    def keep(self) -> None:
        """The window closes: keep what the next start shows."""
