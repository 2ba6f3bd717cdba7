"""A stack of dense layers, plain or with residual branches, trained in PyTorch from given weights on given batches, in any precision."""

import numpy as np
import torch
from torch.nn import functional as F

torch.set_num_threads(1)

ACTIVATIONS = {
    "linear": lambda z: z,
    "sigmoid": torch.sigmoid,
    "tanh": torch.tanh,
    "relu": torch.relu,
    "leaky-relu": lambda z: F.leaky_relu(z, 0.01),
    "elu": F.elu,
    "selu": F.selu,
    "softplus": F.softplus,
    "softsign": F.softsign,
    "gelu": F.gelu,
    "gelu-tanh": lambda z: F.gelu(z, approximate="tanh"),
    "silu": F.silu,
    "mish": F.mish,
    "hard-tanh": F.hardtanh,
    "erf": torch.erf,
    "sin": torch.sin,
}


def cross_entropy(outputs, y):
    if outputs.shape[1] == 1:
        return F.binary_cross_entropy_with_logits(outputs[:, 0], y.to(outputs.dtype))
    return F.cross_entropy(outputs, y)


def mean_squared_error(outputs, y):
    if y.dtype == torch.int64:
        y = y[:, None] if outputs.shape[1] == 1 else F.one_hot(y, outputs.shape[1])
    return F.mse_loss(outputs, y.to(outputs.dtype).reshape(outputs.shape))


def hinge(outputs, y):
    if outputs.shape[1] == 1:
        return torch.clamp(1 - (2 * y - 1).to(outputs.dtype) * outputs[:, 0], min=0).mean()
    return F.multi_margin_loss(outputs, y)


LOSSES = {"cross-entropy": cross_entropy, "mse": mean_squared_error, "hinge": hinge}


def optimizer(name, weights, biases, rate, decay):
    """Biases are not decayed."""
    groups = [{"params": weights, "weight_decay": decay}, {"params": biases, "weight_decay": 0.0}]
    return {
        "sgd": lambda: torch.optim.SGD(groups, lr=rate),
        "momentum": lambda: torch.optim.SGD(groups, lr=rate, momentum=0.9),
        "nesterov": lambda: torch.optim.SGD(groups, lr=rate, momentum=0.9, nesterov=True),
        "rmsprop": lambda: torch.optim.RMSprop(groups, lr=rate),
        "adam": lambda: torch.optim.Adam(groups, lr=rate),
        "adamw": lambda: torch.optim.AdamW(groups, lr=rate),
    }[name]()


def initial(widths, seed, bias_scale=0.05):
    """Weights of variance 1/fan-in, [out, in], and small biases, by the names that files use."""
    random = np.random.default_rng(seed)
    tensors = {}
    for layer, (fan_in, fan_out) in enumerate(zip(widths, widths[1:]), 1):
        tensors[f"layers.{layer}.weight"] = (random.standard_normal((fan_out, fan_in)) / np.sqrt(fan_in)).astype(np.float32)
        tensors[f"layers.{layer}.bias"] = (bias_scale * random.standard_normal(fan_out)).astype(np.float32)
    return tensors


def moved(tensors, seed):
    """The same, each number one float32 up or down."""
    random = np.random.default_rng([seed, 99])
    return {name: np.nextafter(tensor, np.where(random.random(tensor.shape) < 0.5, -np.inf, np.inf).astype(np.float32)) for name, tensor in tensors.items()}


def losses(tensors, x, y, *, activation, loss, optimizer_name, rate, decay, batch, steps, dtype, branch=0):
    """The loss of each step before its update; batches in the order of the data, again from its start in each epoch.

    With branch m, each m hidden layers behind the first are a residual branch: x + W_m phi(... phi(W_1 x))."""
    layers = len(tensors) // 2
    weights = [torch.tensor(tensors[f"layers.{i}.weight"], dtype=dtype).requires_grad_() for i in range(1, layers + 1)]
    biases = [torch.tensor(tensors[f"layers.{i}.bias"], dtype=dtype).requires_grad_() for i in range(1, layers + 1)]
    x, y = torch.tensor(x).to(dtype), torch.tensor(y)
    step_taker = optimizer(optimizer_name, weights, biases, rate, decay)
    found, start = [], 0
    for _ in range(steps):
        a = x[start:start + batch]
        for i in range(layers):
            z = a @ weights[i].T + biases[i]
            inside = branch and 0 < i < layers - 1
            if inside and (i - 1) % branch == 0:
                stream = a
            if i == layers - 1:
                a = z
            elif inside and i % branch == 0:
                a = stream + z
            else:
                a = ACTIVATIONS[activation](z)
        value = LOSSES[loss](a, y[start:start + batch])
        step_taker.zero_grad()
        value.backward()
        step_taker.step()
        found.append(value.item())
        start = 0 if start + batch >= len(x) else start + batch
    return np.array(found)


def difference(a, b):
    """The largest difference at any step, relative to b; a loss below 0.001 counts as 0.001, since near 0 only its distance from 0 matters."""
    return float(np.max(np.abs(a - b) / np.maximum(np.abs(b), 1e-3)))
