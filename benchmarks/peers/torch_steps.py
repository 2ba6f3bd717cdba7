"""Times PyTorch's training steps: reads "net optimizer repeats" per line and writes the milliseconds of one step."""
import os
import sys
import time

import torch

torch.set_num_threads(int(sys.argv[1]))
print(f"PyTorch {torch.__version__}", flush=True)

NETS = {
    "digits": (784, [300] * 4, 10, torch.nn.Tanh, 100),
    "glorot": (1024, [1000] * 5, 9, torch.nn.Tanh, 10),
    "playground": (2, [6, 3], 1, torch.nn.ReLU, 100),
    "wide": (1024, [1024] * 4, 10, torch.nn.ReLU, 256),
    "deep": (256, [256] * 100, 10, torch.nn.Tanh, 64),
}
ready = {}


def make(name, optimizer):
    inputs, hidden, outputs, activation, batch = NETS[name]
    torch.manual_seed(0)
    widths = [inputs] + hidden
    layers = []
    for a, b in zip(widths, widths[1:]):
        layers += [torch.nn.Linear(a, b), activation()]
    net = torch.nn.Sequential(*layers, torch.nn.Linear(widths[-1], outputs))
    x = torch.rand(batch, inputs) * 0.99 + 0.01
    if outputs == 1:
        y, loss = (torch.arange(batch) % 2).float().unsqueeze(1), torch.nn.BCEWithLogitsLoss()
    else:
        y, loss = torch.arange(batch) % outputs, torch.nn.CrossEntropyLoss()
    rule = torch.optim.SGD(net.parameters(), lr=1e-3) if optimizer == "sgd" else torch.optim.Adam(net.parameters(), lr=1e-5)

    def step():
        rule.zero_grad(set_to_none=True)
        loss(net(x), y).backward()
        rule.step()

    return step


for line in sys.stdin:
    name, optimizer, repeats = line.split()
    if (name, optimizer) not in ready:
        ready[name, optimizer] = make(name, optimizer)
        for _ in range(3):
            ready[name, optimizer]()
    step = ready[name, optimizer]
    start = time.perf_counter()
    for _ in range(int(repeats)):
        step()
    print((time.perf_counter() - start) * 1e3 / int(repeats), flush=True)
