#!/bin/sh
# Four runs, their mean with a share of the makers' weights, and a smaller network taught by it: 12 minutes on one GPU.
# train-on-gpu.sh WORK OUT: WORK holds pack.npz, lite2.pt and lite0.pt (README.md); the weights go to OUT.
set -eu
work=$1 out=$2 here=$(dirname "$0")
export PYTHONPATH="$work/packages"

run() {
    script=$1
    shift
    python3 "$here/$script" "$@"
}

for seed in 0 1 2 3; do
    run train.py "$work/pack.npz" "$out/run-$seed.pt" --imagenet "$work/lite2.pt" --set training.seed=$seed
done
run soup.py "$out/soup.pt" "$out"/run-?.pt --imagenet "$work/lite2.pt"
run measure.py "$out/soup.pt" "$work/pack.npz"
run train.py "$work/pack.npz" "$out/lite0.pt" --imagenet "$work/lite0.pt" --teacher "$out/soup.pt" \
    --set 'training.size="lite0"' --set training.minutes=3
