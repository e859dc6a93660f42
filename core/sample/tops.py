"""The cut of everything with a neck and sleeves: T-shirts, jumpers, shirts, coats, jackets, dresses."""

from dataclasses import dataclass, replace
from math import cos, sin

import numpy as np
from numpy.random import Generator

from core.sample.drawing import Piece, Points, band, disc, mirrored, path
from core.sample.trims import LEATHER, METAL, RUBBER, buttons, flare, label, pair, ribbing, seam, stitch, trim


@dataclass(frozen=True)
class _Top:
    """The measures of anything with a neck and sleeves, of its right half: (x, y) or as named."""

    neck: tuple[float, float] = (8.5, -35)  # half width, y of the lowest point
    shoulder: tuple[float, float] = (22.5, -37.5)
    chest: float = 21.5
    waist: float = 20.0
    hem: tuple[float, float] = (21.2, 38)
    sleeve: tuple[float, float, float, float] = (0.8, 0.1, 27, 15)  # angle, bend, length, width at its end

    def neckline(self) -> Points:
        x, y = self.neck
        return mirrored(path(f"0,{y} {x * 0.6},{y * 0.8 - 42 * 0.2} {x},-42"))

    def across(self, up: float = 0, inset: float = 0) -> Points:
        """A line from side to side, `up` above the hem."""
        x, y = self.hem
        return mirrored(path(f"0,{y + 1.6 - up} {x * 0.5},{y + 1.3 - up} {x - inset},{y - up}"))

    def body(self) -> Piece:
        (nx, ny), (sx, sy), (hx, hy) = self.neck, self.shoulder, self.hem
        half = path(
            f"0,{ny} {nx * 0.6},{ny * 0.8 - 8.4} {nx},-42 / {sx - 4},{sy - 1.3} / {sx - 1},{sy + 0.5} {sx - 2},-28"
            f" {self.chest},-19 /"
            f"{self.waist},5 {hx},{hy} / {hx * 0.5},{hy + 1.3} 0,{hy + 1.6}"
        )
        folds = (
            (20, -20, 3, -3, 2.4),
            (19, 0, 5, 9, 2.6),
            (10, 10, 14, hy, 3),
            (-9, -32, -3, -20, 2.4),
            (15, -31, 6, -20, 2.4),
        )
        mirror = ((-20, -20, -4, 2, 2.4), (-19, 5, -3, 15, 2.6), (-8, 12, -12, hy, 3), (1, 0, 3, hy, 3.6))
        return Piece((mirrored(half),), folds=folds + mirror)

    def arm(self) -> tuple[Piece, Points]:
        """The right sleeve and the line of its end, from the inside out."""
        angle, bend, length, width = self.sleeve
        (x, y), out = self.shoulder, np.array([cos(angle - bend / 2), -sin(angle - bend / 2)])
        start = np.mean([self.shoulder, (self.chest, -19)], axis=0)
        elbow = start + 0.5 * length * np.array([sin(angle), cos(angle)])
        end = elbow + 0.5 * length * np.array([sin(angle - bend), cos(angle - bend)])
        middle, last = (17.5 + width) / 4 * out, width / 2 * out
        corners = [elbow + middle, end + last, end - last, elbow - middle * 0.95]
        a, b, c, d = (f"{px:.3f},{py:.3f}" for px, py in corners)
        outline = path(
            f"{x - 5},{y - 1.6} {x - 1},{y - 0.2} {x + 2},{y + 2.8} {a} {b} / {c} / {d} {self.chest - 2},-19"
        )
        (ex, ey), (bx, by) = end, elbow
        folds = (
            (bx - 5, by - 2, bx + 4, by + 3, 1.6), (bx - 6, by + 3, bx + 3, by + 5, 1.7),
            (self.chest, -20, x + 5, y + 8, 1.9), (bx, by + 3, ex - 1, ey - 1, 2.1),
        )  # fmt: skip
        return Piece((outline,), grain=-(angle - bend / 2), folds=folds), np.stack([end - last, end + last])

    def sleeves(self, cuff: float = 0) -> list[Piece]:
        """Both sleeves, with ribbed cuffs so high, or with a stitched hem if it is 0."""
        arm, end = self.arm()
        if not cuff:
            return pair(arm, stitch(_along(end, 1.7, 0.95)))
        ring = _along(end, -cuff / 2, 0.9)
        return pair(arm, trim(ring, cuff), ribbing(ring, cuff))

    def back(self) -> list[Piece]:
        """The inner back, seen through the neck."""
        edge = path(f"{-self.neck[0]},-42 0,-40.8 {self.neck[0]},-42")
        inner = Piece((np.vstack([edge, self.neckline()[::-1]]),), tone=0.62, plain=True)
        return [inner, trim(edge, 1.7, 0.82, 0.4), label(-38.9)]


def _along(end: Points, up: float, stretch: float) -> Points:
    """The line of a sleeve's end moved `up` the sleeve and stretched about its middle."""
    middle, (dx, dy) = end.mean(axis=0), (end[1] - end[0]) / np.hypot(*(end[1] - end[0]))
    return np.asarray(middle + np.array([dy, -dx]) * up + (end - middle) * stretch)


