"""Losses of small networks at 30 steps, found by PyTorch in float64, with how far its float32 is from them; see make-golden-losses."""

import json
import re
import sys

import numpy as np
import torch

import stack

STEPS, BATCH = 30, 16


def rounded(values):
    """To 4 decimals, so that the file is short and both sides read the same float32."""
    return np.round(np.asarray(values, np.float64), 4).astype(np.float32)


def points():
    """40 points of the plane in two classes: within a circle or without."""
    random = np.random.default_rng(21)
    x = rounded(random.standard_normal((40, 2)))
    return x, (np.hypot(x[:, 0], x[:, 1]) > 1.1).astype(np.int64)


def classes():
    """40 samples of 20 numbers in four classes."""
    random = np.random.default_rng(22)
    x = rounded(random.standard_normal((40, 20)))
    return x, np.argmax(x[:, :4] + 0.5 * x[:, 4:8], axis=1).astype(np.int64)


def numbers():
    """40 samples of 20 numbers, and four more to predict from them."""
    x, _ = classes()
    return x, rounded(np.sin(x[:, :4]) + 0.3 * x[:, 4:8])


NETS = [
    ("points", [2, 6, 3, 1], "relu", "cross-entropy", 0, 0),
    ("points", [2, 6, 3, 1], "tanh", "hinge", 0, 0),
    ("classes", [20, 16, 8, 4], "tanh", "cross-entropy", 0, 0),
    ("classes", [20, 16, 8, 4], "sigmoid", "hinge", 0.01, 0),
    ("classes", [20, 16, 8, 4], "gelu", "mse", 0, 0),
    ("numbers", [20, 16, 8, 4], "silu", "mse", 0.01, 0),
    ("classes", [20, 12, 12, 12, 12, 12, 4], "relu", "cross-entropy", 0, 2),
    ("classes", [20, 9, 9, 9, 4], "tanh", "mse", 0.01, 1),
    ("points", [2, 7, 7, 7, 7, 7, 7, 7, 1], "gelu", "cross-entropy", 0, 3),
]
RATES = {"sgd": 0.2, "momentum": 0.05, "nesterov": 0.05, "rmsprop": 0.005, "adam": 0.01, "adamw": 0.01}
SETS = {"points": points(), "classes": classes(), "numbers": numbers()}


def flat(values):
    """Shortest decimals, which read back as the same numbers."""
    return [float(str(value)) if values.dtype == np.float32 else int(value) for value in values.ravel()]


document = {
    "made by": f"tests/oracle/make-golden-losses with PyTorch {torch.__version__}",
    "steps": STEPS,
    "batch": BATCH,
    "sets": {name: {"inputs": x.shape[1], "classes": 0 if y.dtype == np.float32 else int(y.max()) + 1, "x": flat(x), "y": flat(y)} for name, (x, y) in SETS.items()},
    "nets": [],
}
for index, (data, widths, activation, loss, decay, branch) in enumerate(NETS):
    x, y = SETS[data]
    tensors = {name: rounded(tensor) for name, tensor in stack.initial(widths, seed=30 + index).items()}
    net = {"data": data, "hidden": widths[1:-1], "activation": activation, "loss": loss, "weightDecay": decay,
           **({"branch": branch} if branch else {}),
           "parameters": {name: flat(tensor) for name, tensor in tensors.items()}, "runs": []}
    for name, rate in RATES.items():
        theirs = [stack.losses(tensors, x, y, activation=activation, loss=loss, optimizer_name=name, rate=rate, decay=decay,
                               batch=BATCH, steps=STEPS, dtype=dtype, branch=branch) for dtype in (torch.float32, torch.float64)]
        net["runs"].append({"optimizer": name, "learningRate": rate, "gap": float(f"{stack.difference(*theirs):.2g}"),
                            "losses": [float(f"{value:.12g}") for value in theirs[1]]})
        print(f"{data} {'-'.join(map(str, widths))} {activation} {loss} {name}: {theirs[1][0]:.6f} → {theirs[1][-1]:.6f}, gap {net['runs'][-1]['gap']:.1e}")
    document["nets"].append(net)

lines = json.dumps(document, indent=1)
with open(sys.argv[1], "w") as file:
    # One array a line.
    file.write(re.sub(r"\[\s+([-\d.e,\s]+?)\s+\]", lambda match: "[" + re.sub(r"\s+", " ", match[1]) + "]", lines) + "\n")
