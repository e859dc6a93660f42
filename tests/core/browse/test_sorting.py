"""Orders of photos."""

from __future__ import annotations

import os
import re

import numpy as np

from core.browse.sorting import colour_order, date_order, kind_order, name_order, principal, similarity_order
from core.looks.colours import parse_colour
from core.looks.features import Rows


def test_names_sort_as_people_expect() -> None:
    names = ["/b/x.jpg", "/a/IMG_10.jpg", "/a/img_9.jpg", "/a/\udcff.jpg", "/a/Äpfel.jpg", "/a/img_2/1.jpg"]
    assert [names[row] for row in name_order(names)] == [
        "/a/img_2/1.jpg", "/a/img_9.jpg", "/a/IMG_10.jpg", "/a/Äpfel.jpg", "/a/\udcff.jpg", "/b/x.jpg",
    ]  # fmt: skip
    assert name_order([]).tolist() == []


def test_name_order_is_that_of_plain_keys() -> None:
    random = np.random.default_rng(0)
    names = ["".join(random.choice(list("aB1/9 0ßÄ-.\udc80"), random.integers(1, 25))) for _ in range(10_000)]
    names += ["x" * 600 + "2", "x" * 600 + "1", "a" + 13 * "1", "a2", "a0002"]
    padded = (re.sub(r"\d+", lambda digits: digits[0].zfill(12), name.casefold()) for name in names)
    keys = [os.fsencode(name)[:512] for name in padded]
    assert name_order(names).tolist() == sorted(range(len(names)), key=keys.__getitem__)


def test_newest_first_and_unsure_last() -> None:
    assert date_order(np.array([5, 9, 5, 7])).tolist() == [1, 3, 0, 2]
    assert kind_order(np.array([-2, 3, -1, 0, 3])).tolist() == [3, 1, 4, 2, 0]


def test_the_rail_goes_round_the_colours_and_ends_with_neutrals() -> None:
    names = ["black", "navy", "white", "red", "green", "yellow", "grey", "sky blue", "purple", "burgundy"]
    swatches = np.zeros((len(names) + 1, 3, 4), np.float32)  # the last photo has no colours
    for row, name in enumerate(names):
        swatches[row, 0] = (*parse_colour(name), 0.8)
    sorted_names = [[*names, "none"][row] for row in colour_order(swatches)]
    assert sorted_names[-4:] == ["white", "grey", "black", "none"]
    colourful = sorted_names[:-4]
    assert colourful.index("red") < colourful.index("yellow") < colourful.index("green") < colourful.index("sky blue")
    assert colourful.index("sky blue") < colourful.index("purple")


def _steps(looks: Rows, order: np.ndarray) -> float:
    return float(np.linalg.norm(np.diff(looks[order], axis=0), axis=1).mean())


def test_neighbours_of_the_walk_look_alike() -> None:
    random = np.random.default_rng(0)
    centres = random.normal(size=(40, 64))
    looks = (centres[random.integers(40, size=3000)] + 0.2 * random.normal(size=(3000, 64))).astype(np.float32)
    order = similarity_order(looks)
    assert sorted(order.tolist()) == list(range(3000))
    assert _steps(looks, order) < 0.35 * _steps(looks, np.arange(3000))


def test_a_walk_of_few_or_equal_photos() -> None:
    for count in (0, 1, 2, 3):
        assert sorted(similarity_order(np.zeros((count, 8), np.float32)).tolist()) == list(range(count))
    assert sorted(similarity_order(np.ones((2100, 8), np.float32)).tolist()) == list(range(2100))


def test_principal_coordinates_never_widen_distances() -> None:
    looks = np.random.default_rng(1).normal(size=(60, 100)).astype(np.float32)
    points = principal(looks)
    assert points.shape == (60, 32)
    assert (np.linalg.norm(points[1:] - points[0], axis=1) <= np.linalg.norm(looks[1:] - looks[0], axis=1) + 1e-4).all()
