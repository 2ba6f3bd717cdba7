"""Glorot and Bengio's statistics before training in numpy, float32 as theirs and ours, on images of shapeset.py; see glorot2010.

Prints per row and statistic the mean over seeds of each layer, and in brackets the deviation from seed to seed. Weights and images are numpy's own.
"""

import sys

import numpy as np

import shapeset

ROWS = [("tanh", 1), ("tanh", 2), ("softsign", 1), ("softsign", 2), ("sigmoid", 1)]
SIZES = [1024, 1000, 1000, 1000, 1000, 1000, 9]
IMAGES, JACOBIANS = 300, 2
FUNCTIONS = {
    "tanh": (np.tanh, lambda z: 1 - np.tanh(z) ** 2),
    "softsign": (lambda z: z / (1 + abs(z)), lambda z: 1 / (1 + abs(z)) ** 2),
    "sigmoid": (lambda z: 1 / (1 + np.exp(-z)), lambda z: np.exp(-z) / (1 + np.exp(-z)) ** 2),
}


def read(activation, start, seed, jacobians):
    value, slope = FUNCTIONS[activation]
    random = np.random.default_rng(seed)
    pairs = [shapeset.draw(random) for _ in range(IMAGES)]
    x = np.array([image.ravel() for image, _ in pairs]).astype(np.float32) / np.float32(255) * 2 - 1
    labels = np.array([label for _, label in pairs])
    limits = [(1 / fan_in) ** 0.5 if start == 1 else (6 / (fan_in + fan_out)) ** 0.5 for fan_in, fan_out in zip(SIZES, SIZES[1:])]
    weights = [random.uniform(-limit, limit, shape).astype(np.float32) for limit, shape in zip(limits, zip(SIZES, SIZES[1:]))]

    a, z = [x], []
    for weight in weights:
        z.append(a[-1] @ weight)
        a.append(value(z[-1]))
    shares = np.exp(z[-1] - z[-1].max(axis=1, keepdims=True))
    delta = shares / shares.sum(axis=1, keepdims=True)
    delta[np.arange(IMAGES), labels] -= 1
    delta /= IMAGES
    back, gradients = [], []
    for layer in range(4, -1, -1):
        delta = delta @ weights[layer + 1].T * slope(z[layer])
        back.insert(0, delta.std())
        gradients.insert(0, (a[layer].T @ delta).std())
    means = [np.nan] * 4
    if jacobians:
        means = [np.mean([np.linalg.svd(weights[l] * slope(z[l][i]), compute_uv=False).mean() for i in range(jacobians)]) for l in range(1, 5)]
    return [value.std() for value in a[1:6]], [1e5 * value for value in back], [1e5 * value for value in gradients], means


def main():
    seeds = int(sys.argv[1]) if len(sys.argv) > 1 else 20
    print(f"numpy {np.__version__}, {seeds} seeds; Jacobians of {JACOBIANS} images of each, in the first two rows")
    for activation, start in ROWS:
        readings = [read(activation, start, seed, JACOBIANS if activation == "tanh" else 0) for seed in range(seeds)]
        for name, values in zip(["activation", "back-propagated, 1e-5", "weight gradient, 1e-5", "singular value"], zip(*readings)):
            values = np.array(values, float)
            if not np.isnan(values).any():
                pairs = "  ".join(f"{mean:.4g} ({deviation:.2g})" for mean, deviation in zip(values.mean(axis=0), values.std(axis=0, ddof=1)))
                print(f"{activation + (' N' if start == 2 else ' std'):12} {name:22} {pairs}", flush=True)


if __name__ == "__main__":
    main()
