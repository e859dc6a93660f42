"""The command line as other programs use it: exact output, exit codes, and hands off the user's photos."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from scipy.spatial.distance import cdist
from support import ROOT, Result, photo, save

import main

Twinset = Callable[..., Result]


def names(answer: dict[str, Any]) -> list[str]:
    return [os.path.basename(match["path"]) for match in answer["matches"]]


# --- index ---


def test_index_prints_one_object(photos: Path, twinset: Twinset) -> None:
    bad = save(photos / "bad.jpg", b"text")
    result = twinset("index", photos, "--json")
    report = result.json
    assert list(report) == ["folders", "found", "indexed", "reused", "failed", "seconds", "images_per_second", "away"]
    assert report["folders"] == [str(photos)]
    assert (report["found"], report["indexed"], report["reused"]) == (13, 12, 0)
    assert [entry["path"] for entry in report["failed"]] == [bad]
    assert list(report["failed"][0]) == ["path", "reason"]
    assert report["images_per_second"] == pytest.approx(12 / report["seconds"])
    assert result.code == 0 and "13/13" in result.err
    assert twinset("index", photos, "--json").json["reused"] == 12


def test_index_takes_several_folders_and_a_limit(photos: Path, tmp_path: Path, twinset: Twinset) -> None:
    save(tmp_path / "a" / "x.png", photo(100))
    report = twinset("index", photos, "../a", "--limit", "5", cwd=photos).json
    assert report["folders"] == [str(photos), str(tmp_path / "a")]
    assert (report["found"], report["indexed"]) == (5, 5)


def test_a_folder_called_like_a_sentence(tmp_path: Path, twinset: Twinset) -> None:
    """What is in a name is not filled, and reasons are texts whether they were found out just now or are known."""
    folder = tmp_path / "{folder} {folders} does not exist. The file is empty. x"
    assert twinset("index", folder).said == [
        f"twinset: The folder {folder} does not exist. Check its name, or plug in the drive it is on."
    ]
    save(folder / "{path}.png", photo(100))
    bad = save(folder / "{why}.png", b"")
    for _ in range(2):
        assert twinset("index", folder, "--json").json["failed"] == [{"path": bad, "reason": "The file is empty."}]


def test_what_could_not_be_read_is_read_again_when_it_is_asked_for(photos: Path, twinset: Twinset) -> None:
    file = photos / "07.png"
    good, status = file.read_bytes(), file.stat()
    for content, words, failed in ((b"?" * len(good), (), 1), (good, (), 1), (good, ("--again",), 0)):
        file.write_bytes(content)
        os.utime(file, ns=(status.st_atime_ns, status.st_mtime_ns))
        assert len(twinset("index", photos, "--json", *words).json["failed"]) == failed


@pytest.mark.skipif(sys.platform == "win32", reason="needs a pseudo terminal")
def test_on_a_terminal_people_get_sentences(photos: Path) -> None:
    ours, theirs = os.openpty()
    for words in (["index", "photos"], ["similar", "photos/07.png", "--in", "photos", "--top", "2"]):
        command = [sys.executable, str(ROOT / "main.py"), *words]
        subprocess.run(command, stdout=theirs, stderr=subprocess.DEVNULL, check=True, cwd=photos.parent)
    os.close(theirs)
    lines = os.read(ours, 10_000).decode().splitlines()
    os.close(ours)
    assert lines[0].startswith("12 photos: 12 indexed, 0 known already, 0 could not be read.")
    assert lines[1] == f"Most similar to {photos / '07.png'}"
    assert lines[2].split()[:4] == ["1", "0.0000", "same", "item"] and lines[2].endswith(str(photos / "07.png"))
    assert len(lines) == 4


# --- similar ---


def test_similar_puts_each_photo_of_the_wardrobe_first(wardrobe: Path, twinset: Twinset) -> None:
    queries = sorted(map(str, wardrobe.iterdir()))
    result = twinset("similar", *queries, "--in", wardrobe, "--json")
    assert result.code == 0 and [answer["query"] for answer in result.lines] == queries
    for answer in result.lines:
        assert list(answer) == ["query", "matches"]
        first = answer["matches"][0]
        named = [name for name in first if name != "finer"]  # which is there where it is sure
        assert named == ["path", "distance", "label", "by_aspect", "kind", "confidence", "other_kind"]
        assert (first["path"], first["distance"], first["label"]) == (answer["query"], 0.0, "same item")
        assert first["by_aspect"] == {"look": 0.0, "colour": 0.0, "pattern": 0.0, "shape": 0.0}
        distances = [match["distance"] for match in answer["matches"]]
        assert len(distances) == 10 and distances == sorted(distances)


def test_similar_by_plain_distance_agrees_with_cdist(known_photos: Path, tmp_path: Path, twinset: Twinset) -> None:
    twinset("features", known_photos, "-o", tmp_path / "f.npz")
    with np.load(tmp_path / "f.npz", allow_pickle=False) as stored:
        paths, vectors = stored["paths"].tolist(), stored["vectors"].astype(np.float64)
    distances = cdist(vectors[4:5], vectors)[0]
    expected = [(paths[row], pytest.approx(distances[row])) for row in np.argsort(distances)]
    for method in ("brute", "kdtree"):
        words = ["similar", known_photos / "04.png", "--in", known_photos, "--top", "12", "--method", method]
        assert [(match["path"], match["distance"]) for match in twinset(*words).json["matches"]] == expected


def test_exact_copies_tie_by_path_behind_the_query(photos: Path, twinset: Twinset) -> None:
    for name in ("aaa.png", "zzz.png"):
        shutil.copy(photos / "05.png", photos / name)
    words = ["similar", photos / "05.png", photos / "zzz.png", "--in", photos, "--top", "4"]
    own, last = twinset(*words).lines
    assert names(own)[:3] == ["05.png", "aaa.png", "zzz.png"]
    assert names(last)[:3] == ["zzz.png", "05.png", "aaa.png"]
    assert [match["distance"] for match in own["matches"][:3]] == [0, 0, 0]
    without, _ = twinset(*words, "--exclude-self").lines
    assert names(without)[:2] == ["aaa.png", "zzz.png"] and len(names(without)) == 4


@pytest.mark.skipif(sys.platform == "win32", reason="makes symbolic links")
def test_a_query_is_itself_by_whatever_way_it_is_named(photos: Path, twinset: Twinset) -> None:
    (photos.parent / "link").symlink_to(photos)
    for query, folder in ((photos / "05.png", "link"), ("link/05.png", photos), ("photos/../photos/05.png", "photos")):
        answer = twinset("similar", query, "--in", folder, "--exclude-self", cwd=photos.parent).json
        assert "05.png" not in names(answer) and len(answer["matches"]) == 10


def test_a_query_from_elsewhere_is_searched_but_not_kept(photos: Path, tmp_path: Path, twinset: Twinset) -> None:
    copy = save(tmp_path / "copy.png", (photos / "08.png").read_bytes())
    new = save(tmp_path / "new.png", photo(500))
    first, second = twinset("similar", copy, new, "--in", photos, "--top", "3").lines
    assert first["query"] == copy
    assert first["matches"][0]["path"] == str(photos / "08.png") and first["matches"][0]["distance"] == 0
    assert second["matches"][0]["distance"] > 0
    assert twinset("index", photos).json["found"] == 12


def test_similar_indexes_what_is_new_in_each_folder(photos: Path, tmp_path: Path, twinset: Twinset) -> None:
    twinset("index", photos)
    new = save(photos / "new.png", photo(500))
    other = save(tmp_path / "other" / "copy.png", photo(500))
    words = ["similar", new, "--in", photos, "--in", tmp_path / "other", "--top", "2"]
    assert [match["path"] for match in twinset(*words).json["matches"]] == [new, other]


def test_a_bad_query_stops_no_good_one(photos: Path, tmp_path: Path, twinset: Twinset) -> None:
    bad = save(tmp_path / "bad.jpg", b"text")
    result = twinset("similar", photos / "00.png", bad, tmp_path / "missing.jpg", photos / "01.png", "--in", photos)
    assert result.code == 1
    assert [answer["query"] for answer in result.lines] == [str(photos / "00.png"), str(photos / "01.png")]
    assert len(result.said) == 2 and bad in result.said[0] and "missing.jpg" in result.said[1]


@pytest.mark.skipif(sys.platform != "linux", reason="needs a file system that takes any bytes")
def test_names_that_are_no_utf8_or_hold_newlines_come_through_json(photos: Path, twinset: Twinset) -> None:
    odd = [os.fsdecode(b"\xff\xfe.png"), "new\nline.png", "\N{DRESS}.png", '"quoted\\".png']
    queries = [save(photos / name, photo(600 + number)) for number, name in enumerate(odd)]
    result = twinset("similar", *queries, "--in", photos, "--top", "1")
    assert [answer["matches"][0]["path"] for answer in result.lines] == queries
    assert result.out.isascii()


def test_a_reader_that_has_seen_enough(known_photos: Path, twinset: Twinset) -> None:
    queries = [str(path) for path in sorted(known_photos.iterdir())]
    command = [sys.executable, str(ROOT / "main.py"), "similar", *queries * 100, "--in", str(known_photos)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as process:
        process.stdout.readline()
        process.stdout.close()
        said = process.stderr.read().decode()
    assert process.returncode == 0 and "Error" not in said


# --- wrong usage, failed runs ---


@pytest.mark.parametrize(
    "words",
    [
        "index",
        "index photos --limit 0",
        "index photos --limit many",
        "index photos --unheard-of",
        "similar photos/00.png",
        "similar --in photos",
        "similar photos/00.png --in photos --top 0",
        "similar photos/00.png --in photos --method magic",
        "sheet --in photos -o sheet.jpg",
        "sheet photos/00.png --in photos",
        "sheet photos/00.png --in photos -o sheet.txt",
        "rankings photos -o rankings.csv",
        "features photos",
        "--home",
        "--unheard-of",
    ],
)
def test_wrong_usage_ends_with_2_and_prints_no_result(
    words: str, photos: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(photos.parent)
    try:
        code = main.main(words.split())
    except SystemExit as stop:  # of argparse
        code = stop.code
    printed = capsys.readouterr()
    assert code == 2 and printed.out == "" and printed.err
    assert os.listdir(photos.parent) == ["photos"]


@pytest.mark.parametrize(
    "words",
    [
        "missing.jpg",
        "similar missing.jpg --in photos",
        "sheet missing.jpg --in photos -o sheet.jpg",
        "sheet photos/00.png --in photos -o missing/sheet.jpg",
        "features photos -o missing/f.npz",
        "rankings photos -o missing/r.npz",
    ],
)
def test_a_failed_run_ends_with_1_and_a_sentence(words: str, known_photos: Path, twinset: Twinset) -> None:
    result = twinset(*words.split(), cwd=known_photos.parent)
    assert result.code == 1 and result.out == ""
    (sentence,) = result.said
    assert sentence.startswith("twinset: ") and "missing" in sentence and sentence.endswith(".")


@pytest.mark.parametrize("words", [["--help"], ["index", "--help"], ["similar", "--help"]])
def test_help_goes_to_stdout(words: list[str], twinset: Twinset) -> None:
    result = twinset(*words)
    assert result.code == 0 and result.out.startswith("usage: twinset") and result.err == ""


# --- where files go ---


def tree(folder: Path) -> dict[str, tuple[int, bytes]]:
    """Time and content of every file below, but for bytecode, which other processes may be writing."""
    files = [path for path in sorted(folder.rglob("*")) if path.is_file() and path.parent.name != "__pycache__"]
    return {str(path.relative_to(folder)): (path.stat().st_mtime_ns, path.read_bytes()) for path in files}


@pytest.mark.parametrize("way", ["option", "option first", "variable"])
def test_every_file_lies_in_the_home_and_the_photos_are_untouched(
    way: str, photos: Path, tmp_path: Path, twinset: Twinset
) -> None:
    (tmp_path / "user").mkdir()
    environment = {key: value for key, value in os.environ.items() if not key.startswith(("XDG", "TWINSET"))}
    environment |= {"HOME": str(tmp_path / "user"), "PYTHONDONTWRITEBYTECODE": "1"}
    before, program = tree(photos), set(tree(ROOT / "core"))
    words = ["similar", photos / "00.png", "--in", photos]
    if way == "variable":
        environment["TWINSET_HOME"] = str(tmp_path / "kept")
    else:
        words = (
            ["--home", tmp_path / "kept", *words] if way == "option first" else [*words, "--home", tmp_path / "kept"]
        )
    assert twinset(*words, env=environment, cwd=tmp_path).code == 0
    assert tree(photos) == before and set(tree(ROOT / "core")) == program
    assert set(os.listdir(tmp_path)) == {"photos", "user", "kept"}
    assert os.listdir(tmp_path / "user") == [] and sorted(os.listdir(tmp_path / "kept")) == ["catalog", "catalog.lock"]


def test_without_a_home_files_lie_where_the_platform_keeps_them(photos: Path, tmp_path: Path, twinset: Twinset) -> None:
    environment = {key: value for key, value in os.environ.items() if not key.startswith(("XDG", "TWINSET"))}
    environment |= {"HOME": str(tmp_path / "user"), "LOCALAPPDATA": str(tmp_path / "user")}
    assert twinset("index", photos, env=environment).code == 0
    assert any("Twinset" in name for name in tree(tmp_path / "user"))
