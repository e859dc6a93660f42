"""A sheet as the user wants it, as a file."""

from __future__ import annotations

from pathlib import Path

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
