"""A page of photos in one file for any browser: the pictures are in it, and nothing is loaded from elsewhere."""

from __future__ import annotations

import io
from base64 import b64encode
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from html import escape
from pathlib import Path
from typing import BinaryIO

from core.base import sentences
from core.base.files import write_whole
from core.photos.images import UnreadableImage
from core.sharing.fitted import Fitted, all_fitting
from core.sharing.picture_files import TooLarge
from core.sharing.shared import Item, Shared
from core.sharing.sheet import Hands

MOST_PHOTOS = 1000  # of one page; each takes some 50 kB
_SIDE = 480  # pixels of a photo
_QUALITY = 85

# The policy keeps a browser from loading anything, whatever a name might hold.
_HEAD = """<!DOCTYPE html>
<html lang="{language}">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; img-src data:; style-src 'unsafe-inline'">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>{title}</title>
<style>
:root {{ color-scheme: light; }}
body {{ margin: 0 auto; padding: 24px; max-width: 1360px; background: #fff; color: #1c1b1a;
  font: 15px/1.4 system-ui, sans-serif; }}
h1 {{ font-size: 22px; font-weight: 600; margin: 8px 0 16px; overflow-wrap: anywhere; }}
.photos {{ display: grid; gap: 16px; padding: 0; margin: 0 0 40px; list-style: none;
  grid-template-columns: repeat({columns}, minmax(0, 1fr)); }}
figure {{ margin: 0; break-inside: avoid; }}
img {{ display: block; width: 100%; aspect-ratio: 1; object-fit: contain; }}
.query {{ width: calc((100% - ({columns} - 1) * 16px) / {columns}); margin-bottom: 24px; }}
.none {{ display: block; aspect-ratio: 1; border: 1px solid #77736d; padding: 8px; box-sizing: border-box; }}
figcaption {{ margin-top: 4px; }}
.name, .none {{ color: #77736d; font-size: 13px; overflow-wrap: anywhere; }}
@media (max-width: 640px) {{ .photos {{ grid-template-columns: repeat(2, minmax(0, 1fr)); }} .query {{ width: 50%; }} }}
</style>
</head>
<body>
"""


@dataclass(frozen=True)
class PageLooks:
    """The language of the page, how many photos stand side by side, and what is said of them."""

    language: str = "en"
    columns: int = 5
    words: bool = True
    names: bool = True
    query: bool = True


def check_page(photos: int) -> None:
    """Before a page of so many photos is made. Raises TooLarge."""
    if photos > MOST_PHOTOS:
        raise TooLarge(sentences.MANY_ON_PAGE.filled(photos=photos, most=MOST_PHOTOS))


def save_page(blocks: Sequence[Shared], looks: PageLooks, hands: Hands, file: Path) -> None:
    """Write it in one step, photo by photo. Raises OSError, and TooLarge before anything is read."""
    check_page(sum(len(block.items) for block in blocks))

    def write(stream: BinaryIO) -> None:
        for piece in _pieces(blocks, looks, hands):
            stream.write(piece.encode("utf-8", "replace"))

    write_whole(file, write, private=False)


def _pieces(blocks: Sequence[Shared], looks: PageLooks, hands: Hands) -> Iterator[str]:
    title = next((block.title for block in blocks), "")
    yield _HEAD.format(language=escape(looks.language), title=escape(title), columns=looks.columns)
    for block in blocks:
        yield f"<h1>{escape(block.title)}</h1>\n" if block.title else ""
        query = block.query if looks.query else None
        sources = (item.source for item in (*([] if query is None else [query]), *block.items))
        photos = all_fitting(sources, _SIDE, _SIDE, hands.decode, most_growth=1.0)
        if query is not None:
            yield f'<figure class="query">{_picture(query, photos, hands)}</figure>\n'
        yield '<ol class="photos">\n'
        for item in block.items:
            yield f"<li><figure>{_picture(item, photos, hands)}{_caption(item, looks)}</figure></li>\n"
        yield "</ol>\n"
    yield "</body>\n</html>\n"


def _picture(item: Item, photos: Iterator[Fitted], hands: Hands) -> str:
    hands.step()
    photo = next(photos)
    if isinstance(photo, UnreadableImage):
        return f'<span class="none">{escape(hands.tell(photo))}</span>'
    stream = io.BytesIO()
    photo.save(stream, "JPEG", quality=_QUALITY)
    data = b64encode(stream.getvalue()).decode("ascii")
    return f'<img alt="{escape(item.words or item.name)}" src="data:image/jpeg;base64,{data}">'


def _caption(item: Item, looks: PageLooks) -> str:
    words = f"<div>{escape(item.words)}</div>" if looks.words and item.words else ""
    name = f'<div class="name">{escape(item.name)}</div>' if looks.names and item.name else ""
    return f"<figcaption>{words}{name}</figcaption>" if words or name else ""
