"""The map as mouse, wheel, fingers and keys use it."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import numpy as np
from PySide6.QtCore import QEvent, QPoint, QPointF, QRectF, Qt, Signal, Slot
from PySide6.QtGui import (
    QAccessible,
    QAccessibleEvent,
    QContextMenuEvent,
    QKeyEvent,
    QMouseEvent,
    QNativeGestureEvent,
    QPolygonF,
    QResizeEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import QApplication, QGestureEvent, QPinchGesture

from core.looks.features import kind_name
from core.looks.spec import ModelSpec
from gui.base.keys import command
from gui.base.texts import file_name, kind_label
from gui.base.theme import SPACE, Theme
from gui.gallery.place import Spot
from gui.gallery.thumbnails import ThumbnailLoader
from gui.map.camera import kept_in, moved, zoomed
from gui.map.lasso import inside, towards
from gui.map.map_canvas import MapCanvas
from gui.map.overview import Overview

_PINCH = Qt.GestureType.PinchGesture
_WHEEL = 1.0018  # by an eighth of a degree
_KEY_ZOOM = 1.4
_KEY_PAN = 0.2  # of what is in sight
_EDGE = 40  # px: so near the edge of the widget the keyboard brings a photo into the middle
_NEAR = 160.0  # px from photo to photo, about, where one photo is looked for
_OVERVIEW_FROM = 1.3  # zoom
_STEPS = {Qt.Key.Key_Left: (-1, 0), Qt.Key.Key_Right: (1, 0), Qt.Key.Key_Up: (0, -1), Qt.Key.Key_Down: (0, 1)}
_OTHER_BUTTONS = (Qt.MouseButton.BackButton, Qt.MouseButton.ForwardButton)


class MapView(MapCanvas):
    """Signals, with a path where nothing else is said:
    searched: a click, or Enter. previewed: the user wants to see it large. menu_wanted: also where, in global
        coordinates. went: the keyboard is there now. toggled: it is to be chosen, or no longer.
    enclosed: the rows that a lasso or a rectangle holds. released: what was chosen is to be let go.
    commanded: the name of a key that the page sees to.
    """

    searched = Signal(object)
    previewed = Signal(object)
    menu_wanted = Signal(object, QPoint)
    went = Signal(object)
    toggled = Signal(object)
    enclosed = Signal(object)
    released = Signal()
    commanded = Signal(str)

    def __init__(
        self, theme: Theme, loader: ThumbnailLoader, spec: ModelSpec, names_of: Callable[[str], Sequence[str]]
    ) -> None:
        """`names_of`: what a photo is called, and shorter."""
        super().__init__(theme, loader)
        self.setObjectName("map_view")
        self.setAccessibleName(self.tr("Map of the photos"))
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMouseTracking(True)
        self.grabGesture(_PINCH)
        self._spec = spec
        self._names_of = names_of
        self._pressed: QPointF | None = None  # where the left button went down
        self._dragging = False
        self._encloses = False  # the drag draws a line around photos
        self._from: QPointF = QPointF()  # where the drag has come to
        self.lasso = False  # a drag draws a lasso from now on
        self.holds = False  # photos are chosen
        self.overview = Overview(theme, self._dots, self)
        self.overview.wanted.connect(self.look_at)

    # --- what is in sight ---

    def _moved(self) -> None:
        super()._moved()
        if len(self._dot_pixels) == len(self._scene.paths):
            self.overview.show_sight(self._spot, self.camera)
        self.overview.setVisible(self._spot.zoom > _OVERVIEW_FROM and bool(self._scene.paths))

    def _rearranged(self) -> None:
        super()._rearranged()
        if not self.in_passage:
            self.overview.show_map(self._dots, self._scene.extent(self._tidy))
            self._place_overview()

    def _place_overview(self) -> None:
        room = self.rect().adjusted(0, 0, -SPACE.m, -SPACE.m)
        self.overview.move(room.right() - self.overview.width(), room.bottom() - self.overview.height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._place_overview()

    def make_current(self, path: str | None) -> None:
        """The photo where the keyboard is, and what a screen reader says of it."""
        self._current = path
        said = "" if path is None else ", ".join(self.caption(path))
        if said != self.accessibleDescription():
            self.setAccessibleDescription(said)
            QAccessible.updateAccessibility(QAccessibleEvent(self, QAccessible.Event.DescriptionChanged))
        self._moved()

    def go_to(self, path: str) -> None:
        """Bring a photo into the middle, near enough to be seen."""
        row = self._scene.rows.get(path)
        if row is not None:
            x, y = self._places[row].tolist()
            near = _NEAR * max(len(self._scene.paths), 1) ** 0.5 / (self.camera.scale / self._spot.zoom)
            self.look_at(Spot(x, y, max(1.0, self._spot.zoom, min(near, self._most_zoom()))))
            self.make_current(path)

    def _most_zoom(self) -> float:
        return max(1.0, self.most * self._spot.zoom / self.camera.scale)

    def caption(self, path: str) -> Sequence[str]:
        called, name = self._names_of(path)[0], file_name(path)
        return (called, name) if called != name else (name, *self._kind(path))

    def _kind(self, path: str) -> Sequence[str]:
        row, told = self._scene.rows.get(path), self._scene.told
        return () if row is None or told is None else (kind_label(kind_name(int(told.kinds[row]), self._spec)),)

    # --- zoom ---

    def zoom_by(self, factor: float, about: QPointF | None = None) -> None:
        """About a point, or the middle."""
        about = QPointF(self.width() / 2, self.height() / 2) if about is None else about
        self.look_at(zoomed(self._spot, self.camera, about, factor, self.most))

    @Slot()
    def zoom_in(self) -> None:
        self.zoom_by(_KEY_ZOOM)

    @Slot()
    def zoom_out(self) -> None:
        self.zoom_by(1 / _KEY_ZOOM)

    @Slot()
    def show_all(self) -> None:
        """The whole map."""
        self.look_at(Spot())

    def wheelEvent(self, event: QWheelEvent) -> None:
        self.zoom_by(_WHEEL ** (event.angleDelta().y() or event.angleDelta().x()), event.position())
        event.accept()

    def event(self, event: QEvent) -> bool:
        """Fingers zoom; keys are taken before the shortcuts of the window, which mean something else by them."""
        if isinstance(event, QNativeGestureEvent) and event.gestureType() == Qt.NativeGestureType.ZoomNativeGesture:
            self.zoom_by(1 + event.value(), self.mapFromGlobal(event.globalPosition()))  # `position` is the window's
            return True
        if isinstance(event, QGestureEvent) and isinstance(pinch := event.gesture(_PINCH), QPinchGesture):
            self._pinch(pinch)
            return True
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.ShortcutOverride and self._takes(event):
            event.accept()
            return True
        if event.type() == QEvent.Type.DevicePixelRatioChange:
            self._moved()
        return super().event(event)

    def _pinch(self, pinch: QPinchGesture) -> None:
        """What lies between the fingers stays there; the one that came first had pressed the mouse, too. The end of a
        pinch says once more what was said before."""
        self._let_go()
        if pinch.state() in (Qt.GestureState.GestureStarted, Qt.GestureState.GestureUpdated):
            now, before = (self.mapFromGlobal(at) for at in (pinch.centerPoint(), pinch.lastCenterPoint()))
            self.look_at(moved(self._spot, now - before, self.camera.scale))
            self.zoom_by(pinch.scaleFactor(), now)

    # --- mouse ---

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() in _OTHER_BUTTONS:
            event.ignore()  # the window goes back and forward
        elif event.button() == Qt.MouseButton.LeftButton:
            self.walks = False
            self._pressed = self._from = event.position()
            self._encloses = self.lasso or bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if self._pressed is None or not event.buttons() & Qt.MouseButton.LeftButton:
            self._hover(self.photo_at(event.position()))
            return
        if not self._dragging:
            far = (event.position() - self._pressed).manhattanLength() >= QApplication.startDragDistance()
            if not far:
                return
            self._begin_drag()
        if self._encloses:
            self._draw_around(event.position())
        else:
            self.look_at(moved(self._spot, event.position() - self._from, self.camera.scale))
        self._from = event.position()

    def _begin_drag(self) -> None:
        self._dragging = True
        self._hover(None)
        assert self._pressed is not None
        if self._encloses:
            self._outline = QPolygonF([self._pressed])
        else:
            self.setCursor(Qt.CursorShape.ClosedHandCursor)

    def _draw_around(self, at: QPointF) -> None:
        assert self._pressed is not None
        if self.lasso:
            self._outline.append(at)
        else:
            self._outline = QPolygonF(QRectF(self._pressed, at).normalized())
        self.update()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if event.button() != Qt.MouseButton.LeftButton or self._pressed is None:
            return
        dragged, outline = self._let_go()
        if dragged and not outline.isEmpty():
            self._enclose(outline)
        elif not dragged and (path := self.photo_at(event.position())) is not None:
            keeps = event.modifiers() & Qt.KeyboardModifier.ControlModifier
            (self.toggled if keeps else self.searched).emit(path)

    def _let_go(self) -> tuple[bool, QPolygonF]:
        """The mouse drags no more; whether it did, and the line that it drew."""
        done = self._dragging, self._outline
        self._dragging, self._pressed, self._outline = False, None, QPolygonF()
        self.show_cursor()
        self.update()
        return done

    def _enclose(self, outline: QPolygonF) -> None:
        corners = np.array([(point.x(), point.y()) for point in outline.toList()])
        self.enclosed.emit(np.flatnonzero(inside(self.camera.to_widget(self._places), corners)))

    def show_cursor(self) -> None:
        """That of what a drag does."""
        self.setCursor(Qt.CursorShape.CrossCursor if self.lasso else Qt.CursorShape.ArrowCursor)

    def _hover(self, path: str | None) -> None:
        if path != self._hovered:
            self._hovered = path
            self._moved()

    def leaveEvent(self, event: QEvent) -> None:
        self._hover(None)
        super().leaveEvent(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        by_key = event.reason() == QContextMenuEvent.Reason.Keyboard
        path = self._current if by_key else self.photo_at(QPointF(event.pos()))
        if path is not None:
            self.menu_wanted.emit(path, self.middle_of(path) if by_key else event.globalPos())

    # --- keys ---

    def _takes(self, event: QKeyEvent) -> bool:
        name = command(event, "map")
        return name is not None and (name != "release" or self.holds or self.lasso or self._dragging)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        name, of_photo = command(event, "map"), {"search": self.searched, "compare": self.previewed}
        of_photo["choose"] = self.toggled
        zooms = {"zoom_in": self.zoom_in, "zoom_out": self.zoom_out, "fit": self.show_all}
        if name is None or not self._takes(event):
            super().keyPressEvent(event)
        elif name == "move":
            self._step(*_STEPS[Qt.Key(event.key())])
        elif name == "pan":
            across, down = _STEPS[Qt.Key(event.key())]
            by = QPointF(-across * self.width() * _KEY_PAN, -down * self.height() * _KEY_PAN)
            self.look_at(moved(self._spot, by, self.camera.scale))
        elif name in zooms:
            zooms[name]()
        elif name in of_photo:
            if self._current is not None:
                of_photo[name].emit(self._current)
        elif name == "release":
            self.released.emit()
        else:
            self.commanded.emit(name)

    def _step(self, across: int, down: int) -> None:
        """To the nearest photo in a direction, of those that are pictures where there are any."""
        scene, camera = self._scene, self.camera
        if not len(scene.paths):
            return
        rows = np.flatnonzero(scene.passes) if scene.passes.any() else np.arange(len(scene.paths))
        seen = self.in_sight(camera)
        if not self._tidy and scene.passes[seen.rows].any():
            near = rows[scene.depths[rows] <= scene.depths[seen.rows].max()]
            rows = near if len(near) else rows
        places, here = self._places[rows], scene.rows.get(self._current or "")
        if here is None:
            found: int | None = int(np.hypot(*(places - (self._spot.x, self._spot.y)).T).argmin())
        else:
            x, y = self._places[here].tolist()
            found = towards(places, (x, y), across, down)
        if found is not None:
            path = scene.paths[int(rows[found])]
            self.walks = True
            self.make_current(path)
            self._bring_into_sight(path)
            self.went.emit(path)

    def _bring_into_sight(self, path: str) -> None:
        at = self.point_of(path)
        room = self.rect().adjusted(_EDGE, _EDGE, -_EDGE, -_EDGE)
        if at is not None and not room.contains(at.toPoint()):
            x, y = self._places[self._scene.rows[path]].tolist()
            self.look_at(kept_in(self._spot._replace(x=x, y=y)))