def t_shirt(rng: Generator) -> list[Piece]:
    """Round or V-shaped neck, with or without a pocket."""
    fit, vee = rng.uniform(-1, 2), rng.random() < 0.35
    top = _Top(
        neck=(8.8, -28 if vee else rng.uniform(-36, -33.5)), chest=22 + fit, waist=20.5 + fit * 1.4,
        hem=(21.5 + fit, rng.uniform(33, 40)), sleeve=(rng.uniform(0.72, 0.95), 0.1, rng.uniform(23, 30), 15),
    )  # fmt: skip
    pocket = path("6,-19 / 14.5,-19 / 14.5,-10 / 10.2,-8.5 / 6,-10 / 6,-19")
    extra = [Piece((pocket,), lift=0.3), stitch(path("6,-18 14.5,-18"))] if rng.random() < 0.4 else []
    hem = stitch(top.across(1.9, 0.4))
    return [*top.back(), *top.sleeves(), top.body(), trim(top.neckline(), 2.2, 0.94, 0.5), *extra, hem]


def longsleeve(rng: Generator) -> list[Piece]:
    """A jumper with a round neck, a roll neck or buttons."""
    sleeve = (rng.uniform(0.3, 0.42), rng.uniform(0.08, 0.2), 62.0, 9.5)
    top = _Top(neck=(8.5, -36), hem=(20.5, 34), sleeve=sleeve)
    roll, fold = (
        mirrored(path("0,-50.5 5,-50.2 8.8,-49.5 / 9.3,-45 10,-40.5 / 5,-37 0,-36.4")),
        mirrored(path("0,-43.4 9.2,-45")),
    )
    neck = (
        [trim(top.neckline(), 3.4)],
        [Piece((roll,), tone=0.96, plain=True), ribbing(fold, 11), seam(fold)],
        [
            Piece((band(path("0,-36 0,-21"), 3.6),), lift=0.5),
            *buttons((0, -32.5), (0, -28), (0, -23.5)),
            trim(top.neckline(), 2.2),
        ],
    )[rng.integers(3)]
    hem = top.across(-1.2)
    return [*top.back(), *top.sleeves(4.5), top.body(), *neck, trim(hem, 5), ribbing(hem, 5)]


def shirt(rng: Generator) -> list[Piece]:
    """Collar, placket, pocket; long or short sleeves."""
    short = rng.random() < 0.35
    top = _Top(
        neck=(7.8, -33.5),
        hem=(20, 34),
        waist=19.8,
        sleeve=(0.62, 0.1, 30, 16.5) if short else (rng.uniform(0.27, 0.36), 0.1, 64, 10),
    )
    arm, end = top.arm()
    cuff = Piece((band(_along(end, 2, 1.03), 6),), tone=0.97, lift=0.7, grain=arm.grain)
    sleeves = top.sleeves() if short else pair(arm, cuff, *buttons(_along(end, 2, 0.6)[0], radius=0.8))
    tail = mirrored(path("0,20 / 19.8,20 / 20.4,30 16.5,36.5 10,42 0,43"))
    stand = path("-7.5,-44 0,-46.6 7.5,-44 / 7.5,-40 0,-33 -7.5,-40")
    leaf = path("0.4,-34.8 / 5.5,-26.8 / 11.2,-34.5 10,-43 / 7,-46.2 6.2,-45.5 / 4.5,-40 0.4,-34.8")
    pocket = path("7,-20 / 15.5,-20 / 15.5,-11.5 / 11.2,-9.5 / 7,-11.5 / 7,-20")
    body = top.body()
    return [
        *sleeves, replace(body, outlines=(*body.outlines, tail)), Piece((stand,), tone=0.66, plain=True), label(-42),
        Piece((pocket,), lift=0.3), Piece((band(path("0,-34.5 0,42.8"), 4.2),), lift=0.35),
        stitch(path("1.6,-33 1.6,42"), path("-1.6,-33 -1.6,42"), path("7.5,-18 15,-18")),
        *buttons(*((0, y) for y in np.linspace(-31, 36, 7))),
        *pair(Piece((leaf,), grain=-0.5, lift=0.9), stitch(path("1.4,-34.6 / 5.6,-28 / 10.3,-34.5 9.4,-42"))),
    ]  # fmt: skip


