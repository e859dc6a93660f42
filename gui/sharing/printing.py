"""Sheets on paper. What Qt needs for printers is loaded when somebody prints, not when the window opens."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

import numpy as np
from PIL import Image
from PySide6.QtCore import QRectF, QSizeF, Qt
from PySide6.QtGui import QPageLayout, QPageSize, QPainter
from PySide6.QtWidgets import QWidget

from core.base import sentences
from core.base.paper import Size
from core.base.sentences import TwinsetError
from core.sharing.layout import DPI
from gui.base.pictures import image_from

if TYPE_CHECKING:
    from PySide6.QtPrintSupport import QPrinter

_INCHES = {"a4": QPageSize.PageSizeId.A4, "a3": QPageSize.PageSizeId.A3, "letter": QPageSize.PageSizeId.Letter}


class NotPrinted(TwinsetError):
    """The printer does not take it."""


def ask_printer(size: Size, title: str, parent: QWidget) -> QPrinter | None:
    """The printer that the user chooses, set to this paper; None where they would rather not."""
    from PySide6.QtPrintSupport import QPrintDialog, QPrinter

    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setResolution(DPI)
    printer.setDocName(title or "Twinset")
    printer.setCreator("Twinset")
    printer.setPageSize(QPageSize(_INCHES[size.value.partition(" ")[0]]))
    width, height = size.inches
    across = QPageLayout.Orientation.Landscape if width > height else QPageLayout.Orientation.Portrait
    printer.setPageOrientation(across)
    printer.setFullPage(True)  # the sheet has margins of its own
    dialog = QPrintDialog(printer, parent)
    dialog.setOption(QPrintDialog.PrintDialogOption.PrintPageRange, False)
    return printer if dialog.exec() == QPrintDialog.DialogCode.Accepted else None


def print_pages(pages: Iterable[Image.Image], printer: QPrinter) -> None:
    """Draw each on a sheet of paper, as large as the paper that was chosen. Raises NotPrinted; what the pages raise
    takes back what the printer was given already."""
    painter = QPainter()
    try:
        for number, page in enumerate(pages):
            begun = printer.newPage() if number else painter.begin(printer)
            if not begun:
                raise NotPrinted(sentences.NOT_PRINTED)
            image = image_from(np.asarray(page))
            paper = QRectF(painter.viewport())
            room = QSizeF(image.size()).scaled(paper.size(), Qt.AspectRatioMode.KeepAspectRatio)
            place = QRectF(paper.topLeft(), room)
            place.moveCenter(paper.center())
            painter.drawImage(place, image)
    except BaseException:
        printer.abort()
        raise
    finally:
        if painter.isActive():
            painter.end()
