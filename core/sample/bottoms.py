"""The cut of skirts, trousers, shorts, hats and shoes."""

from math import cos, pi, sin

import numpy as np
from numpy.random import Generator

from core.sample.drawing import Piece, band, disc, mirrored, path
from core.sample.trims import LEATHER, METAL, RUBBER, buttons, fan, flare, pair, ribbing, seam, stitch, trim


def skirt(rng: Generator) -> list[Piece]:
    """Pleated, buttoned or narrow."""
    length = rng.uniform(28, 42)
    make = (_pleated, _buttoned, _pencil)[rng.integers(3)]
    waist = mirrored(path("0,-36.2 8,-36.6 15.8,-37.5"))
    inside = Piece((disc(0, -38.3, 15.2, 1.6),), tone=0.5, plain=True)
    return [inside, *make(length), trim(waist, 4.6, 0.95), *buttons((0, -36.2), radius=1.1)]


def _pleated(length: float) -> list[Piece]:
    pleats = [path(f"{15.5 * s},-35 {30 * s},{length + 3 * (1 - s * s)}") for s in np.linspace(-0.84, 0.84, 11)]
    return [
        flare(15.5, -36, 30, length, 10),
        seam(*pleats, tone=0.6, width=0.5),
        seam(*(p + np.array([0.6, 0]) for p in pleats), tone=1.15, width=0.6),
    ]


def _buttoned(length: float) -> list[Piece]:
    front, hem = Piece((band(path(f"0,-35 0,{length - 1.4}"), 4.6),), lift=0.4), length - 6
    return [
        flare(15.5, -36, 36, hem, 6),
        front,
        *buttons(*((0, y) for y in np.linspace(-30, hem - 4, 7)), radius=1.2),
    ]


def _pencil(length: float) -> list[Piece]:
    half = path(f"0,-36 / 15.5,-36 / 19,-24 20,-12 18.5,12 17.5,{length + 4} / 10,{length + 5.5} 0,{length + 6}")
    slit = path(f"10,22 / 10.6,22 / 12.4,{length + 5} / 10,{length + 5.6} / 10,22")
    darts = pair(seam(path("8,-34 7.2,-24")))
    return [
        Piece((mirrored(half),), folds=fan(14, 16, -10, length, 4, 3)),
        *darts,
        Piece((slit,), tone=0.4, plain=True, lift=0),
    ]


def _trousers(hem: float, ankle: float, spread: float, rise: float, hip: float) -> list[Piece]:
    """Two legs to y = hem, `ankle` wide and `spread` from the axis there; waistband, loops, fly and pockets."""
    knee, x = (hem + rise) / 2, spread + ankle / 2
    leg = path(
        f"-0.4,-53 / 15,-53 / 17.6,-42 {hip},-30 {(hip + spread + ankle) / 2 + 0.5},{knee} {spread + ankle},{hem} /"
        f"{spread},{hem + 0.6} / {spread * 0.6 + 0.6},{knee} 0,{rise} / -0.4,-53"
    )
    folds = (
        (3, rise, 13, rise - 5, 1.8), (2, rise + 3, 12, rise + 3, 1.9), (7, knee, 14, knee - 4, 1.6),
        (5, knee + 5, 13, knee + 3, 1.8), (9, -30, x, hem, 3.2), (x - 4, hem - 6, x + 5, hem - 2, 1.6),
    )  # fmt: skip
    pocket, fly = path("8.5,-50 10.5,-43 17.6,-40.5"), path("3.8,-50 3.6,-36 0.4,-30")
    cuff = path(f"{spread + 0.4},{hem - 1.6} {spread + ankle - 0.4},{hem - 2}")
    loops = tuple(band(path(f"{at},-55.5 {at},-49.5"), 1.3) for at in (-11.5, -5.5, 5.5, 11.5))
    return [
        Piece((disc(0, -54.5, 14.8, 1.8),), tone=0.5, plain=True), *pair(Piece((leg,), folds=folds, grain=-0.05)),
        seam(path(f"0,-50 0,{rise}"), tone=0.6, width=0.45), stitch(fly),
        *pair(seam(pocket, tone=0.6, width=0.5), stitch(pocket + np.array([0, 1.2]), cuff)),
        trim(_WAIST, 4.6, 0.96), Piece(loops, tone=0.92, lift=0.6, plain=True),
        *buttons((0, -52.3), radius=1.2, tint=METAL),
    ]  # fmt: skip


_WAIST = mirrored(path("0,-52.2 8,-52.6 15.3,-53.6"))


def pants(rng: Generator) -> list[Piece]:
    """Slim, straight or wide."""
    ankle, spread = ((10, 7), (13, 6), (19, 4.5))[rng.integers(3)]  # slim, straight, wide
    return _trousers(rng.uniform(50, 54), ankle, spread, rise=-16, hip=18.5 + ankle * 0.08)


