"""What `kills` and `full_disk` let the program do: python -m tests.stress.deeds DEED FOLDER HOME

Each deed is one that writes. "begin" is printed when all is loaded, "end" at the end, and in between what is promised
to the user from then on. What stops a deed is one sentence on stderr and the code 1, as for the commands.
"""

from __future__ import annotations

import logging
import os
import sys
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path

import core.indexing.indexing
from core.base.paths import Paths
from core.base.settings import load_settings, save_settings
from core.catalog.catalog import Catalog, CatalogError
from core.catalog.forgetting import forget_folders
from core.looks.model import Extractor
from core.wardrobe.copies import change_wardrobe, open_wardrobe
from core.wardrobe.marks import Identity
from core.wardrobe.wardrobe import Wardrobe, WardrobeError

BATCH = 8  # photos per commit: smaller than the program's, so that a kill often comes between or amid them
HEARTS = 100  # given one after the other
ROUNDS = 20  # of photos to the trash and back: one alone is over before anybody can kill it


def say(*words: object) -> None:
    """At once, as a promise that a kill cannot take back."""
    os.write(1, (" ".join(map(str, words)) + "\n").encode())


def index(folder: str, paths: Paths) -> None:
    """Says after each photo how many are done."""
    core.indexing.indexing.COMMIT_EVERY, core.indexing.indexing.PROGRESS_SECONDS = BATCH, 0.0
    with Catalog(paths.catalog) as catalog:
        extractor = Extractor()
        say("begin")
        core.indexing.indexing.index_folders(
            catalog,
            extractor,
            [folder],
            listener=core.indexing.indexing.Listener(on_progress=lambda progress: say("done", progress.done)),
        )


def migrate(_: str, paths: Paths) -> None:
    """Opening brings the files of an earlier version up to date: its catalog, and the favourites in marks.json."""
    say("begin")
    Catalog(paths.catalog).close()
    open_wardrobe(paths)


def trash(folder: str, _: Paths) -> None:
    """Throws all photos away, one by one, and brings each back; in the last round only every second one."""
    from gui.marking.trash import from_trash, to_trash

    photos = sorted(entry.path for entry in os.scandir(folder))
    say("begin")
    for number, path in enumerate(photos * ROUNDS):
        (moved,) = to_trash([path])
        if number % 2 or number < len(photos) * (ROUNDS - 1):
            from_trash([moved])


def forget(folder: str, paths: Paths) -> None:
    """As the command does."""
    say("begin")
    forget_folders(paths, [folder])


def hearts(folder: str, paths: Paths) -> None:
    """Gives hearts to the photos, one by one as the window does, and says after each to whom."""
    with Catalog(paths.catalog) as catalog:
        photos = identities(catalog, folder)
    say("begin")
    for photo in photos[:HEARTS]:
        favour(paths, [photo])
        say("heart", photo.content.hex())


def identities(catalog: Catalog, folder: str) -> list[Identity]:
    listing = catalog.listing([folder])
    return list(map(Identity, listing.contents, listing.pixels))


def favour(paths: Paths, photos: Sequence[Identity]) -> None:
    """Give hearts. Raises WardrobeError."""
    kept = change_wardrobe(paths, lambda marks: marks.favoured(photos, True))
    if kept.problem:
        raise WardrobeError(kept.problem)


def favourites(paths: Paths) -> frozenset[bytes]:
    """The contents with a heart, as the next start finds them."""
    open_wardrobe(paths)
    with Wardrobe(paths) as wardrobe:
        return frozenset(one.content for one in wardrobe.marks().favourites)


def settings(folder: str, paths: Paths) -> None:
    """Saves the settings a hundred times."""
    say("begin")
    for number in range(100):
        save_settings(paths.settings, replace(load_settings(paths.settings), folders=(folder,), top=10 + number))
        say("saved", 10 + number)


DEEDS: dict[str, Callable[[str, Paths], None]] = {
    "index": index,
    "migrate": migrate,
    "trash": trash,
    "forget": forget,
    "hearts": hearts,
    "settings": settings,
}


def main() -> int:
    name, folder, home = sys.argv[1:]
    logging.getLogger().addHandler(logging.NullHandler())  # the window writes details to its log, not to the user
    try:
        DEEDS[name](folder, Paths.choose(home))
    except (CatalogError, WardrobeError) as error:
        print(error, file=sys.stderr)
        return 1
    except OSError as error:  # what the window tells of
        print(f"{Path(str(error.filename)).name} cannot be written ({error.strerror}).", file=sys.stderr)
        return 1
    say("end")
    return 0


if __name__ == "__main__":
    sys.exit(main())
