"""Rough foreground masks of the labelled photos (GrabCut, Rother et al. 2004), for white and pasted backgrounds.

python packaging/train-network/masks.py ../shared/data/clothing build/training/masks
"""

from __future__ import annotations

import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import cv2
import numpy as np
from numpy.typing import NDArray

LONG_SIDE = 200


def foreground(bgr: NDArray[Any]) -> NDArray[np.uint8]:
    """(H, W) uint8: 255 on the garment, 0 elsewhere; all 0 where no believable garment was found."""
    scale = LONG_SIDE / max(bgr.shape[:2])
    small = cv2.resize(bgr, None, fx=scale, fy=scale, interpolation=cv2.INTER_AREA)
    height, width = small.shape[:2]
    mask = np.zeros((height, width), np.uint8)
    margin_x, margin_y = max(3, width // 20), max(3, height // 20)
    rect = (margin_x, margin_y, width - 2 * margin_x, height - 2 * margin_y)
    cv2.setRNGSeed(0)
    try:
        cv2.grabCut(small, mask, rect, np.zeros((1, 65)), np.zeros((1, 65)), 4, cv2.GC_INIT_WITH_RECT)
    except cv2.error:  # a one-coloured photo gives the colour models nothing to split
        return np.zeros(bgr.shape[:2], np.uint8)
    found = ((mask == cv2.GC_FGD) | (mask == cv2.GC_PR_FGD)).astype(np.uint8)
    found = cv2.morphologyEx(found, cv2.MORPH_OPEN, np.ones((3, 3), np.uint8))
    count, labels, stats, _ = cv2.connectedComponentsWithStats(found)
    if count < 2:
        return np.zeros(bgr.shape[:2], np.uint8)
    keep = np.flatnonzero(stats[:, cv2.CC_STAT_AREA] > 0.2 * stats[1:, cv2.CC_STAT_AREA].max())
    found = np.isin(labels, keep[keep > 0]).astype(np.uint8)
    found = cv2.morphologyEx(found, cv2.MORPH_CLOSE, np.ones((7, 7), np.uint8))
    if not 0.1 < found.mean() < 0.8:
        return np.zeros(bgr.shape[:2], np.uint8)
    full = cv2.resize(found * 255, bgr.shape[1::-1], interpolation=cv2.INTER_LINEAR)
    return ((full > 127) * 255).astype(np.uint8)


def main(data: Path, out: Path) -> None:
    """Writes one PNG mask to `out` for each photo below `data`, by the photo's name."""
    cv2.setNumThreads(1)
    out.mkdir(parents=True, exist_ok=True)

    def one(path: Path) -> bool:
        photo = cv2.imread(str(path))
        assert photo is not None, path
        mask = foreground(photo)
        cv2.imwrite(str(out / f"{path.stem}.png"), mask)
        return bool(mask.any())

    with ThreadPoolExecutor() as pool:
        found = list(pool.map(one, sorted(data.glob("*/*/*.jpg"))))
    print(f"{sum(found)} of {len(found)} photos have a mask")


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
