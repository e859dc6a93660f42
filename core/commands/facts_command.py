"""Facts of garments as a table, and back."""

from __future__ import annotations

import json

from core.base.console import OK, say
from core.base.files import write_whole
from core.base.paths import Paths
from core.base.sentences import printable
from core.commands.kept import change, marks_of, whereabouts
from core.commands.options import FactsOptions
from core.commands.results import check_place, print_path, written
from core.commands.session import RunError
from core.photos.photo_files import UnreadableImage, read_file
from core.sharing.facts_table import facts_as_csv, find_photos, listed, read_facts
from core.sharing.places import is_photo


def export_facts(options: FactsOptions) -> int:
    """Write the table."""
    check_place(options.file)
    paths = Paths.choose(options.home)
    where = whereabouts(paths)
    if is_photo(options.file, where.paths, ()):
        raise RunError(f"{options.file} is one of your photos; choose another name for the result.")
    rows, absent = listed(marks_of(paths), where, options.every)
    with written(options.file) as file:
        write_whole(file, facts_as_csv(rows), private=False)
    print_path(options.file)
    if absent:
        say(f"No file is known of {absent:,} photos with facts; they are not in the table.")
    return OK


def import_facts(options: FactsOptions) -> int:
    """Take over what the table says, all at once, and tell what could not be used."""
    paths = Paths.choose(options.home)
    try:
        data = read_file(str(options.file))[0]
    except UnreadableImage as error:
        raise RunError(f"{options.file}: {error}") from error
    found = find_photos(read_facts(data, str(options.file)), whereabouts(paths))
    if found.rows:
        change(paths, found.into)
    if options.json:
        print(json.dumps({"photos": len(found.rows), "remarks": list(map(str, found.remarks))}))
        return OK
    print(f"The facts of {len(found.rows):,} photo{'' if len(found.rows) == 1 else 's'} were taken over.")
    for remark in found.remarks:
        print(printable(str(remark)))
    return OK
