"""The shape of the code: python packaging/show-rooms.py [CHECKOUT]

Prints for each half how many files, folders, arrows (which file imports which) and layers it has, and which folder
imports which. The rules themselves stand in pyproject.toml; `make check` minds them.
"""

from __future__ import annotations

import argparse
import sys
from collections import defaultdict
from pathlib import Path

import grimp

HALVES = ("core", "gui")
Arrows = dict[str, set[str]]


def main() -> int:
    """Print both halves."""
    words = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    words.add_argument("checkout", nargs="?", type=Path, default=Path(__file__).resolve().parent.parent)
    sys.path.insert(0, str(words.parse_args().checkout))
    graph = grimp.build_graph(*HALVES, cache_dir=None)
    for half in HALVES:
        files = {name for name in graph.modules if name.startswith(f"{half}.") and not graph.find_children(name)}
        arrows = {name: graph.find_modules_directly_imported_by(name) & files for name in files}
        rooms = _between_rooms(arrows)
        print(f"{half}: {_counted(arrows)}; between its {len(rooms)} folders: {_counted(rooms)}")
        for room in sorted(rooms, key=lambda name: (_height(name, rooms), name)):
            inside = sum(_room(name) == room for name in files)
            print(f"  {_height(room, rooms):2} {room or '-':10} {inside:3} files -> {', '.join(sorted(rooms[room]))}")
    return 0


def _counted(arrows: Arrows) -> str:
    layers = max(_height(name, arrows) for name in arrows)
    return f"{len(arrows)} nodes, {sum(map(len, arrows.values()))} arrows, {layers} layers"


def _between_rooms(arrows: Arrows) -> Arrows:
    rooms: Arrows = defaultdict(set)
    for name, imported in arrows.items():
        rooms[_room(name)] |= {_room(other) for other in imported} - {_room(name)}
    return dict(rooms)


def _room(name: str) -> str:
    """The folder within its half; empty for a file that lies in none."""
    return ".".join(name.split(".")[1:-1])


def _height(name: str, arrows: Arrows, above: tuple[str, ...] = ()) -> int:
    """The longest way down, counted in nodes. Raises ValueError where it goes round."""
    if name in above:
        raise ValueError(f"a circle of imports: {' -> '.join((*above, name))}")
    return 1 + max((_height(other, arrows, (*above, name)) for other in arrows[name]), default=0)


if __name__ == "__main__":
    sys.exit(main())
