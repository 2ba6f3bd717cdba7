"""New weights in files of PyTorch, ONNX and NumPy, looked at with PyTorch, ONNX Runtime and NumPy. Arguments: the program, a folder, the folder of npm's packages."""
import json
import math
import os
import subprocess
import sys
import zipfile

import numpy as np
import torch
from torch import nn

program, folder, packages = sys.argv[1:4]
here = os.path.dirname(os.path.abspath(__file__))
failed = 0


class Images(nn.Module):
    def __init__(self):
        super().__init__()
        self.conv = nn.Conv2d(3, 16, 3, padding=1, bias=False)
        self.bn = nn.BatchNorm2d(16)
        self.conv_dw = nn.Conv2d(16, 16, 3, padding=1, groups=16)
        self.grouped = nn.Conv2d(16, 32, 3, stride=2, padding=1, groups=4)
        self.up = nn.ConvTranspose2d(32, 8, 2, stride=2)
        self.fc = nn.Linear(8, 10)

    def forward(self, x):
        x = torch.relu(self.bn(self.conv(x)))
        x = torch.relu(self.conv_dw(x))
        x = torch.tanh(self.grouped(x))
        x = torch.sigmoid(self.up(x))
        return self.fc(x.mean((2, 3)))


class Words(nn.Module):
    def __init__(self):
        super().__init__()
        self.embed = nn.Embedding(50, 32)
        self.lstm = nn.LSTM(32, 24, batch_first=True, bidirectional=True)
        self.norm = nn.LayerNorm(48)
        self.mid = nn.Linear(48, 32)
        self.out = nn.Linear(32, 50, bias=False)
        self.out.weight = self.embed.weight

    def forward(self, x):
        return self.out(torch.nn.functional.gelu(self.mid(self.norm(self.lstm(self.embed(x))[0]))))


class Attends(nn.Module):
    def __init__(self):
        super().__init__()
        self.blocks = nn.ModuleList([nn.TransformerEncoderLayer(32, 4, 64, dropout=0, batch_first=True) for _ in range(2)])
        self.head = nn.Linear(32, 5)

    def forward(self, x):
        for block in self.blocks:
            a = block.self_attn
            q, k, v = torch.nn.functional.linear(x, a.in_proj_weight, a.in_proj_bias).chunk(3, -1)
            s = torch.softmax(q @ k.transpose(-1, -2) / math.sqrt(32), -1)
            x = block.norm1(x + a.out_proj(s @ v))
            x = block.norm2(x + block.linear2(torch.relu(block.linear1(x))))
        return self.head(x.mean(1))


MODELS = {
    "images": (Images, lambda: torch.randn(4, 3, 8, 8)),
    "words": (Words, lambda: torch.randint(0, 50, (3, 7))),
    "attends": (Attends, lambda: torch.randn(3, 6, 32)),
}


def check(holds, what):
    global failed
    if not holds:
        failed += 1
        print(f"  FAILED: {what}")


def reinit(source, target, *options):
    subprocess.run([program, "reinit", source, "-o", target, *options], check=True, stdout=subprocess.DEVNULL)
    with open(target + ".manifest.json", encoding="utf-8") as stream:
        return json.load(stream)


def ranges(before, after):
    """The stretches of bytes that differ, those with fewer than 8 like bytes between them taken together."""
    a, b = np.frombuffer(before, np.uint8), np.frombuffer(after, np.uint8)
    places = np.flatnonzero(a != b)
    parts = np.split(places, np.flatnonzero(np.diff(places) > 8) + 1) if len(places) else []
    return [(int(part[0]), int(part[-1]) + 1) for part in parts]


def promised(tensor, values):
    """Whether a tensor has the moments that the manifest promises, within five standard errors; the kurtosis of these laws is 3 at most."""
    count, deviation = values.size, tensor["standardDeviation"]
    if deviation == 0:
        return bool(np.all(values == tensor["mean"]))
    mean = abs(values.mean() - tensor["mean"]) < 5 * deviation / math.sqrt(count)
    return mean and (count < 100 or abs(values.std() / deviation - 1) < 5 / math.sqrt(2 * count))


def compare_states(title, before, after, manifest):
    drawn = {tensor["name"]: tensor for tensor in manifest["tensors"]}
    shared = {name for tensor in manifest["tensors"] for name in tensor["sharedWith"]}
    for name, value in before.items():
        old, new = np.asarray(value), np.asarray(after[name])
        check(old.shape == new.shape and old.dtype == new.dtype, f"{title}: {name} has another shape or type")
        if name in drawn:
            check(promised(drawn[name], new.astype(np.float64)), f"{title}: {name} is not as promised")
            check(drawn[name]["standardDeviation"] == 0 or not np.array_equal(old, new), f"{title}: {name} was to change")
        elif name not in shared:
            check(old.tobytes() == new.tobytes(), f"{title}: {name} was to stay")


def archive(title, source, target, count):
    """All entries of two zip archives alike, but as many as tensors changed; and of the container only checksums differ."""
    with zipfile.ZipFile(source) as before, zipfile.ZipFile(target) as after:
        check(after.testzip() is None, f"{title}: a checksum is wrong")
        check(before.namelist() == after.namelist(), f"{title}: other entries")
        check([i.header_offset for i in before.infolist()] == [i.header_offset for i in after.infolist()], f"{title}: entries have moved")
        differ = [name for name in before.namelist() if before.read(name) != after.read(name)]
        check(len(differ) <= count, f"{title}: {len(differ)} entries differ, but {count} tensors were drawn")
    a, b = open(source, "rb").read(), open(target, "rb").read()
    check(len(a) == len(b), f"{title}: another length")
    return differ


