"""Pictures decoded in another process: the same as in this one, and whatever a file does costs that file alone."""

from __future__ import annotations

import subprocess
import sys
import threading
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from faulty import ABORT, EAT, EAT_NATIVE, EXIT, HANG, HANG_LOCKED, KILL
from support import encoded, photo, save

from core.base import sentences
from core.base.sentences import Sentence
from core.looks.model import Extractor
from core.photos.images import Picture, UnreadableImage, decode, load_thumbnail
from core.workers import messages
from core.workers.pictures import Pictures
from core.workers.workers import PATIENCE, Cancelled, Worker, Workers

Warm = Callable[..., Workers]
LARGE = photo(5, (900, 700))


@pytest.fixture
def pictures() -> Pictures:
    return Pictures(lambda: PATIENCE)


@pytest.fixture
def faulty(warm: Warm, monkeypatch: pytest.MonkeyPatch) -> Callable[[float], Pictures]:
    """Pictures with faulty decoders, and how many seconds they have."""
    monkeypatch.setattr("core.workers.pictures.Workers", partial(warm, plugin="tests.faulty"))
    return lambda seconds: Pictures(lambda: seconds)


@pytest.fixture
def tried(monkeypatch: pytest.MonkeyPatch) -> list[str | bytes]:
    """What processes were asked to read."""
    tried: list[str | bytes] = []
    decode_it = Worker.decode
    monkeypatch.setattr(
        Worker, "decode", lambda worker, source, *more: tried.append(source) or decode_it(worker, source, *more)
    )
    return tried


def same(one: Picture, other: Picture) -> bool:
    return np.array_equal(one.rgb, other.rgb) and (one.pixels, one.missing, one.size) == (
        other.pixels,
        other.missing,
        other.size,
    )