def coat(rng: Generator) -> list[Piece]:
    """Lapels and two rows of buttons, with or without a belt."""
    top = _Top(
        neck=(8.5, -32),
        shoulder=(21, -39),
        chest=20.5,
        waist=19,
        hem=(23.5, 52),
        sleeve=(0.27, 0.1, 68, 11.5),
    )
    arm, end = top.arm()
    belted = rng.random() < 0.5
    opening, lapel = path("0,-10 / 8.5,-45 / 0,-47.5 -8.5,-45 / 0,-10"), path(
        "0.8,-8 8,-19 12.8,-31 / 9.8,-32.5 / 13.5,-36 / 12,-43 8,-46.8 / 6,-36 0.8,-8"
    )  # fmt: skip
    belt = [
        trim(mirrored(path("0,4.5 10,4.2 19.7,3.5")), 4.2, 0.88, 1),
        trim(disc(0, 4.5, 2.6, 2.8), 0.8, tint=LEATHER),
    ]
    rows = [(x, y) for y in ((13, 24) if belted else (-3, 9, 21)) for x in (-6, 6)]
    return [
        *pair(arm, trim(_along(end, 5, 1.04), 2.8), *buttons(_along(end, 5, 0.7)[1], tint=LEATHER)), top.body(),
        Piece((opening,), tone=0.55, plain=True), label(-41), seam(path("0,-9 0.4,53"), tone=0.55, width=0.5),
        *pair(Piece((band(path("7.5,13.5 17.5,12"), 4.2),), lift=0.8, grain=0.15)), *(belt if belted else []),
        *buttons(*rows, radius=1.4, tint=LEATHER), Piece((band(path("-10,-45 0,-47.5 10,-45"), 3),), tone=0.85),
        *pair(Piece((lapel,), grain=0.35)),
    ]  # fmt: skip


def bomber(rng: Generator) -> list[Piece]:
    """A short jacket with a zip and ribbed hems."""
    top = _Top(neck=(8.5, -36), chest=23.5, waist=24, hem=(21, 27), sleeve=(rng.uniform(0.3, 0.4), 0.14, 60, 10.5))
    hem, collar = top.across(-1.6), top.neckline() - (0, 1.2)
    pockets = pair(trim(path("9,10 14,0"), 2, 0.8), seam(path("9.4,9.6 13.6,0.6"), tone=0.45, width=0.5))
    return [
        *top.back(), *top.sleeves(5), top.body(), trim(hem, 6.5, 0.82, 1), ribbing(hem, 6.5),
        trim(collar, 5, 0.84, 1), ribbing(collar, 4.5),
        *pockets, trim(path("0,-38.5 0,33"), 2.6, 0.75), trim(path("0,-38.5 0,33"), 0.8, tint=METAL, lift=0.2),
        trim(path("0,-37 0,-33.5"), 1.6, tint=METAL),
    ]  # fmt: skip


def parka(rng: Generator) -> list[Piece]:
    """A hood, flap pockets and cords."""
    top = _Top(neck=(10, -32), chest=23.5, waist=22.5, hem=(24, rng.uniform(36, 44)), sleeve=(0.32, 0.12, 64, 11.5))
    hood = mirrored(path("0,-58.5 10,-56.5 15.2,-47 13.5,-37 6,-31.5 0,-29"))
    hole = mirrored(path("0,-54.5 7.5,-53 10.8,-46 9,-38.5 0,-30.5"))
    pocket = Piece((path("7,8 / 19,8 / 19,22 / 7,22 / 7,8"),), lift=0.5)
    return [
        *top.sleeves(4), top.body(), *pair(pocket, Piece((band(path("6.5,9 19.5,9"), 5),), lift=0.7)),
        Piece((band(path(f"0,-30 0,{top.hem[1] + 1.2}"), 5.5),), lift=0.6),
        *buttons(*((0, y) for y in np.linspace(-24, 30, 6)), radius=1.2, tint=METAL), stitch(top.across(2.5, 0.6)),
        Piece((hood,)), Piece((hole,), tone=0.5, plain=True, lift=0.3), label(-49),
        *pair(trim(path("5,-33.5 6.2,-25 5.5,-17"), 0.9, tint=RUBBER)),
    ]  # fmt: skip


def dress(rng: Generator) -> list[Piece]:
    """Without, with short or with long sleeves; belt, bow or a plain waist."""
    variant = rng.integers(3)  # no sleeves, short, long
    top = _Top(
        neck=(8.5, rng.uniform(-34, -29)), shoulder=(13.5, -41) if variant == 0 else (19, -38.5),
        chest=17.8, waist=15, hem=(14, 2),
        sleeve=((0, 0, 0, 0), (0.75, 0.1, 20, 13), (0.3, 0.1, 55, 8.5))[variant],
    )  # fmt: skip
    waist, length, width = top.across(), rng.uniform(38, 53), rng.uniform(26, 36)
    bow, tail = path("0,3.5 5,0.5 7.5,3.5 5,6 0,3.5"), path("0,3.5 2,10 4.5,17")
    finish = (
        [trim(waist, 3.6, 0.7), trim(disc(0, 3.5, 2, 2.1), 0.7, tint=METAL)],
        [trim(waist, 3, 0.9), *pair(trim(tail, 2.2, 0.85), Piece((bow,), tone=0.92, plain=True))],
        [seam(waist)],
    )[rng.integers(3)]
    skirt = flare(14.2, 2, width, length, int(rng.integers(5, 8)))
    return [
        *top.back(), *(top.sleeves() if variant else []), skirt, replace(top.body(), folds=top.body().folds[::4]),
        trim(top.neckline(), 1.3, 0.9), *finish,
    ]  # fmt: skip
