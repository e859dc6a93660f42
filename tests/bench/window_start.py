"""One start of the window as a process of its own: `python -m tests.bench.window_start HOME` prints, as JSON, the
seconds since the epoch at which the window was made, the first photos painted, and all pictures in sight; and the
processor's time until then."""

from __future__ import annotations

import contextlib
import json
import sys
import time
from collections.abc import Iterator
from typing import Any

import main


def run(home: str) -> int:
    from gui.window import app

    original = app.open_window

    @contextlib.contextmanager
    def watched(*arguments: Any) -> Iterator[Any]:
        with original(*arguments) as window:
            watcher = _watcher(window)
            yield window
            print(json.dumps(watcher.seen))

    app.open_window = watched
    return main.main(["--home", home])


def _watcher(window: Any) -> Any:
    from PySide6.QtCore import QEvent, QObject, QTimer

    from gui.gallery.gallery import GalleryView

    class Watcher(QObject):
        def __init__(self) -> None:
            super().__init__(window)
            self.seen: dict[str, float] = {}
            self._follows = False
            self._see("window")
            self._gallery: Any = window.findChild(GalleryView)
            self._gallery.viewport().installEventFilter(self)

        def _see(self, what: str) -> None:
            self.seen.setdefault(what, time.time())
            self.seen.setdefault(f"{what}_own", time.process_time())

        def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
            if event.type() == QEvent.Type.Paint and self._gallery.photos.rowCount() and not self._follows:
                self._follows = True
                QTimer.singleShot(0, self._painted)
            return False

        def _painted(self) -> None:
            self._see("first_paint")
            first, last = self._gallery._visible_rows()
            paths = [self._gallery.photos.path_at(row) for row in range(first, last + 1)]
            if paths and all(self._gallery._pixmaps.get(path) is not None for path in paths):
                self._see("first_thumbnails")
                self._leave()
            else:  # rows just out of sight are painted no more when their pictures come
                QTimer.singleShot(5, self._painted)

        def _leave(self) -> None:
            """As a user would: not before what is browsed has been worked out."""
            if window._pages[0]._view is None:
                QTimer.singleShot(50, self._leave)
            else:
                window.close()

    return Watcher()


if __name__ == "__main__":
    sys.exit(run(sys.argv[1]))
