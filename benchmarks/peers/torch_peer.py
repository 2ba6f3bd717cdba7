"""Does training steps and elementwise functions with PyTorch: reads "repeats task…" per line, writes the milliseconds of one repeat.

Tasks: "step 784,300,10 tanh 100 sgd" (widths, activation, batch, optimizer); "value tanh 65536", "slope tanh 65536" (elements).
0 repeats make a task ready. Each turn begins with uncounted work, as each side's does.
"""
import ctypes
import re
import sys
import time

import torch

WARM_UP, PREPARATION = 0.003, 0.4
torch.set_num_threads(int(sys.argv[1]))


def blas():
    """Which OpenBLAS the process uses, and the core whose kernels it chose."""
    torch.ones(64, 64) @ torch.ones(64, 64)
    try:
        for line in open("/proc/self/maps"):
            if "libopenblas" in line:
                library = ctypes.CDLL(line.split()[-1])
                library.openblas_get_corename.restype = library.openblas_get_config.restype = ctypes.c_char_p
                return " ".join(library.openblas_get_config().decode().split()[:2]) + ", core " + library.openblas_get_corename().decode()
    except (OSError, AttributeError):
        pass
    return "its own BLAS"


def step(widths, activation, batch, optimizer):
    widths, batch = [int(width) for width in widths.split(",")], int(batch)
    torch.manual_seed(0)
    layers = []
    for a, b in zip(widths[:-1], widths[1:-1]):
        layers += [torch.nn.Linear(a, b), torch.nn.Tanh() if activation == "tanh" else torch.nn.ReLU()]
    net = torch.nn.Sequential(*layers, torch.nn.Linear(widths[-2], widths[-1]))
    x = torch.rand(batch, widths[0]) * 0.99 + 0.01
    if widths[-1] == 1:
        y, loss = (torch.arange(batch) % 2).float().unsqueeze(1), torch.nn.BCEWithLogitsLoss()
    else:
        y, loss = torch.arange(batch) % widths[-1], torch.nn.CrossEntropyLoss()
    rule = torch.optim.SGD(net.parameters(), lr=1e-3) if optimizer == "sgd" else torch.optim.Adam(net.parameters(), lr=1e-5)

    def work():
        rule.zero_grad(set_to_none=True)
        loss(net(x), y).backward()
        rule.step()

    return work


def value(function, count):
    x = torch.linspace(-4, 4, int(count))
    y = torch.empty_like(x)
    f = getattr(torch, function)
    return lambda: f(x, out=y)


def slope(function, count):
    y, g = torch.linspace(-0.99, 0.99, int(count)), torch.linspace(-1, 1, int(count))
    into = torch.empty_like(g)
    f = getattr(torch.ops.aten, function + "_backward").grad_input
    return lambda: f(g, y, grad_input=into)


def run_for(work, seconds):
    start = time.perf_counter()
    work()
    while time.perf_counter() - start < seconds:
        work()


lanes = re.search(r"CPU capability usage: (\S+)", torch.__config__.show())
print(f"PyTorch {torch.__version__}, {lanes[1] if lanes else 'unknown'} kernels, {blas()}", flush=True)
makers, ready = {"step": step, "value": value, "slope": slope}, {}
for line in sys.stdin:
    repeats, task = line.strip().split(" ", 1)
    if task not in ready:
        kind, *arguments = task.split(" ")
        ready[task] = makers[kind](*arguments)
    work, repeats = ready[task], int(repeats)
    run_for(work, WARM_UP if repeats else PREPARATION)
    start = time.perf_counter()
    for _ in range(repeats):
        work()
    print((time.perf_counter() - start) * 1e3 / max(repeats, 1), flush=True)
