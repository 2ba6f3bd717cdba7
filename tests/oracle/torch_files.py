"""Writes small files with PyTorch, and what PyTorch reads in them, for TorchFileTests. Usage: torch_files.py FOLDER"""

import argparse
import collections
import json
import os
import sys
import zipfile

import numpy
import torch

folder = sys.argv[1]
os.makedirs(folder, exist_ok=True)
expected = {}


def named(value, path=()):
    """The tensors in a value and their paths."""
    if isinstance(value, torch.Tensor):
        yield ".".join(path), value
    elif isinstance(value, dict):
        for key, inner in value.items():
            yield from named(inner, path + (str(key),))
    elif isinstance(value, (list, tuple)):
        for index, inner in enumerate(value):
            yield from named(inner, path + (str(index),))


def text(number):
    return repr(bool(number) if isinstance(number, numpy.bool_) else float(number))


def described(tensor, path, name):
    plain = tensor.detach()
    plain = plain.float() if plain.dtype == torch.bfloat16 else plain
    values = [] if plain.is_complex() else [text(number) for number in plain.contiguous().numpy().reshape(-1)]
    return {"name": path or os.path.splitext(name)[0], "type": str(tensor.dtype), "shape": list(tensor.shape), "values": values}


def write(name, value, **options):
    path = os.path.join(folder, name)
    torch.save(value, path, **options)
    expect(name, torch.load(path))


def expect(name, value):
    expected[name] = [described(tensor, path, name) for path, tensor in named(value)]


def rewrite(name, source, change, **options):
    """Writes an archive's entries anew, as another zip program may."""
    with zipfile.ZipFile(os.path.join(folder, source)) as old, zipfile.ZipFile(os.path.join(folder, name), "w") as new:
        for entry in old.infolist():
            described_entry = zipfile.ZipInfo(entry.filename, (1980, 1, 1, 0, 0, 0))
            described_entry.compress_type = options.get("compress", zipfile.ZIP_STORED)
            with new.open(described_entry, "w", force_zip64=options.get("wide", False)) as stream:
                stream.write(change(entry.filename, old.read(entry)))
        if "extra" in options:
            new.writestr(*options["extra"])


class Mixed(torch.nn.Module):
    def __init__(self):
        super().__init__()
        self.dense = torch.nn.Linear(3, 4)
        self.conv = torch.nn.Conv2d(2, 3, 2, bias=False)
        self.half = torch.nn.Linear(3, 2, bias=False).half()
        self.brain = torch.nn.Linear(2, 3, bias=False).bfloat16()
        self.double = torch.nn.Linear(2, 2, bias=False).double()
        self.norm = torch.nn.BatchNorm1d(3)
        self.register_buffer("mask", torch.tensor([[True, False], [False, True]]))
        self.register_buffer("small", torch.tensor([-128, 0, 127], dtype=torch.int8))
        self.register_buffer("bytes", torch.tensor([0, 255], dtype=torch.uint8))
        self.register_buffer("short", torch.tensor([-32768, 32767], dtype=torch.int16))
        self.register_buffer("int", torch.tensor([-2147483648, 7], dtype=torch.int32))
        self.register_buffer("edge", torch.tensor([0.0, -0.0, float("inf"), float("-inf"), float("nan"), 1e-45, 3.4e38]))


torch.manual_seed(7)
mixed = Mixed()
write("states.pt", mixed.state_dict())

base = torch.arange(24.0).reshape(4, 6)
cube = torch.arange(60.0, dtype=torch.float64).reshape(3, 4, 5)
views = {
    "whole": base,
    "transposed": base.t(),
    "rows": base[1:3],
    "columns": base[:, 2:5],
    "stepped": base[::2, 1::3],
    "one": base[2, 3],
    "diagonal": base.diagonal(),
    "permuted": cube.permute(2, 0, 1),
    "inner": cube[1:, 1:3, ::2],
    "expanded": torch.tensor([[1.5], [2.5]]).expand(2, 3),
    "empty": torch.zeros(0, 5),
    "hollow": torch.zeros(3, 0, 2),
    "scalar": torch.tensor(4.25),
    "left": torch.arange(8.0).reshape(2, 4),
}
packed = torch.arange(12, dtype=torch.float16).reshape(2, 6)
views["first"], views["second"], views["third"] = packed.chunk(3, dim=1)
write("views.pt", views)

embedding = torch.nn.Embedding(5, 3)
head = torch.nn.Linear(3, 5, bias=False)
head.weight = embedding.weight
tied = torch.nn.ModuleDict({"embedding": embedding, "head": head, "other": torch.nn.Linear(3, 5)})
write("tied.pt", tied.state_dict())

model = torch.nn.Sequential(torch.nn.Linear(2, 3), torch.nn.ReLU(), torch.nn.Linear(3, 1))
optimizer = torch.optim.Adam(model.parameters(), lr=0.01)
model(torch.ones(4, 2)).sum().backward()
optimizer.step()
checkpoint = {
    "epoch": 3,
    "best": numpy.float64(0.25),
    "loss": 0.5,
    "note": "größer",
    "args": argparse.Namespace(lr=0.01, layers=[1, 2]),
    "device": torch.device("cpu"),
    "size": torch.Size([2, 3]),
    "type": torch.float32,
    "seen": {1, 2},
    "raw": b"abc",
    "big": 2**70,
    "nothing": None,
    "counts": collections.defaultdict(int, {"a": 1}),
    "state_dict": model.state_dict(),
    "parameters": list(model.parameters()),
    "optimizer_states": [optimizer.state_dict()],
}
for protocol in (1, 2, 4, 5):
    write(f"checkpoint{protocol}.ckpt", checkpoint, pickle_protocol=protocol)
write("alone.pth", torch.nn.Parameter(torch.tensor([1.0, -2.0])))
write("legacy.pt", {"net": mixed.state_dict(), "views": views}, _use_new_zipfile_serialization=False)
write("legacy4.bin", checkpoint, _use_new_zipfile_serialization=False, pickle_protocol=4)
write("complex.pt", {"c64": torch.tensor([1 + 2j]), "c128": torch.tensor([1 + 2j], dtype=torch.complex128), "real": torch.ones(2)})

same = lambda _, content: content
rewrite("deflated.pt", "states.pt", same, compress=zipfile.ZIP_DEFLATED)
rewrite("wide.pt", "states.pt", same, wide=True)
expected["deflated.pt"] = expected["wide.pt"] = expected["states.pt"]

# PyTorch 1.13 neither writes nor reads the order of bytes; 2.1 and later write this entry.
sizes = {"0": 4, "1": 2}
torch.save({"single": torch.tensor([1.5, -2.0]), "half": torch.tensor([0.5, 3.0], dtype=torch.float16)}, os.path.join(folder, "little.pt"))
swapped = lambda name, content: numpy.frombuffer(content, f"<u{sizes[name[-1]]}").byteswap().tobytes() if "/data/" in name else content
rewrite("big.pt", "little.pt", swapped, extra=("little/byteorder", "big"))
expect("big.pt", torch.load(os.path.join(folder, "little.pt")))
os.remove(os.path.join(folder, "little.pt"))

with open(os.path.join(folder, "expected.json"), "w") as stream:
    json.dump(expected, stream, indent=None, separators=(",", ":"), allow_nan=False)
    stream.write("\n")