def shorts(rng: Generator) -> list[Piece]:
    """With a button or with cords."""
    pieces = _trousers(rng.uniform(-19, -6), 17.5, 3.4, rise=-27, hip=19.5)
    if rng.random() < 0.5:
        cords = pair(trim(path("1.2,-52 3,-44 2.2,-37"), 0.9, tint=RUBBER))
        pieces = [*pieces[:-4], trim(_WAIST, 5.5, 0.95), ribbing(_WAIST, 5.5), *cords]
    return pieces


def fedora(rng: Generator) -> list[Piece]:
    """A brim, a pinched crown and a dark ribbon."""
    brim = path("-43,3 -30,3 0,0 30,3 43,3 / 36,15 16,21.5 0,22.5 -16,21.5 -36,15 -43,3")
    crown = path(
        "-23.5,11 -22.5,-6 -18.5,-21 -10,-26.5 0,-23.5 10,-26.5 18.5,-21 22.5,-6 23.5,11 / 12,15 0,16 -12,15 -23.5,11"
    )
    dents = ((0, -25, 1, -8, 5), (-14, -20, -10, -4, 3), (14, -20, 10, -4, 3))
    bow = path("16.5,10 20,6 21.5,7.5 / 22,11 19.5,12 16.5,10")
    ribbon = trim(path("-23.4,7.5 -12,11.2 0,12.2 12,11.2 23.4,7.5"), 6.6, 1, 0.4, tint=(58, 50, 48))
    return [Piece((brim,)), Piece((crown,), folds=dents), ribbon, Piece((bow,), tint=(76, 66, 63), lift=0.6)]


def beanie(rng: Generator) -> list[Piece]:
    """Knitted, mostly with a pompom."""
    dome, cuff = (
        mirrored(path("0,-28 12,-26.5 22.5,-17 27,-2 26.8,16 / 0,20")),
        mirrored(path("0,17.5 14,16.8 27.2,14")),
    )
    ribs = [path(f"{2 * s},-27.5 {17 * s},-16 {26.2 * s},12") for s in np.linspace(-0.92, 0.92, 15)]
    knit = [
        Piece((dome,), folds=fan(4, 25, -28, 12, 7, 3)),
        seam(*ribs, tone=0.82),
        trim(cuff, 13, 0.95, 1),
        ribbing(cuff, 12.5),
    ]
    around = zip(rng.uniform(0, 2 * pi, 150), rng.uniform(5.5, 9.2, 150), strict=True)
    tufts = [band(path(f"{2 * cos(a)},{2 * sin(a) - 32} {r * cos(a)},{r * sin(a) - 32}"), 1.2, 0.4) for a, r in around]
    ball = [
        Piece((disc(0, -32, 7), *tufts), tone=1.06, plain=True),
        Piece(tuple(tufts[::4]), tone=0.84, lift=0.2, plain=True),
    ]
    return knit + (ball if rng.random() < 0.65 else [])


def cap(rng: Generator) -> list[Piece]:
    """Six panels and a visor."""
    dome = path("-30,12 -31,-5 -21,-21 -3,-26.5 14,-21 24,-6 25.5,10 / 10,6 -12,8 -30,12")
    visor = path("-6,7.5 10,5.5 25,8.5 37,13.5 43,19.5 / 32,20.5 17,19 2,16.5 -6,7.5")
    seams = [
        path(f"-3,-26.2 {text}")
        for text in ("7,-14 11.5,6.5", "-12,-12 -13.5,8.5", "15,-14 22.5,8", "-21,-14 -25.5,10")
    ]
    edges = [path(f"{4 * i},{15 - 2 * i} 16,{17.5 - 1.6 * i} {36 - 2 * i},{19.2 - 1.4 * i}") for i in range(3)]
    holes = Piece((disc(-6, -8, 0.7), disc(16, -7, 0.6)), tone=0.5, lift=0.2, plain=True)
    folds = ((-20, -10, -22, 9, 3), (0, -20, 0, 5, 5), (18, -10, 19, 5, 3))
    return [
        Piece((dome,), folds=folds), seam(*seams), stitch(*(seam + np.array([1.2, 0]) for seam in seams[:2])), holes,
        Piece((visor,), tone=0.93), stitch(*edges), Piece((disc(-3, -26.6, 2, 1.2),), tone=0.9, plain=True),
    ]  # fmt: skip


def sun_hat(rng: Generator) -> list[Piece]:
    """A soft wide brim with rows of stitches."""
    wide = rng.uniform(34, 44)
    crown = path("-20.5,6 -19,-13 -16.5,-20 0,-23.5 16.5,-20 19,-13 20.5,6 / 0,10 -20.5,6")
    brim = mirrored(path(f"0,3 / 20,3 / 27,10 {wide},19 / 20,26.5 0,28.5"))
    rings = [
        mirrored(path(f"0,{28.5 - d} {20 - d * 0.2},{26.5 - d} {wide - d * 1.2},{19 - d * 0.7}"))
        for d in (2, 5.5, 9, 12.5)
    ]
    ribbon, top = mirrored(path("0,7.5 11,6.3 20.6,3.5")), mirrored(path("0,-16.5 10,-17.2 16.8,-19.5"))
    return [
        Piece((brim,), folds=fan(18, wide, 5, 28, 6, 5)), stitch(*rings),
        Piece((crown,), folds=fan(14, 19, -20, 6, 4, 4)), seam(top), trim(ribbon, 5, 0.7, 0.5),
    ]  # fmt: skip


