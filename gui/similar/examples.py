"""The photos that a search shall find more of, or less of: small pictures that a click removes."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal, Slot
from PySide6.QtGui import QColor, QImage, QPainter, QPixmap
from PySide6.QtWidgets import QHBoxLayout, QLabel, QSizePolicy, QVBoxLayout, QWidget

from gui.base.texts import file_name
from gui.base.theme import SPACE, Theme
from gui.gallery.thumbnails import ThumbnailLoader, Wanted
from gui.similar.photo_button import SIDE, PhotoButton
from gui.widgets.controls import name_control, text_label
from gui.widgets.flow import FlowLayout

_CROSS = 16  # px


class Example(PhotoButton):
    """One example; clicking it removes it."""

    def __init__(self, theme: Theme, path: str, pixmap: QPixmap | None) -> None:
        super().__init__(theme, "example")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.path = path
        self.show_pixmap(pixmap or QPixmap())
        name_control(self, self.tr("Remove {name} from the examples").format(name=file_name(path)))

    def draw_over(self, painter: QPainter) -> None:
        """The cross."""
        colours = self._theme.colours
        spot = QRectF(self.width() - _CROSS - 2, 2, _CROSS, _CROSS)
        active = self.underMouse() or self.hasFocus()
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(colours.accent if active else colours.raised))
        painter.drawEllipse(spot)
        size = QSize(_CROSS - 4, _CROSS - 4)
        line = colours.on_accent if active else colours.text
        cross = self._theme.pixmap("cancel", size, self.devicePixelRatioF(), line)
        painter.drawPixmap(spot.topLeft() + QPointF(2, 2), cross)


class Examples(QWidget):
    """Two columns, good and bad examples; hidden while there are none.

    Signals:
        removed: the path of an example.
    """

    removed = Signal(object)

    def __init__(self, theme: Theme, loader: ThumbnailLoader) -> None:
        super().__init__()
        self.setObjectName("examples")
        self._theme = theme
        self._loader = loader
        self._pixmaps: dict[str, QPixmap] = {}
        self._rows: list[tuple[QLabel, QWidget, FlowLayout]] = []
        side_by_side = self._columns = QHBoxLayout(self)
        side_by_side.setContentsMargins(0, 0, 0, 0)
        side_by_side.setSpacing(SPACE.s)
        for title in (self.tr("More like"), self.tr("Less like")):
            column = QVBoxLayout()
            column.setSpacing(SPACE.xs)
            self._add_row(column, title)
            column.addStretch(1)
            side_by_side.addLayout(column, 1)
        loader.loaded.connect(self._on_loaded)
        self.show_examples((), ())

    def _add_row(self, column: QVBoxLayout, title: str) -> None:
        label, box = text_label("caption", title), QWidget()
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        box.setSizePolicy(policy)
        column.addWidget(label)
        column.addWidget(box)
        self._rows.append((label, box, FlowLayout(box, SPACE.xs)))

    def show_examples(self, likes: tuple[str, ...], unlikes: tuple[str, ...]) -> None:
        self._pixmaps = {path: pixmap for path, pixmap in self._pixmaps.items() if path in likes + unlikes}
        for (label, box, row), paths in zip(self._rows, (likes, unlikes), strict=True):
            label.setVisible(bool(paths))
            box.setVisible(bool(paths))
            _empty(row)
            for path in paths:
                example = Example(self._theme, path, self._pixmaps.get(path))
                example.clicked.connect(self._on_clicked)
                row.addWidget(example)
            box.updateGeometry()
        self.setVisible(bool(likes or unlikes))
        self.want_thumbnails()

    def height_in(self, width: int) -> int:
        """In px, in a column so wide."""
        self._columns.invalidate()  # what was hidden or shown is not known to it before the next event
        return self._columns.totalHeightForWidth(width)

    def want_thumbnails(self) -> None:
        self._loader.want_also(Wanted(one.path, SIDE) for one in self._all() if one.path not in self._pixmaps)

    def _all(self) -> list[Example]:
        return [one for *_, row in self._rows for at in range(row.count()) if (one := _example(row, at)) is not None]

    @Slot()
    def _on_clicked(self) -> None:
        example = self.sender()
        assert isinstance(example, Example)
        self.removed.emit(example.path)

    @Slot(object, object, object, object)
    def _on_loaded(self, path: str, _side: int, image: QImage, _version: str) -> None:
        for example in self._all():
            if example.path == path and path not in self._pixmaps:
                self._pixmaps[path] = QPixmap.fromImage(image)
                example.show_pixmap(self._pixmaps[path])


def _example(row: FlowLayout, at: int) -> Example | None:
    item = row.itemAt(at)
    widget = None if item is None else item.widget()
    return widget if isinstance(widget, Example) else None


def _empty(row: FlowLayout) -> None:
    while (item := row.takeAt(0)) is not None:
        widget = item.widget()
        if widget is not None:
            widget.hide()
            widget.deleteLater()
