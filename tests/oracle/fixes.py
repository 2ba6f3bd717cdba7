"""Runs the PyTorch code that findings hand out, and parses that of Keras and JAX."""
import ast
import json
import sys

import torch

fixes = json.load(sys.stdin)
failed = 0
for fix in fixes:
    if fix["Framework"] == "C#":
        continue
    names = {
        "torch": torch,
        "model": torch.nn.Sequential(torch.nn.Linear(100, 100), torch.nn.Tanh(), torch.nn.Linear(100, 10)),
        "x": torch.randn(200, 100),
    }
    try:
        ast.parse(fix["Text"])
        if fix["Framework"] == "PyTorch":
            exec(fix["Text"], names)
    except Exception as problem:
        failed += 1
        print(f"{fix['Code']} {fix['Framework']}: {problem!r}\n{fix['Text']}")
print(f"{sum(fix['Framework'] == 'PyTorch' for fix in fixes)} PyTorch snippets run, {sum(fix['Framework'] in ('Keras', 'JAX') for fix in fixes)} of Keras and JAX parsed, {failed} fail")
sys.exit(1 if failed else 0)
