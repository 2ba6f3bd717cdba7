"""Draws fresh tensors by the rules of PyTorch, Keras and JAX; see ground-truth.

Writes npz files (float32) and safetensors files (float16, bfloat16), and beside them cases.tsv: file, tensor, kind, axes, layout, role, scheme in
Evenkeel's words, family. Keras and JAX are drawn in numpy as their sources define them: keras.src.initializers.random_initializers and
jax._src.nn.initializers, truncation included (TensorFlow draws again, JAX takes the inverse error function of a uniform number).
"""

import json
import math
import os
import sys

import numpy as np
import scipy.special
import torch
from torch import nn

torch.set_num_threads(1)
folder, seed = sys.argv[1], int(sys.argv[2])
torch.manual_seed(seed)
rng = np.random.default_rng(seed)
KEPT = 0.87962566103423978

MATRICES = [(16, 16), (16, 24), (10, 64), (32, 32), (64, 27), (64, 64), (50, 100), (128, 64), (128, 128), (100, 300), (256, 256), (300, 784), (512, 256), (512, 512), (1024, 768), (1024, 1024), (3072, 768), (2048, 2048)]
KERNELS = [(16, 3, 3, 3), (32, 16, 3, 3), (64, 3, 7, 7), (64, 64, 3, 3), (128, 64, 1, 1), (128, 128, 3, 3), (256, 128, 3, 3), (512, 512, 3, 3)]
cases, arrays = [], {}


def add(values, kind, axes, scheme, family, layout="torch", role="weight", dtype="f32"):
    values = values.detach().numpy() if isinstance(values, torch.Tensor) else values
    name = f"t{len(cases)}"
    arrays.setdefault(dtype, {})[name] = np.ascontiguousarray(values, np.float32)
    cases.append((dtype, name, kind, ",".join(map(str, axes)), layout, role, scheme, family))


def made(function, axes, *arguments, **named):
    return function(torch.empty(*axes), *arguments, **named)


# PyTorch: layers as they come.
for outputs, inputs in MATRICES:
    layer = nn.Linear(inputs, outputs)
    add(layer.weight, "dense", (outputs, inputs), "torch:linear.default", "uniform")
    if outputs >= 256:
        add(layer.bias, "dense", (outputs, inputs), "torch:linear.default", "uniform", role="bias")
for outputs, inputs, *kernel in KERNELS:
    layer = nn.Conv2d(inputs, outputs, kernel)
    add(layer.weight, "conv2d", (outputs, inputs, *kernel), "torch:conv.default", "uniform")
for groups, channels in [(4, 64), (8, 256)]:
    layer = nn.Conv2d(channels, channels, 3, groups=groups)
    add(layer.weight, f"conv2d/{groups}", tuple(layer.weight.shape), "torch:conv.default", "uniform")
for channels in (64, 512):
    layer = nn.Conv2d(channels, channels, 3, groups=channels)
    add(layer.weight, "depthwise2d", tuple(layer.weight.shape), "torch:conv.default", "uniform")
for inputs, outputs, size in [(16, 8, 4), (64, 32, 4), (128, 64, 3)]:
    layer = nn.ConvTranspose2d(inputs, outputs, size)
    add(layer.weight, "transposed2d", (inputs, outputs, size, size), "torch:conv_transpose.default", "uniform")
for inputs, outputs, size in [(32, 64, 5), (80, 256, 3)]:
    add(nn.Conv1d(inputs, outputs, size).weight, "conv1d", (outputs, inputs, size), "torch:conv.default", "uniform")
for count, width in [(20, 16), (100, 32), (1000, 64), (5000, 300), (30000, 128)]:
    add(nn.Embedding(count, width).weight, "embedding", (count, width), "torch:embedding.default", "normal")
add(nn.Embedding(1000, 64, padding_idx=0).weight, "embedding", (1000, 64), "torch:embedding.default", "normal", role="embedding")
for inputs, hidden in [(10, 20), (64, 128), (300, 512)]:
    layer = nn.LSTM(inputs, hidden)
    add(layer.weight_ih_l0, "lstm", (4 * hidden, inputs), "torch:rnn.default", "uniform")
    add(layer.weight_hh_l0, "lstm", (4 * hidden, hidden), "torch:rnn.default", "uniform")
    add(layer.bias_ih_l0, "lstm", (4 * hidden, inputs), "torch:rnn.default", "uniform", role="bias")
    layer = nn.GRU(inputs, hidden)
    add(layer.weight_hh_l0, "gru", (3 * hidden, hidden), "torch:rnn.default", "uniform")
