"""Averages the weights of several runs, then moves the trunk a share of the way back to the makers' weights.

python packaging/train-network/soup.py build/training/soup.pt build/training/run-*.pt

Model soups (Wortsman et al. 2022) and WiSE-FT (Wortsman et al. 2022): runs that begin alike end in one valley.
"""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from pathlib import Path

import settings
import torch
from network import GarmentNet, State, imagenet_weights, read_state, size_of, write_state

TRUNK = ("stem.", "blocks.", "top.")


def mean(states: Sequence[State]) -> State:
    """The mean of each weight."""
    return {name: torch.stack([state[name] for state in states]).mean(0) for name in states[0]}


def blended(state: State, first: State, share: float) -> State:
    """With `share` of the trunk of `first`."""
    return {name: own.lerp(first[name], share) if name.startswith(TRUNK) else own for name, own in state.items()}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("target", type=Path)
    parser.add_argument("runs", type=Path, nargs="+")
    parser.add_argument("--imagenet", type=Path, help="the makers' weights, where their package is not installed")
    settings.add_options(parser)
    args = parser.parse_args()
    share = settings.read_settings(args.settings, args.changes).soup.imagenet
    state = mean([read_state(run) for run in args.runs])
    if share:
        size = size_of(state)
        weights = read_state(args.imagenet) if args.imagenet else imagenet_weights(size)
        state = blended(state, GarmentNet(size, imagenet=weights).state_dict(), share)
    write_state(state, args.target)


if __name__ == "__main__":
    main()