def run_onnx(model, inputs):
    x = inputs.detach().numpy()
    with open(f"{folder}/in.json", "w", encoding="utf-8") as stream:
        json.dump({"x": {"type": "int64" if x.dtype == np.int64 else "float32", "dims": list(x.shape), "data": x.ravel().tolist()}}, stream)
    subprocess.run(["node", f"{here}/reinit_round_trip.cjs", model, f"{folder}/in.json", f"{folder}/out.json", packages], check=True)
    with open(f"{folder}/out.json", encoding="utf-8") as stream:
        return np.asarray(json.load(stream), np.float32)


def onnx(title, name, model, inputs, options):
    """With nothing folded, the initializers are the parameters under their own names, and lie in the file as they lie in memory."""
    source, target = f"{folder}/{name}.onnx", f"{folder}/{name}.new.onnx"
    torch.onnx.export(model, inputs, source, input_names=["x"], opset_version=13, do_constant_folding=False, training=torch.onnx.TrainingMode.PRESERVE)
    manifest = reinit(source, target, *options)
    before, after = open(source, "rb").read(), open(target, "rb").read()
    check(len(before) == len(after), f"{title}: another length")
    state, places = model.state_dict(), {}
    for key, value in state.items():
        data = value.numpy().tobytes()
        if len(data) >= 64 and before.count(data) == 1:
            places[key] = (before.index(data), len(data))
    drawn = [tensor for tensor in manifest["tensors"]]
    allowed = [places[tensor["name"]] for tensor in drawn if tensor["name"] in places]
    if name != "words":
        strays = [part for part in ranges(before, after) if not any(start <= part[0] and part[1] <= start + length for start, length in allowed)]
        small = sum(int(np.prod(tensor["shape"])) * 4 for tensor in drawn if tensor["name"] not in places)
        check(sum(end - start for start, end in strays) <= small, f"{title}: bytes outside of the drawn tensors changed: {strays[:3]}")
        for key, (start, length) in places.items():
            state[key] = torch.from_numpy(np.frombuffer(after[start:start + length], state[key].numpy().dtype).reshape(state[key].shape).copy())
        for tensor in drawn:
            if tensor["name"] in state:
                check(tensor["name"] in places or tensor["standardDeviation"] == 0, f"{title}: {tensor['name']} is not found in the file")
                if tensor["name"] not in places:
                    state[tensor["name"]] = torch.full_like(state[tensor["name"]], tensor["mean"])
        model.load_state_dict(state)
        with torch.no_grad():
            expected = model(inputs).numpy().ravel()
        worst = float(np.abs(run_onnx(target, inputs) - expected).max() / max(1, np.abs(expected).max()))
        check(worst < 1e-5, f"{title}: ONNX Runtime and PyTorch differ by {worst:.1e}")
        print(f"  {title}: {len(drawn)} tensors drawn; ONNX Runtime and PyTorch differ by {worst:.1e}")
    else:
        # An LSTM's gates are in another order there, so its outputs are looked at only.
        result = run_onnx(target, inputs)
        check(np.isfinite(result).all() and result.std() > 0, f"{title}: outputs {result[:4]}")
        print(f"  {title}: {len(drawn)} tensors drawn; ONNX Runtime runs it, outputs have deviation {result.std():.3g}")


for name, (make, sample) in MODELS.items():
    torch.manual_seed(1)
    model, inputs = make(), sample()
    with torch.no_grad():
        for parameter in model.parameters():
            parameter.add_(torch.randn_like(parameter) * 0.1)
    model.eval()
    for options in (["--scheme", "he-normal", "--seed", "7"], ["--auto"], ["--scheme", "torch:default", "--only", "*.weight"]):
        label = f"{name} {' '.join(options)}"
        for form, settings in (("pt", {}), ("old.pt", {"_use_new_zipfile_serialization": False})):
            source, target = f"{folder}/{name}.{form}", f"{folder}/{name}.new.{form}"
            torch.save(model.state_dict(), source, **settings)
            manifest = reinit(source, target, *options, "--force")
            before, after = torch.load(source), torch.load(target)
            compare_states(f"{label}, {form}", {k: v.numpy() for k, v in before.items()}, {k: v.numpy() for k, v in after.items()}, manifest)
            if form == "pt":
                archive(f"{label}, {form}", source, target, len(manifest["tensors"]))
            again = make()
            again.load_state_dict(after)
            again.eval()
            with torch.no_grad():
                result = again(inputs)
            check(bool(torch.isfinite(result).all()), f"{label}, {form}: outputs are not finite")
            print(f"  {label}, {form}: {len(manifest['tensors'])} tensors drawn, {len(manifest['untouched'])} as they were; PyTorch loads and runs it")

        arrays = {key: value.numpy() for key, value in model.state_dict().items()}
        np.savez(f"{folder}/{name}.npz", **arrays)
        manifest = reinit(f"{folder}/{name}.npz", f"{folder}/{name}.new.npz", *options, "--force")
        compare_states(f"{label}, npz", arrays, np.load(f"{folder}/{name}.new.npz"), manifest)
        torch.manual_seed(1)
        copy = make()
        copy.load_state_dict(model.state_dict())
        copy.eval()
        onnx(f"{label}, onnx", name, copy, inputs, options + ["--force"])

print("Everything holds." if failed == 0 else f"{failed} checks failed.")
sys.exit(1 if failed else 0)