def _sneaker() -> list[Piece]:
    upper = path("-37,11 -38.5,-4 -36,-16 / -27,-10.5 -17,-12 -10,-17 / 3,-9 20,-1.5 34,2 40,8 39,12 / 0,13 -37,11")
    tongue = path("-13,-14 -12,-21 -5,-23 0,-18 6,-8 / -4,-8 -13,-14")
    sole = path("-39,9 0,10.5 24,9.5 40.5,7 / 42.5,11 40,16.5 / 0,17.5 -38,16.5 / -40.5,13 -39,9")
    toe, heel = (
        path("25,0.6 34,2 40,8 / 39,12 23,11 / 24,5 25,0.6"),
        path("-37,10 -38.5,-4 -36,-16 / -31,-12.6 -29,0 -28,10 -37,10"),
    )
    eyes = path("-11,-14.5 2,-6 15,-0.5 / 11,4.5 -3,0 -15,-9.5 / -11,-14.5")
    laces = [
        band(path(f"{x - 4},{y + 4} {x},{y - 1} {x + 3},{y - 2.5}"), 1.5)
        for x, y in ((-9, -12), (-3.5, -8), (2.5, -4.6), (8.5, -2))
    ]
    stripe = path("-14,9.5 -7,2 -1,-0.5 / 3,1 -2,4 -8,10 -14,9.5")
    return [
        Piece((tongue,), tone=0.88, plain=True), Piece((upper,), folds=((14, -3, 18, 9, 2.4), (20, 0, 22, 9, 2))),
        Piece((heel,), tone=0.9, plain=True, lift=0.5), Piece((toe,), tone=0.93, plain=True, lift=0.5),
        Piece((eyes,), tone=0.95, plain=True, lift=0.5), Piece((stripe,), tint=RUBBER, lift=0.4),
        Piece(tuple(laces), tint=RUBBER, lift=0.6), Piece((sole,), tint=RUBBER),
        seam(path("-39.5,14 0,14.8 41.5,13")),
    ]  # fmt: skip


def _boot() -> list[Piece]:
    upper = path("-24,-32 -1,-32.5 / 0,-15 2,-6 12,-1.5 27,1.5 36,8 36,13 / 0,14 -30,13 / -31,2 -27,-12 -24,-32")
    elastic = path("-15,-31 / -6,-31.4 / -7,-16 -9,-7 / -15,-12 -15,-31")
    sole = path("-31,12 0,13 37,12 / 38,15.5 / 5,16 -8,16 / -9,20 / -30,20 / -31,12")
    tab, inside = path("-25,-29 -26.5,-35 -22.5,-35 -22,-30"), disc(-12.5, -32.2, 11.5, 1.4)
    return [
        Piece((inside,), tone=0.45, plain=True),
        Piece((upper,), folds=((0, -10, -18, -4, 2.6), (2, -5, -14, 2, 2.6), (14, 0, 20, 9, 3))),
        Piece((elastic,), tone=0.55, plain=True, lift=0.3), ribbing(path("-10.6,-31 -11.4,-11"), 0.1),
        stitch(path("-9,-6 0,3 12,12")), trim(tab, 1.1, 0.7), Piece((sole,), tint=LEATHER),
    ]  # fmt: skip


def _pump() -> list[Piece]:
    upper = path(
        "-34,-8 -30,-11 / -24,-4 -8,4 6,3.5 13,-2 / 24,3 36,9 40,13 38,15.5 /"
        "22,15.5 8,14 -8,9 -24,6 -33,3 -35,-3 -34,-8"
    )
    inside = path("-30,-11 -20,-9 0,-1 13,-2 / 6,4 -8,4.5 -24,-3 -30,-11")
    heel = path("-34.5,0 -24,5 / -26,10 -28,21 / -31.5,21 / -33,10 -34.5,0")
    sole = path("-25,6.5 -8,10 8,15 22,16.5 38,16 / 39,17 22,17.8 8,16.4 -8,11.2 -25,7.5")
    bow = path("13,1 8,-3.5 6,0.5 8,4 13,1 18,-1.5 20,3 17,5.5 13,1")
    return [
        Piece((inside,), tint=(206, 176, 144), tone=0.85), Piece((heel,), tone=0.9, plain=True),
        Piece((upper,), folds=((18, 2, 32, 12, 4),)),
        Piece((sole,), tint=LEATHER, lift=0.3), Piece((bow,), tone=0.93, plain=True, lift=0.8),
    ]  # fmt: skip


def shoes(rng: Generator) -> list[Piece]:
    """A pair of sneakers, boots or pumps."""
    make, shift, apart = ((_sneaker, 3, 21), (_boot, 12, 13), (_pump, 3, 19))[rng.integers(3)]
    return [piece.moved(x, y) for x, y in ((shift, -apart), (-shift, apart)) for piece in make()]
