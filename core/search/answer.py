"""From a question to its answer: what the window shows and the command line prints."""

from __future__ import annotations

import contextlib
import math
from collections.abc import Iterator, Sequence
from dataclasses import replace

from core.looks.colours import parse_colour
from core.photos.images import RGB, UnreadableImage, fitted
from core.search.folding import fold
from core.search.found import Answer, Distances, Found, Shown
from core.search.holdings import Holdings
from core.search.query import Query, QueryMaker, Shares, UnreadableExample, combine, cut, in_pixels, query_of
from core.search.question import Question, Tuning
from core.search.request import Request
from core.search.search import Match, Searcher
from core.search.stacks import Folding, Groups
from core.search.traits import Mask, Traits
from core.search.turns import OtherTurns, ask, turned

PICTURE_SIDE = 512  # px of the query as it is kept with its answer
_SMALLEST_SHARE = 1e-3  # of a photo's side; of a smaller part all pixels are wanted too


def answer(
    searcher: Searcher,
    maker: QueryMaker,
    question: Question,
    tuning: Tuning,
    known: Found | None = None,
    holdings: Holdings | None = None,
) -> Answer:
    """Answer a question. `known`: an older answer to the same one, whose queries are used again, unless the user has
    said something of kinds since. `holdings`: what is known of the photos besides their looks.

    Raises UnreadableImage, which is an UnreadableExample where there are several photos, CatalogError, ModelError, what
    the decoder does.
    """
    known = replace(_asked(searcher, maker, question, known), searched=len(searcher.collection.paths))
    known = _recognised(known, holdings) if holdings is not None else known
    found = _in_turns(searcher, maker, known) if question.is_foreign else _as_it_is(searcher, known)
    found = replace(found, sees_garment=_sees_garment(found))
    if holdings is not None and found.distances is not None:
        found = replace(found, distances=replace(found.distances, groups=holdings.groups(searcher)))
    return rank(found, tuning)


def rank(found: Found, tuning: Tuning) -> Answer:
    """Rank and filter anew, quick enough to follow a slider. Nothing is shown where its distances are gone."""
    distances = found.distances
    if distances is None:
        return Answer(found, tuning, Shown())
    itself = _itself(found, distances.searcher, tuning)
    if tuning.stacks and distances.groups is not None:
        return Answer(found, tuning, _stacked(found, distances, distances.groups, tuning, itself))
    matches, left_out = _nearest(found, distances, tuning, itself)
    return Answer(found, tuning, Shown((*itself, *matches), left_out, different=found.different))


def nearest_colour(searcher: Searcher, tuning: Tuning) -> tuple[tuple[str, float], ...]:
    """Answer without a photo: those one of whose main colours is nearest to the tuning's, with their distance."""
    mask = searcher.traits.mask([tuning.kind] if tuning.kind else [])
    rows, distances = searcher.traits.nearest_colour(parse_colour(tuning.colour), tuning.top, mask)
    paths = (searcher.collection.paths[row] for row in rows.tolist())
    return tuple(zip(paths, distances.tolist(), strict=True))


# --- what is searched with ---


def _asked(searcher: Searcher, maker: QueryMaker, question: Question, known: Found | None) -> Found:
    if known is None:
        return _made(searcher, maker, question)
    if known.words != searcher.kinds.words:
        with contextlib.suppress(UnreadableImage):  # gone since it was asked with
            return _made(searcher, maker, question)
    return known


def _recognised(found: Found, holdings: Holdings) -> Found:
    """What the photo asked with is, and what it is not: where all of it counts."""
    if found.question.box is not None:
        return replace(found, identity=None, copies=(), different=frozenset())
    try:
        identity = found.identity or holdings.asked(found.question)
    except UnreadableImage:  # gone since it was asked with
        return found
    if identity is None:
        return found
    copies = holdings.copies(identity) if found.question.wants_verdict else ()
    return replace(found, identity=identity, copies=copies, different=holdings.apart_from(identity))


def _made(searcher: Searcher, maker: QueryMaker, question: Question) -> Found:
    examples = [*question.likes, *question.unlikes]
    with _naming(question.name if examples else ""):
        own, picture = _own(searcher, maker, question)
    queries = {path: _example(searcher, maker, path) for path in examples}
    likes, unlikes = ([queries[path] for path in paths] for paths in (question.likes, question.unlikes))
    query, words = combine([own, *likes], unlikes), searcher.kinds.words
    return Found(question, query, own, picture=picture, turns=question.turns or 0, words=words)


def _own(searcher: Searcher, maker: QueryMaker, question: Question) -> tuple[Query, RGB | None]:
    """The photo, or its part, to search with, and a picture of the whole; a part is decoded once."""
    source, turns = question.source, question.turns or 0
    if question.box is not None:
        picture = maker.decode(source, _side_for(question.box, maker.extractor.spec.side))
        rgb = turned(picture.rgb, turns)
        small = turned(fitted(picture, PICTURE_SIDE).rgb, turns) if maker.keeps_pictures else None
        return searcher.kinds.seen(query_of(cut(rgb, in_pixels(question.box, rgb)), maker.extractor)), small
    if turns:
        rgb = turned(maker.decode(source, maker.extractor.spec.side).rgb, turns)
        own = searcher.kinds.seen(query_of(rgb, maker.extractor), question.path)
    else:
        own = _whole(searcher, maker, source)
    return own, _picture(maker, question)


def _picture(maker: QueryMaker, question: Question) -> RGB | None:
    if not maker.keeps_pictures:
        return None
    try:
        return turned(maker.decode(question.source, PICTURE_SIDE, PICTURE_SIDE).rgb, question.turns or 0)
    except UnreadableImage:
        return None


