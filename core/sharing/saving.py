"""Sheets and other pictures as files of the kind that the user wants."""

from __future__ import annotations

from pathlib import Path

from PIL import Image

from core.sharing.layout import DPI, SCREEN_DPI, Layout, first_page, measures
from core.sharing.picture_files import check_pages, check_size, format_of, save_document, save_picture
from core.sharing.shared import Shared
from core.sharing.sheet import Hands, draw_page, draw_pages


def save_sheet(shared: Shared, layout: Layout, file: Path, hands: Hands) -> None:
    """A picture of the first page, or a document of all. Raises OSError, and TooLarge before anything is drawn."""
    if format_of(file) == "PDF":
        check_pages(layout.pages_of(len(shared.items)))
        dpi = DPI if layout.size.is_paper else SCREEN_DPI
        save_document(draw_pages(shared, layout, hands), shared.title, file, dpi)
        return
    shown = first_page(shared, layout)
    on = measures(shown, layout)
    check_size(on.width, on.height, format_of(file))
    save_picture(draw_page(shown, layout, on, 0, hands), file, DPI if layout.size.is_paper else None)


def save_whole(picture: Image.Image, title: str, file: Path) -> None:
    """A picture that is no sheet, or a document with nothing but it. Raises OSError."""
    if format_of(file) == "PDF":
        save_document([picture], title, file)
    else:
        save_picture(picture, file, DPI)