for width in (16, 64, 256, 768):
    layer = nn.MultiheadAttention(width, 4)
    add(layer.in_proj_weight, "qkv", (3 * width, width), "torch:multihead_attention.default", "uniform")
    add(layer.out_proj.weight, "dense", (width, width), "torch:multihead_attention.out_proj.default", "uniform")
    add(layer.out_proj.bias, "dense", (width, width), "torch:multihead_attention.out_proj.default", "constant", role="bias")
add(nn.LayerNorm(256).weight, "vector", (256,), "torch:norm.default", "constant", role="norm-scale")
add(nn.BatchNorm2d(64).running_var, "vector", (64,), "torch:norm.default", "constant", role="running-variance")

# PyTorch: torch.nn.init.
init = nn.init
for i, axes in enumerate(MATRICES + KERNELS):
    kind = "dense" if len(axes) == 2 else "conv2d"
    add(made(init.xavier_uniform_, axes), kind, axes, "torch:xavier_uniform", "uniform")
    add(made(init.xavier_normal_, axes, gain=5 / 3), kind, axes, f"torch:xavier_normal(gain={5 / 3!r})", "normal")
    add(made(init.kaiming_normal_, axes, nonlinearity="relu"), kind, axes, "torch:kaiming_normal(nonlinearity=relu)", "normal")
    add(made(init.kaiming_normal_, axes, mode="fan_out", nonlinearity="relu"), kind, axes, "torch:kaiming_normal(mode=fan_out,nonlinearity=relu)", "normal")
    add(made(init.kaiming_uniform_, axes, nonlinearity="relu"), kind, axes, "torch:kaiming_uniform(nonlinearity=relu)", "uniform")
    add(made(init.orthogonal_, axes, gain=[1, math.sqrt(2), 0.01][i % 3]), kind, axes, f"torch:orthogonal(gain={[1, math.sqrt(2), 0.01][i % 3]!r})", "orthogonal")
for axes in MATRICES[::2]:
    add(made(init.normal_, axes, std=0.02), "dense", axes, "normal(0.02)", "normal")
    add(made(init.trunc_normal_, axes, std=0.02), "dense", axes, "torch:trunc_normal(std=0.02)", "normal")
    add(made(init.trunc_normal_, axes, std=0.02, a=-0.04, b=0.04), "dense", axes, "truncated-normal-uncorrected(0.02)", "truncated")
    add(made(init.uniform_, axes, -0.1, 0.1), "dense", axes, "uniform(0.1)", "uniform")
    add(made(init.sparse_, axes, 0.1 if axes[0] % 20 else 0.5), "dense", axes, f"torch:sparse({0.1 if axes[0] % 20 else 0.5})", "sparse")
for axes in [(32, 32), (300, 100)]:
    add(made(init.eye_, axes), "dense", axes, "torch:eye", "pattern")
add(made(init.dirac_, (64, 32, 3, 3)), "conv2d", (64, 32, 3, 3), "torch:dirac", "pattern")
add(made(init.constant_, (64, 64), 0.1), "dense", (64, 64), "constant(0.1)", "constant")


def stored(axes, layout):
    """The axes as Keras and JAX store them, and their fans: [receptive..., in, out]."""
    axes = (*axes[2:], axes[1], axes[0])
    receptive = math.prod(axes[:-2])
    return axes, axes[-2] * receptive, axes[-1] * receptive


def tensorflow_truncated(axes, deviation):
    values = rng.standard_normal(axes, np.float32)
    while (outside := np.abs(values) >= 2).any():
        values[outside] = rng.standard_normal(int(outside.sum()), np.float32)
    return values * np.float32(deviation)


def jax_truncated(axes, deviation):
    edge = math.erf(math.sqrt(2))
    uniform = rng.random(axes, np.float32) * np.float32(2 * edge) - np.float32(edge)
    values = np.float32(math.sqrt(2)) * scipy.special.erfinv(uniform).astype(np.float32)
    return np.clip(values, np.nextafter(np.float32(-2), np.float32(0)), np.nextafter(np.float32(2), np.float32(0))) * np.float32(deviation)


def uniform(axes, bound):
    return (rng.random(axes, np.float32) * np.float32(2) - np.float32(1)) * np.float32(bound)


