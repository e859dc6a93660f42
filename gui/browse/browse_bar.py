"""The bar above the gallery: what is filtered by, as removable chips, the order, and whether photos are stacked."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QAction, QActionGroup
from PySide6.QtWidgets import QFrame, QHBoxLayout, QMenu, QPushButton, QSizePolicy, QToolButton, QWidget

from core.base.settings import Sort
from core.browse.shelf import Browsing, Choice, Filters
from gui.base.texts import number, photos, plain_tip
from gui.base.theme import SPACE, Theme
from gui.browse import shown_facets
from gui.widgets.controls import label_button, name_control, text_button, text_label
from gui.widgets.flow import FlowLayout

ON_MAP = "on_map"  # in place of a facet: the name is how many photos were chosen on the map, or in the mirror


class Chip(QPushButton):
    """A filter that is on; clicking it takes the filter away."""

    def __init__(self, choice: Choice, parent: QWidget) -> None:
        super().__init__(parent)
        self.choice = choice
        self.setObjectName(f"chip_{choice.facet}_{choice.name}")
        self.setProperty("chip", True)
        self.setAutoDefault(False)


class BrowseBar(QFrame):
    """Shows chips and controls.

    Signals:
        removed: a Choice. cleared: all of them. sorted_by: a Sort. reversed: whether the other way round.
        order_wanted: a new one of what is known by now. stacks_toggled: whether photos are stacked.
    """

    removed = Signal(Choice)
    cleared = Signal()
    sorted_by = Signal(str)
    reversed = Signal(bool)
    order_wanted = Signal()
    stacks_toggled = Signal(bool)

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.setObjectName("browse_bar")
        self._theme = theme
        self._facets = {one.facet.name: one for one in shown_facets.SHOWN_FACETS}
        self._chosen: tuple[Choice, ...] = ()
        self._made: dict[Choice, Chip] = {}
        self._folders: tuple[str, ...] = ()
        self._count = text_label("browse_count")
        self._chips = QWidget()
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self._chips.setSizePolicy(policy)
        self._flow = FlowLayout(self._chips, SPACE.xs)
        self._clear = text_button("clear_filters_button", link=True)
        label_button(self._clear, self.tr("Clear all"))
        self._stacks = self._make_stacks()
        self._sort = self._make_sort()
        self._anew = text_button("new_order_button", link=True)
        label_button(self._anew, self.tr("New order"))
        name_control(self._anew, self.tr("More is known of the photos by now: order them anew"))
        self._anew.clicked.connect(self.order_wanted)
        self._lay_out()
        self._clear.clicked.connect(self.cleared)
        self._stacks.clicked.connect(self.stacks_toggled)
        self._sort.menu().triggered.connect(self._on_sort)
        for button in (self._anew, self._stacks, self._sort, self._clear):
            button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.show_browsing(Browsing())
        self.show_order(False)

    def _make_stacks(self) -> QToolButton:
        button = QToolButton()
        button.setObjectName("stacks_button")
        button.setCheckable(True)
        button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self._theme.set_icon(button, "stack")
        label_button(button, self.tr("Stacks"))
        name_control(button, self.tr("Stack photos of the same garment"))
        return button

    def _make_sort(self) -> QToolButton:
        button = QToolButton()
        button.setObjectName("sort_button")
        button.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self._theme.set_icon(button, "sort")
        menu = QMenu(button)
        group = QActionGroup(menu)
        for one in Sort:
            action = menu.addAction(self._sort_text(one))
            action.setObjectName(f"sort_{one}")
            action.setData(one)
            action.setCheckable(True)
            group.addAction(action)
        menu.addSeparator()
        self._reverse = menu.addAction(self.tr("The other way round"))
        self._reverse.setObjectName("sort_reverse")
        self._reverse.setCheckable(True)
        button.setMenu(menu)
        return button

    def _lay_out(self) -> None:
        row = QHBoxLayout(self)
        row.setContentsMargins(SPACE.l + SPACE.s, SPACE.s, SPACE.m, SPACE.s)
        row.setSpacing(SPACE.s)
        self._flow.addWidget(self._count)
        self._flow.addWidget(self._clear)
        row.addWidget(self._chips, 1)
        row.addWidget(self._anew, 0, Qt.AlignmentFlag.AlignTop)
        row.addWidget(self._stacks, 0, Qt.AlignmentFlag.AlignTop)
        row.addWidget(self._sort, 0, Qt.AlignmentFlag.AlignTop)

    def _sort_text(self, sort: Sort) -> str:
        match sort:
            case Sort.NAME:
                return self.tr("Name")
            case Sort.DATE:
                return self.tr("Newest")
            case Sort.ADDED:
                return self.tr("Recently added")
            case Sort.KIND:
                return self.tr("Kind")
            case Sort.COLOUR:
                return self.tr("Colour")
            case Sort.SIMILARITY:
                return self.tr("Similarity")
            case Sort.COLLECTED:
                return self.tr("Collection's order")

    def _text_of(self, sort: Sort, reverse: bool) -> str:
        if not reverse:
            return self._sort_text(sort)
        return (
            self.tr("Oldest") if sort == Sort.DATE else self.tr("{sort}, reversed").format(sort=self._sort_text(sort))
        )

    # --- what is shown ---

    def show_orders(self, wanted: bool) -> None:
        """Whether photos stand in an order here, and in stacks."""
        self._stacks.setVisible(wanted)
        self._sort.setVisible(wanted)

    def show_browsing(self, browsing: Browsing, collected: bool = False) -> None:
        """Follow what is seen, however it came about. `collected`: it is a collection that has an order of its own."""
        self._stacks.setChecked(browsing.stacks)
        for action in self._sort.menu().actions():
            action.setChecked(action.data() == browsing.by)
            if action.data() == Sort.COLLECTED:
                action.setVisible(collected)
        self._reverse.setChecked(browsing.reverse)
        self._reverse.setEnabled(browsing.words is None)
        self._sort.setText(self.tr("Your words") if browsing.words else self._text_of(browsing.sort, browsing.reverse))
        name_control(self._sort, self.tr("Sorted by: {sort}").format(sort=self._sort.text()))
        on_map = {Choice(ON_MAP, str(len(browsing.chosen)))} if browsing.chosen else set()
        self.show_filters(browsing.filters | on_map)

    def show_filters(self, chosen: Filters) -> None:
        """One chip for each choice, in the order they were made."""
        kept = tuple(choice for choice in self._chosen if choice in chosen)
        wanted = (*kept, *sorted(chosen - frozenset(kept)))
        for choice in set(self._chosen) - chosen:
            self._drop(self._made.pop(choice))
        self._chosen = wanted
        for place, choice in enumerate(wanted):
            if choice not in self._made:  # those that stay are left alone: one may be under the mouse just now
                self._made[choice] = self._chip(choice)
                self._flow.insert(1 + place, self._made[choice])
        self._clear.setVisible(bool(chosen))
        self._settle()

    def told(self, browsing: Browsing) -> str:
        """All filters in words, and what the photos are ordered by in words; empty without both."""
        filters = ", ".join(map(self._text, self._chosen))
        return " · ".join(filter(None, (filters, "" if browsing.words is None else browsing.words.text)))

    def show_folders(self, folders: tuple[str, ...]) -> None:
        """Chips tell a folder from these others by its name; another list may need other names."""
        self._folders = folders
        for choice, chip in self._made.items():
            self._label(chip, choice)
        self._settle()

    def _settle(self) -> None:
        """Put everything in its place now, not at the next turn of the event loop: somebody may click before it."""
        self._chips.updateGeometry()
        self._flow.invalidate()
        self._flow.activate()

    def _drop(self, chip: Chip) -> None:
        self._flow.removeWidget(chip)
        chip.setObjectName("")
        chip.hide()
        chip.deleteLater()

    def _chip(self, choice: Choice) -> Chip:
        chip = Chip(choice, self._chips)
        self._label(chip, choice)
        chip.clicked.connect(self._on_chip)
        chip.show()
        return chip

    def _text(self, choice: Choice) -> str:
        if choice.facet == ON_MAP:
            return self.tr("Chosen ({n})").format(n=number(int(choice.name)))
        return self._facets[choice.facet].text(choice.name, self._folders)

    def _label(self, chip: Chip, choice: Choice) -> None:
        facet, text = self._facets.get(choice.facet), self._text(choice)
        chip.setText(f"{_elided(text)}  ×".replace("&", "&&"))
        name_control(chip, self.tr("Remove the filter {name}").format(name=text))
        if facet is not None and facet.full is not None:
            chip.setToolTip(plain_tip(self.tr("Remove the filter {name}").format(name=facet.full(choice.name))))

    def show_total(self, total: int, all_photos: int) -> None:
        several = self.tr("{n} of {total}").format(n=number(total), total=photos(all_photos))
        self._count.setText(photos(total) if total == all_photos else several)
        self._count.adjustSize()
        self._settle()

    def show_order(self, old: bool) -> None:
        """Whether the order is that of what was known before."""
        self._anew.setVisible(old)

    def show_sorting(self) -> None:
        """The order is being worked out."""
        self._count.setText(self.tr("Sorting…"))

    @Slot()
    def _on_chip(self) -> None:
        chip = self.sender()
        assert isinstance(chip, Chip)
        self.removed.emit(chip.choice)

    @Slot(QAction)
    def _on_sort(self, action: QAction) -> None:
        if action is self._reverse:
            self.reversed.emit(action.isChecked())
        else:
            self.sorted_by.emit(action.data())


def _elided(text: str) -> str:
    """The end of a long name stays: by it folders are told apart."""
    return text if len(text) <= 28 else f"{text[:9]}…{text[-18:]}"
