"""When to work less: on battery, and while nobody sees the window."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QTimer, Signal, Slot
from PySide6.QtWidgets import QWidget

from core.indexing.battery import on_battery
from gui.base.jobs import JobQueue
from gui.base.preferences import Preferences
from gui.base.work import Work

_ASK_MS = 30_000
_ASK_FIRST_MS = 1000
_SHOWS_OR_HIDES = (QEvent.Type.WindowStateChange, QEvent.Type.Show, QEvent.Type.Hide)


class Power(QObject):
    """Watches the battery and one window.

    Signals:
        changed: whether to work less from now on; never while the user does not want that.
    """

    changed = Signal(bool)

    def __init__(self, window: QWidget, preferences: Preferences, work: Work) -> None:
        super().__init__(window)
        self._window = window
        self._preferences = preferences
        self._on_battery = False
        self._unseen = False
        self._sparing = False
        self._asking = JobQueue(work, self)
        self._timer = QTimer(self, interval=_ASK_FIRST_MS)
        self._timer.timeout.connect(self._ask)
        self._timer.start()
        preferences.changed.connect(self._weigh)
        window.installEventFilter(self)

    @Slot()
    def _ask(self) -> None:
        self._timer.setInterval(_ASK_MS)
        self._asking.run(lambda _: on_battery(), done=self._on_answer)  # on some computers it takes long

    def _on_answer(self, on_battery: bool) -> None:
        self._on_battery = on_battery
        self._weigh()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() in _SHOWS_OR_HIDES:
            self._unseen = self._window.isMinimized() or not self._window.isVisible()
            self._weigh()
        return False

    @Slot()
    def _weigh(self) -> None:
        sparing = self._preferences.now.spare and (self._on_battery or self._unseen)
        if sparing != self._sparing:
            self._sparing = sparing
            self.changed.emit(sparing)
