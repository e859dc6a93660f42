"""Contact sheets: each query photo and its matches in rows of five, as a picture or document to keep or print."""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence

from PIL import Image

from core.base.console import OK, USAGE, say
from core.commands.answers import captioned, of_photo
from core.commands.options import SheetOptions
from core.commands.results import check_place, print_path, protect, written
from core.commands.searching import Searching, is_kind
from core.commands.session import RunError, Session
from core.sharing.layout import Layout, measures
from core.sharing.picture_files import (
    TooLarge,
    check_pages,
    check_size,
    format_of,
    save_document,
    save_picture,
)
from core.sharing.shared import Item, Shared
from core.sharing.sheet import draw_below_one_another, draw_pages, sheet_height


def sheet(options: SheetOptions) -> int:
    """Draw the matches of each query."""
    if not options.images and not options.random:
        say("Name the photos to draw a sheet for, or --random N.")
        return USAGE
    check_place(options.output)
    with Session(options.home) as session:
        if not is_kind(options.search.tuning.kind, session):
            return USAGE
        searching = Searching(session, options.search)
        collection = searching.searcher.collection
        protect(options.output, collection, options.search.folders, options.images)
        picked = random.Random(options.seed).sample(collection.paths, min(options.random, len(collection.paths)))
        images = [*options.images, *picked]
        _check(searching.most, len(images), options)
        answers = [captioned(of_photo(image, searching.ask(image)), searching.searcher) for image in images]
    _draw(answers, options)
    print_path(options.output)
    return OK


def _check(matches: int, answers: int, options: SheetOptions) -> None:
    """Before the work, with an answer as long as one can be."""
    longest = Shared("Most similar to", (Item("", ""),) * matches, Item("", ""))
    try:
        if format_of(options.output) == "PDF":
            check_pages(answers * options.layout.pages_of(matches))
        else:
            each = [measures(longest, options.layout)] * answers
            check_size(each[0].width, sheet_height(each), format_of(options.output))
    except TooLarge as error:
        raise RunError(f"{error} Ask for less with --top or --random.") from error


def _draw(answers: Sequence[Shared], options: SheetOptions) -> None:
    with written(options.output) as file:
        if format_of(options.output) == "PDF":
            save_document(_pages(answers, options.layout), answers[0].title, file)
        else:
            save_picture(draw_below_one_another(answers, options.layout), file)


def _pages(answers: Sequence[Shared], layout: Layout) -> Iterator[Image.Image]:
    for one in answers:
        yield from draw_pages(one, layout)
