"""Times `evenkeel inspect` on a gigabyte of float32, and numpy's statistics of the same file in turn with it."""

import json
import os
import statistics
import struct
import subprocess
import sys
import time

import numpy as np

WIDTH, LAYERS, WORDS = 1024, 18, 30522


def tensors():
    """Names, shapes and standard deviations: a transformer as BERT's authors draw it."""
    yield "embeddings.word_embeddings.weight", (WORDS, WIDTH), 0.02
    for layer in range(LAYERS):
        place = f"encoder.layer.{layer}"
        for name in ("query", "key", "value"):
            yield f"{place}.attention.self.{name}.weight", (WIDTH, WIDTH), 0.02
        yield f"{place}.attention.output.dense.weight", (WIDTH, WIDTH), 0.02
        yield f"{place}.intermediate.dense.weight", (4 * WIDTH, WIDTH), 0.02
        yield f"{place}.output.dense.weight", (WIDTH, 4 * WIDTH), 0.02


def write(path):
    random = np.random.default_rng(1)
    header, offset = {}, 0
    for name, shape, _ in tensors():
        size = 4 * int(np.prod(shape))
        header[name] = {"dtype": "F32", "shape": list(shape), "data_offsets": [offset, offset + size]}
        offset += size
    text = json.dumps(header).encode()
    text += b" " * (-len(text) % 8)
    with open(path, "wb") as file:
        file.write(struct.pack("<Q", len(text)) + text)
        for _, shape, deviation in tensors():
            file.write((random.standard_normal(shape, dtype=np.float32) * np.float32(deviation)).tobytes())
    return 8 + len(text), offset


def with_numpy(path, start):
    place = start
    with open(path, "rb") as file:
        for _, shape, _ in tensors():
            count = int(np.prod(shape))
            file.seek(place)
            values = np.frombuffer(file.read(4 * count), dtype=np.float32)
            values.mean(), values.std(), values.min(), values.max(), np.histogram(values, bins=100)
            place += 4 * count


def memory(command):
    """The most memory of a command, in MB: asked for by a small process, since a process counts that of the one it was forked from."""
    asked = "import resource, subprocess, sys; subprocess.run(sys.argv[1:], check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL); print(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss)"
    return int(subprocess.run([sys.executable, "-c", asked, *command], check=True, capture_output=True, text=True).stdout) / 1024


def main(evenkeel, folder, rounds):
    path = os.path.join(folder, "model.safetensors")
    start, size = write(path)
    ours, peers = [], []
    for round_ in range(rounds + 1):
        began = time.perf_counter()
        result = subprocess.run([evenkeel, "inspect", path, "--fail-on", "never"], check=True, capture_output=True, text=True)
        ours.append(time.perf_counter() - began)
        began = time.perf_counter()
        with_numpy(path, start)
        peers.append(time.perf_counter() - began)
    # The first round fills the page cache.
    ours, peers = ours[1:], peers[1:]
    print(result.stdout.splitlines()[0].replace(path, "model.safetensors"))
    print(f"{size / 1e9:.2f} GB of float32, {rounds} rounds, medians")
    print(f"evenkeel inspect              {statistics.median(ours):6.2f} s  ({min(ours):.2f} to {max(ours):.2f})   aim 3 s")
    print(f"  its memory at most          {memory([evenkeel, 'inspect', path, '--fail-on', 'never']):6.0f} MB                    aim 300 MB")
    print(f"numpy's statistics of it      {statistics.median(peers):6.2f} s  ({min(peers):.2f} to {max(peers):.2f})")
    print(f"ratio                         {statistics.median(p / o for o, p in zip(ours, peers)):6.2f}")


main(sys.argv[1], sys.argv[2], int(sys.argv[3]))