@pytest.mark.parametrize("at_least", [0, 200])
@pytest.mark.parametrize("by_path", [True, False])
def test_a_picture_is_that_of_this_process(pictures: Pictures, tmp_path: Path, by_path: bool, at_least: int) -> None:
    whole = encoded(
        LARGE, "JPEG", quality=90, exif=b"Exif\0\0MM\0*\0\0\0\x08\0\x01\x01\x12\0\x03\0\0\0\x01\0\x06\0\0\0\0\0\0"
    )
    for data in (whole, whole[: -len(whole) // 40]):
        source = save(tmp_path / "one.jpg", data) if by_path else data
        made = pictures.decode(source, at_least)
        assert same(made, decode(data, at_least)) and made.size == (700, 900) and made.rgb.flags.writeable
        small = pictures.decode(source, 160, 160).rgb
        assert np.array_equal(small, load_thumbnail(data, 160)) and max(small.shape) == 160


def test_what_cannot_be_read_has_its_sentence(pictures: Pictures, tmp_path: Path) -> None:
    for source, sentence in [
        (str(tmp_path / "gone.png"), sentences.GONE),
        ("a\0b", sentences.NO_NAME),
        (save(tmp_path / "odd.png", b"text"), sentences.UNKNOWN_FORMAT),
        (b"text", sentences.UNKNOWN_FORMAT),
        (b"", sentences.EMPTY),
    ]:
        with pytest.raises(UnreadableImage) as caught:
            pictures.decode(source)
        assert caught.value.sentence == sentence


@pytest.mark.parametrize(
    ("mark", "sentence"),
    [
        (ABORT, sentences.CRASHED),
        (KILL, sentences.CRASHED),
        (EXIT, sentences.CRASHED),
        (EAT_NATIVE, sentences.CRASHED),
        (EAT, sentences.MUCH_MEMORY.filled(most=700)),
    ],
)
@pytest.mark.parametrize("by_path", [True, False])
def test_a_file_that_harms_its_decoder(
    faulty: Callable[[float], Pictures], tmp_path: Path, mark: bytes, sentence: Sentence, by_path: bool
) -> None:
    pictures, data = faulty(PATIENCE), encoded(photo(1), "PNG") + mark
    with pytest.raises(UnreadableImage) as caught:
        pictures.decode(save(tmp_path / "bad.png", data) if by_path else data)
    assert caught.value.sentence == sentence
    assert pictures.decode(encoded(photo(2), "PNG")).size == (64, 80)


@pytest.mark.parametrize("mark", [HANG, HANG_LOCKED])
def test_a_file_that_hangs_is_given_up(faulty: Callable[[float], Pictures], mark: bytes) -> None:
    with pytest.raises(UnreadableImage) as caught:
        faulty(5.0).decode(encoded(photo(1), "PNG") + mark)
    assert caught.value.sentence == sentences.ENDLESS.filled(seconds="5")
    assert faulty(PATIENCE).decode(encoded(photo(2), "PNG")).size == (64, 80)


def test_what_was_given_up_is_tried_again_when_it_changes_or_when_asked(
    faulty: Callable[[float], Pictures], tried: list[str | bytes], tmp_path: Path
) -> None:
    pictures, good = faulty(PATIENCE), encoded(photo(1), "PNG")
    bad = save(tmp_path / "bad.png", good + ABORT)

    def given_up() -> Sentence:
        with pytest.raises(UnreadableImage) as caught:
            pictures.decode(bad, 160, 160)
        return caught.value.sentence

    assert given_up() == given_up() == sentences.CRASHED
    assert tried == [bad, bad]  # twice, to be sure that it was to blame
    pictures.try_again()
    assert given_up() == sentences.CRASHED and len(tried) == 4
    save(tmp_path / "bad.png", good)
    assert pictures.decode(bad).size == (64, 80)


def test_a_process_that_is_killed_harms_no_picture(
    faulty: Callable[[float], Pictures], monkeypatch: pytest.MonkeyPatch
) -> None:
    ask, killed = Worker.decode, []

    def decode_it(worker: Worker, *words: Any) -> Picture:
        if not killed:
            killed.append(worker._process._process.kill())  # as the system does that is short of memory
        return ask(worker, *words)

    monkeypatch.setattr(Worker, "decode", decode_it)
    assert faulty(PATIENCE).decode(encoded(photo(2), "PNG")).size == (64, 80) and killed


def test_a_slow_file_holds_up_no_other_and_is_cancelled(faulty: Callable[[float], Pictures]) -> None:
    pictures, cancelled, seen = faulty(PATIENCE), threading.Event(), []

    def hang() -> None:
        with pytest.raises(Cancelled):
            pictures.decode(encoded(photo(1), "PNG") + HANG, cancelled=cancelled.is_set)
        seen.append("stopped")

    thread = threading.Thread(target=hang)
    thread.start()
    assert pictures.decode(encoded(photo(2), "PNG")).size == (64, 80) and not seen
    since = time.monotonic()
    cancelled.set()
    thread.join()
    assert seen and time.monotonic() - since < PATIENCE


def test_without_a_process_there_is_a_sentence(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("core.workers.pictures.Workers", partial(Workers, plugin="no.such.module"))
    with pytest.raises(UnreadableImage) as caught:
        Pictures(lambda: PATIENCE).decode(b"whatever")
    assert caught.value.sentence == sentences.NO_WORKER


def test_a_process_that_only_decodes_loads_no_network() -> None:
    late = {"onnxruntime", "core.looks.model", "core.looks.aspects"}
    code = f"import core.workers.worker, sys; sys.exit(bool({late} & {{*sys.modules}}))"
    subprocess.run([sys.executable, "-c", code], check=True)


def test_junk_is_no_picture() -> None:
    good = messages.decoded(decode(encoded(photo(1), "PNG")))
    assert same(messages.picture_in(good), decode(encoded(photo(1), "PNG")))
    for junk in (b"", b"D", good[:-1], good + b"x", b"C" + good[1:], messages.KEPT):
        with pytest.raises(ValueError, match=r"not|reshape"):
            messages.picture_in(junk)
    with pytest.raises(ValueError, match="not kept"):
        messages.expect_kept(good)


def test_reasons_travel_as_they_are() -> None:
    for reason in (
        sentences.EMPTY,
        sentences.BROKEN_FILE.filled(why="\udcff {why}\n"),
        sentences.CUT_SHORT.filled(percent=7),
    ):
        with pytest.raises(UnreadableImage) as caught:
            messages.expect_kept(messages.unreadable(reason))
        assert caught.value.sentence == reason
        assert messages.model_failure_in(messages.model_failed(reason)) == reason
    for junk in (b"U", b"U\xff", b"UThe file is empty."):
        with pytest.raises(ValueError, match=r"no sentence|ascii"):
            messages.expect_kept(junk)
        with pytest.raises(ValueError, match=r"no sentence|ascii"):
            messages.model_failure_in(junk)


def test_a_worker_with_the_network_decodes_too(warm: Warm, extractor: Extractor) -> None:
    data = encoded(photo(1), "PNG")
    with warm(extractor).lend() as worker:
        assert same(worker.decode(data, len(data), 0, 0), decode(data))
