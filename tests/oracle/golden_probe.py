"""What PyTorch (float64, autograd) and numpy find of a small network on a batch, for the probe's tests; see make-golden-probe."""

import json
import re
import sys

import numpy as np
import torch

WIDTHS, ROWS, LEVELS = [6, 9, 8, 5], 24, [0.02, 0.25, 0.5, 0.75, 0.98]


def rounded(values):
    """To 4 decimals, so that the file is short and both sides read the same float32."""
    return np.round(np.asarray(values, np.float64), 4).astype(np.float32)


def start():
    """Weights [in, out] and biases; unit 1 of layer 1 is nearly unit 0, unit 3 nearly the opposite of unit 2."""
    random = np.random.default_rng(41)
    weights = [rounded(random.standard_normal((fan_in, fan_out)) * 1.3 / np.sqrt(fan_in)) for fan_in, fan_out in zip(WIDTHS, WIDTHS[1:])]
    biases = [rounded(random.standard_normal(width) * 0.1) for width in WIDTHS[1:]]
    for one, other, sign in ((0, 1, 1), (2, 3, -1)):
        weights[0][:, other] = rounded(sign * weights[0][:, one] + 0.01 * random.standard_normal(WIDTHS[0]))
        biases[0][other] = sign * biases[0][one]
    return weights, biases, rounded(random.standard_normal((ROWS, WIDTHS[0]))), random.integers(0, WIDTHS[-1], ROWS)


def forward(x, weights, biases):
    """All z and all a; the last a is not used."""
    zs, signals = [], [x]
    for w, b in zip(weights, biases):
        zs.append(signals[-1] @ w + b)
        signals.append(torch.tanh(zs[-1]))
    return zs, signals


def flat(values):
    """Shortest decimals, which read back as the same numbers."""
    return [float(str(value)) for value in values.ravel()]


def mean_cosine(rows):
    u = rows / np.linalg.norm(rows, axis=1, keepdims=True)
    return float((u @ u.T)[~np.eye(len(u), dtype=bool)].mean())


def near_twins(columns):
    u = columns / np.linalg.norm(columns, axis=0)
    cosines = np.abs(u.T @ u) - 2 * np.eye(u.shape[1])
    return float((cosines.max(axis=1) > 0.99).mean())


def effective_rank(rows):
    values = np.linalg.svd(rows, compute_uv=False) ** 2
    return float(values.sum() ** 2 / (values**2).sum())


def ratios(weights, biases, x, y, make):
    """rms(W′ − W)/rms(W) after one step."""
    parameters = [torch.nn.Parameter(torch.from_numpy(p.astype(np.float64))) for p in weights + biases]
    before = [p.detach().clone() for p in parameters]
    optimizer = make(parameters)
    zs, _ = forward(x, parameters[: len(weights)], parameters[len(weights) :])
    torch.nn.functional.cross_entropy(zs[-1], y).backward()
    optimizer.step()
    return [float((p.detach() - b).norm() / b.norm()) for p, b in list(zip(parameters, before))[: len(weights)]]


weights, biases, inputs, labels = start()
x, y = torch.from_numpy(inputs.astype(np.float64)), torch.from_numpy(labels)
w, b = ([torch.from_numpy(p.astype(np.float64)).requires_grad_() for p in group] for group in (weights, biases))
zs, signals = forward(x, w, b)
for value in zs + signals[1:]:
    value.retain_grad()
torch.nn.functional.cross_entropy(zs[-1], y).backward()


def jacobian(function, at):
    return np.linalg.svd(torch.autograd.functional.jacobian(function, at).numpy(), compute_uv=False).tolist()


def layer(l):
    z, a, dz = zs[l].detach().numpy(), signals[l + 1].detach().numpy(), zs[l].grad.numpy()
    weight, change = w[l].detach().numpy(), w[l].grad.numpy()
    return {
        "weightQuantiles": np.quantile(weight, LEVELS).tolist(), "weightGradientQuantiles": np.quantile(change, LEVELS).tolist(),
        "gradientVariance": float(dz.var()), "gradientMean": float(dz.mean()),
        "preActivationQuantiles": np.quantile(z, LEVELS).tolist(), "activationQuantiles": np.quantile(a, LEVELS).tolist(), "gradientQuantiles": np.quantile(dz, LEVELS).tolist(),
        "nearlySymmetric": near_twins(z), "effectiveRank": effective_rank(a), "correlation": mean_cosine(z),
        "jacobian": jacobian(lambda value: torch.tanh(value) @ w[l + 1] + b[l + 1], zs[l][3].detach()),
    }


document = {
    "made by": f"tests/oracle/make-golden-probe with PyTorch {torch.__version__} and numpy {np.__version__}",
    "weights": [flat(p) for p in weights], "biases": [flat(p) for p in biases], "x": flat(inputs), "y": labels.tolist(),
    "layers": [layer(l) for l in range(2)],
    "inputCorrelation": mean_cosine(inputs.astype(np.float64)),
    "jacobian": jacobian(lambda sample: forward(sample, w, b)[0][-1], x[0]),
    "ratios": {
        "sgd": ratios(weights, biases, x, y, lambda p: torch.optim.SGD(p, lr=0.1)),
        "adam": ratios(weights, biases, x, y, lambda p: torch.optim.Adam(p, lr=0.01)),
    },
}
text = re.sub(r"\d+\.\d{5,}(e-\d+)?", lambda match: repr(float(f"{float(match[0]):.12g}")), json.dumps(document, indent=1))
with open(sys.argv[1], "w") as file:
    # One array a line.
    file.write(re.sub(r"\[\s+([-\d.e,\s]+?)\s+\]", lambda match: "[" + re.sub(r"\s+", " ", match[1]) + "]", text) + "\n")