def orthogonal(axes):
    rows, columns = math.prod(axes[:-1]), axes[-1]
    q, r = np.linalg.qr(rng.standard_normal((max(rows, columns), min(rows, columns))).astype(np.float32))
    q = q * np.sign(np.diag(r))
    return (q.T if rows < columns else q).reshape(axes)


for axes in MATRICES + KERNELS:
    kind = "dense" if len(axes) == 2 else "conv2d"
    own, fan_in, fan_out = stored(axes, "keras")
    average = (fan_in + fan_out) / 2
    add(uniform(own, math.sqrt(3 / average)), kind, own, "keras:glorot_uniform", "uniform", "keras")
    add(tensorflow_truncated(own, math.sqrt(2 / fan_in) / KEPT), kind, own, "keras:he_normal", "truncated", "keras")
    add(tensorflow_truncated(own, math.sqrt(1 / average) / KEPT), kind, own, "keras:glorot_normal", "truncated", "keras")
    add(jax_truncated(own, math.sqrt(1 / fan_in) / KEPT), kind, own, "jax:lecun_normal", "truncated", "keras")
for axes in MATRICES[::3]:
    own, fan_in, fan_out = stored(axes, "keras")
    add(rng.standard_normal(own, np.float32) * np.float32(0.05), "dense", own, "keras:random_normal", "normal", "keras")
    add(tensorflow_truncated(own, 0.05), "dense", own, "keras:truncated_normal", "truncated", "keras")
    add(orthogonal(own), "dense", own, "keras:orthogonal", "orthogonal", "keras")
    add(rng.random(own, np.float32) * np.float32(0.01), "dense", own, "jax:uniform", "uniform", "keras")
    add(rng.standard_normal(own, np.float32) * np.float32(0.01), "dense", own, "jax:normal", "normal", "keras")
    add(uniform(own, math.sqrt(3 / math.sqrt(fan_in * fan_out))), "dense", own, "jax:variance_scaling(1,fan_geo_avg,uniform)", "uniform", "keras")
for count, width in [(100, 32), (1000, 64), (20000, 128)]:
    add(uniform((count, width), 0.05), "embedding", (count, width), "keras:embedding.default", "uniform", "keras")
    add(rng.standard_normal((count, width), np.float32) * np.float32(1 / math.sqrt(width)), "embedding", (count, width), "jax:embed.default", "normal", "keras")

# The same rounded to half precision.
for axes in [(16, 24), (64, 64), (256, 256), (1024, 768)]:
    for dtype in ("f16", "bf16"):
        add(nn.Linear(axes[1], axes[0]).weight, "dense", axes, "torch:linear.default", "uniform", dtype=dtype)
        add(made(init.normal_, axes, std=0.02), "dense", axes, "normal(0.02)", "normal", dtype=dtype)
        add(made(init.xavier_normal_, axes), "dense", axes, "torch:xavier_normal", "normal", dtype=dtype)
        add(made(init.orthogonal_, axes), "dense", axes, "torch:orthogonal", "orthogonal", dtype=dtype)
        add(tensorflow_truncated(axes, math.sqrt(2 / axes[1]) / KEPT), "dense", axes, "keras:he_normal", "truncated", dtype=dtype)


def half(values, dtype):
    if dtype == "f16":
        return values.astype(np.float16).tobytes()
    bits = values.view(np.uint32).astype(np.uint64)
    return ((bits + 0x7FFF + ((bits >> 16) & 1)) >> 16).astype(np.uint16).tobytes()


np.savez(os.path.join(folder, "f32.npz"), **arrays["f32"])
for dtype in ("f16", "bf16"):
    header, data = {}, b""
    for name, values in arrays[dtype].items():
        content = half(values, dtype)
        header[name] = {"dtype": dtype.upper(), "shape": values.shape, "data_offsets": [len(data), len(data) + len(content)]}
        data += content
    text = json.dumps(header).encode()
    with open(os.path.join(folder, f"{dtype}.safetensors"), "wb") as file:
        file.write(len(text).to_bytes(8, "little") + text + data)
with open(os.path.join(folder, "cases.tsv"), "w", encoding="utf-8") as file:
    for dtype, *rest in cases:
        file.write("\t".join(["f32.npz" if dtype == "f32" else f"{dtype}.safetensors", *rest]) + "\n")