def _example(searcher: Searcher, maker: QueryMaker, path: str) -> Query:
    with _naming(path):
        return _whole(searcher, maker, path)


def _whole(searcher: Searcher, maker: QueryMaker, source: str | bytes) -> Query:
    """A photo as it is, of those that are searched or not."""
    path = source if isinstance(source, str) else ""
    return searcher.query(path) or searcher.kinds.seen(maker.whole(source), path)


@contextlib.contextmanager
def _naming(name: str) -> Iterator[None]:
    """Say which one of several photos cannot be read."""
    try:
        yield
    except UnreadableImage as error:
        if not name:
            raise
        raise UnreadableExample(name, error.sentence) from error


def _side_for(box: Shares, seen: int) -> int:
    """How many pixels the short side of a photo needs so that its part has twice as many as are `seen`."""
    return max(PICTURE_SIDE, math.ceil(2 * seen / max(min(box[2:]), _SMALLEST_SHARE)))


# --- what it comes close to ---


def _as_it_is(searcher: Searcher, known: Found) -> Found:
    if not known.question.wants_verdict:
        return replace(known, distances=Distances(searcher, searcher.estimates(known.query)))
    asked = ask(searcher, known.query, but=known.different)
    return replace(known, closest=asked.nearest, distances=Distances(searcher, asked.estimates))


def _in_turns(searcher: Searcher, maker: QueryMaker, known: Found) -> Found:
    """As a photo from outside lies, or in another turn where only so something comes close to it."""
    question = known.question
    others = OtherTurns(question.source, maker.extractor, maker.decode)
    turns = [*known.in_turns] or [known.query]

    def glances() -> Sequence[Query]:
        if question.turns is None and len(turns) == 1:
            with contextlib.suppress(UnreadableImage):  # gone since it was asked with
                turns.extend(map(searcher.kinds.seen, others.glances()))
        return turns[1:]

    def closely(turn: int) -> Query:
        if not len(turns[turn].views):
            turns[turn] = searcher.kinds.seen(others.closely(turn))
        return turns[turn]

    asked = ask(searcher, turns[0], glances, closely, known.different)
    turned_by = asked.turns if question.turns is None else known.turns
    return replace(
        known,
        query=asked.query,
        own=asked.query,
        picture=None if known.picture is None else turned(known.picture, turned_by - known.turns),
        closest=asked.nearest,
        distances=Distances(searcher, asked.estimates),
        turns=turned_by,
        in_turns=tuple(turns) if len(turns) > 1 else (),
    )


def _sees_garment(found: Found) -> bool:
    """Whether the photo seems to show one; several examples are what the user says they are."""
    distances, asked = found.distances, found.question
    if distances is None or asked.likes or asked.unlikes:
        return True
    return distances.searcher.sees_garment(found.query, distances.estimates)


# --- what is shown of it ---


def _itself(found: Found, searcher: Searcher, tuning: Tuning) -> tuple[Match, ...]:
    """The photo asked with, where it leads: not where it should be otherwise."""
    asked = found.question
    alone = asked.in_library and not asked.likes and not asked.unlikes
    if tuning.own == "leads" and tuning.words is None and alone and asked.path is not None:
        return (searcher.itself(asked.path, found.query),)
    return ()


def _nearest(
    found: Found, distances: Distances, tuning: Tuning, itself: Sequence[Match]
) -> tuple[tuple[Match, ...], int]:
    asked, searcher = found.question, distances.searcher
    k = tuning.top - len(itself)
    mask = _mask(found, searcher.traits, tuning)
    request = Request(found.query, k, tuning.weights, mask, asked.path, _used(asked, tuning), tuning.words)

    def nearest(wanted: int) -> tuple[Match, ...]:
        return searcher.nearest(replace(request, k=wanted), distances.estimates)

    return fold(searcher, nearest, k, itself) if tuning.fold else (nearest(k), 0)


def _used(asked: Question, tuning: Tuning) -> tuple[str, ...]:
    """The photos asked with, where they are not to be found."""
    if asked.is_foreign or tuning.own == "ranked":
        return ()
    return (asked.path or "", *asked.likes, *asked.unlikes)


def _stacked(found: Found, distances: Distances, groups: Groups, tuning: Tuning, itself: Sequence[Match]) -> Shown:
    """Of each garment the nearest photo; those of the photos asked with are left out with them."""
    asked, searcher = found.question, distances.searcher
    mask = _mask(found, searcher.traits, tuning)
    folding = Folding(groups, mask, searcher.collection.photo, tuning.laid_out)
    used = _used(asked, tuning)
    own = folding.size_of(asked.path or "") - 1 if used and not itself else 0
    leads = itself[0] if itself else None
    folding = folding.without_stacks_of([path for path in used if leads is None or path != leads.path])
    request = Request(found.query, tuning.top, tuning.weights, first=asked.path, words=tuning.words)

    def nearest(k: int, among: Mask) -> tuple[Match, ...]:
        return searcher.nearest(replace(request, k=k, mask=among), distances.estimates)

    folded = folding.nearest(nearest, tuning.top, leads)
    return Shown(folded.matches, 0, own, folded.stacks, folded.laid_out, found.different)


def _mask(found: Found, traits: Traits, tuning: Tuning) -> Mask | None:
    wanted = [tuning.kind] if tuning.kind else []
    if tuning.same_kind and found.is_sure:
        wanted.append(found.kind)
    return traits.mask(wanted, tuning.colour)
