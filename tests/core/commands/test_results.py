"""Results are written in one step: whatever happens, an earlier file stays whole; and what cannot be is said before."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from support import ROOT, Result, save

from core.sharing.picture_files import TooLarge, check_size

Twinset = Callable[..., Result]
EARLIER = b"an earlier result"
RESULTS = {
    "sheet": "sheet {photo} --in {photos} -o {out}/result.jpg",
    "sheet.png": "sheet {photo} --in {photos} -o {out}/result.png",
    "map": "map {photos} --size 300 -o {out}/result.png",
    "map.pdf": "map {photos} --grid --size 300 -o {out}/result.pdf",
    "explain": "explain {photo} {photo} -o {out}/result.png",
    "features": "features {photos} -o {out}/result.npz",
    "rankings": "rankings {photos} -o {out}/result.npz",
    "describe": "describe {photos} --csv {out}/result.csv",
}
All = pytest.mark.parametrize("words", RESULTS.values(), ids=RESULTS)


def filled(words: str, photos: Path, out: Path) -> list[str]:
    return [word.format(photo=photos / "03.png", photos=photos, out=out) for word in words.split()]


# The disk is full once a result is to be flushed; photos are indexed before.
FULL_DISK = """
import errno, os, sys
def full(_): raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
os.fsync = full
import main
sys.exit(main.main())
"""


@All
def test_a_failure_leaves_the_earlier_file(words: str, known_photos: Path, tmp_path: Path, twinset: Twinset) -> None:
    command = filled(words, known_photos, tmp_path / "out")
    earlier = Path(save(tmp_path / "out" / Path(command[-1]).name, EARLIER))
    done = subprocess.run([sys.executable, "-c", FULL_DISK, *command], capture_output=True, text=True, cwd=ROOT)
    said = Result(done.returncode, done.stdout, done.stderr).said
    assert (done.returncode, done.stdout) == (1, ""), done.stderr
    assert said == [f"twinset: {earlier} cannot be written (No space left on device)."]
    assert earlier.read_bytes() == EARLIER and os.listdir(tmp_path / "out") == [earlier.name]


@All
def test_a_result_replaces_the_earlier_one(words: str, known_photos: Path, tmp_path: Path, twinset: Twinset) -> None:
    command = filled(words, known_photos, tmp_path / "out")
    earlier = Path(save(tmp_path / "out" / Path(command[-1]).name, EARLIER))
    assert twinset(*command).code == 0
    assert earlier.stat().st_size > len(EARLIER) and os.listdir(tmp_path / "out") == [earlier.name]
    assert sys.platform == "win32" or earlier.stat().st_mode & 0o777 == 0o666 & ~_umask()


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask


@pytest.mark.skipif(sys.platform == "win32", reason="makes links")
def test_a_link_leads_to_the_result(known_photos: Path, tmp_path: Path, twinset: Twinset) -> None:
    (tmp_path / "link.npz").symlink_to(tmp_path / "there.npz")
    assert twinset("features", known_photos, "-o", tmp_path / "link.npz").code == 0
    assert (tmp_path / "link.npz").is_symlink() and (tmp_path / "there.npz").is_file()


@All
def test_a_place_that_cannot_be_is_said_before_the_work(
    words: str, photos: Path, tmp_path: Path, home: Path, twinset: Twinset
) -> None:
    result = twinset(*filled(words, photos, tmp_path / "missing"))
    assert result.code == 1 and result.out == "" and not (home / "catalog").exists()
    assert result.said == [f"twinset: The folder {tmp_path / 'missing'} does not exist; make it, or name another."]
    command = filled(words, photos, tmp_path)
    Path(command[-1]).mkdir()
    result = twinset(*command)
    assert (result.code, len(result.said)) == (1, 1) and "is not a file" in result.said[0]


def test_a_sheet_that_is_too_tall_is_refused_before_the_work(photos: Path, tmp_path: Path, twinset: Twinset) -> None:
    earlier = Path(save(tmp_path / "sheet.jpg", EARLIER))
    words = ["sheet", *[photos / "00.png"] * 70, "--top", "12", "--in", photos, "-o"]  # it has twelve photos
    result = twinset(*words, earlier)
    assert (result.code, result.out) == (1, "")
    (said,) = result.said
    assert "66,096 pixels high" in said and "65,500" in said and "--top" in said and ".png" in said
    assert earlier.read_bytes() == EARLIER


def test_pictures_have_a_bound_of_memory() -> None:
    check_size(1296, 65_500, "JPEG")
    check_size(1296, 180_000, "PNG")
    for height, name in ((65_501, "JPEG"), (190_000, "PNG")):
        with pytest.raises(TooLarge, match=rf"{height:,} pixels.*\.$"):
            check_size(1296, height, name)


@pytest.mark.parametrize("weights", ["look=1e300", "look=1e-50", "look=1,colour=1e-30", "look=inf", "look=1e38"])
def test_weights_that_do_not_fit_are_wrong_usage(weights: str, photos: Path, twinset: Twinset) -> None:
    result = twinset("similar", photos / "00.png", "--in", photos, "--weights", weights)
    assert result.code == 2 and result.out == "" and "from 0.000001 to 1,000,000" in result.err


def test_numbers_of_any_size(known_photos: Path, tmp_path: Path, twinset: Twinset) -> None:
    huge = "9" * 40
    query = known_photos / "00.png"
    assert len(twinset("similar", query, "--in", known_photos, "--top", huge).json["matches"]) == 12
    assert len(twinset("similar", "--colour", "#804020", "--in", known_photos, "--top", huge).json["matches"]) == 12
    words = ["rankings", known_photos, "--method", "kdtree", "--top", huge, "-o", tmp_path / "r.npz"]
    assert twinset(*words).code == 0
    words = ["sheet", "--random", huge, "--seed", huge, "--top", huge, "--in", known_photos, "-o", tmp_path / "s.png"]
    assert twinset(*words).code == 0
    whole = twinset("similar", query, "--in", known_photos, "--box", f"0,0,{huge},{huge}").json
    assert whole["matches"][0]["path"] == str(query)
    outside = twinset("similar", query, "--in", known_photos, "--box", f"{huge},0,5,5")
    assert outside.code == 1 and len(outside.said) == 1
    assert twinset("index", known_photos, "--limit", "9" * 5000).code == 2
