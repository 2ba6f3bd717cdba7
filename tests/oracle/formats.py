"""Files of tensors as numpy and the formats' own definitions write them, with the float32 values that they hold; see make-golden-formats."""

import base64
import io
import json
import math
import random
import struct
import sys
import zipfile

import numpy as np

rng = np.random.default_rng(7)
cases = []


def text(data):
    return base64.b64encode(data).decode()


def case(name, file, fmt, data, tensors, metadata=None):
    """A tensor is (name, label, shape, float32 values in row-major order or None where they cannot be read)."""
    cases.append(
        {
            "name": name,
            "file": file,
            "format": fmt,
            "bytes": text(data),
            "metadata": metadata or {},
            "tensors": [
                {"name": n, "label": label, "shape": list(shape), "values": None if values is None else text(np.asarray(values, "<f4").tobytes())}
                for n, label, shape, values in tensors
            ],
        }
    )


def numbers(dtype, shape):
    dtype = np.dtype(dtype)
    if dtype.kind == "b":
        return rng.integers(0, 2, shape).astype(dtype)
    if dtype.kind in "iu":
        info = np.iinfo(dtype)
        return rng.integers(info.min, info.max, shape, dtype=dtype.newbyteorder("="), endpoint=True).astype(dtype)
    values = rng.standard_normal(shape) * 10.0 ** rng.integers(-3, 4, shape)
    return np.asarray(values).astype(dtype)


LABELS = {"b1": "bool", "i1": "i8", "i2": "i16", "i4": "i32", "i8": "i64", "u1": "u8", "u2": "u16", "u4": "u32", "u8": "u64", "f2": "f16", "f4": "f32", "f8": "f64"}


def npy():
    for kind, label in LABELS.items():
        for order in "CF":
            for endian in "<>" if kind[1] != "1" else "|":
                for shape in [(), (5,), (4, 3), (2, 3, 4), (0, 3)]:
                    array = np.array(numbers(endian + kind, shape), order=order)
                    data = io.BytesIO()
                    np.save(data, array)
                    case(f"npy {endian}{kind} {order} {shape}", "a.npy", "npy", data.getvalue(), [("a", label, shape, array.astype("<f4").ravel("C"))])
    specials = np.array([0, -0.0, 6e-8, -6e-5, 65504, np.inf, -np.inf, np.nan, 1, 2.0**-24, 2.0**-14, 1023 * 2.0**-24] * 5, "<f2")
    data = io.BytesIO()
    np.save(data, specials)
    case("npy halves at the edges", "a.npy", "npy", data.getvalue(), [("a", "f16", specials.shape, specials.astype("<f4"))])
    for version in [(2, 0), (3, 0)]:
        array = numbers("<f4", (3, 2))
        data = io.BytesIO()
        np.lib.format.write_array(data, array, version=version)
        case(f"npy version {version}", "a.npy", "npy", data.getvalue(), [("a", "f32", (3, 2), array.ravel())])


def npz():
    arrays = {"w": numbers("<f4", (4, 3)), "layers.0/b": numbers(">f8", (7,)), "turned": np.asfortranarray(numbers(">f2", (5, 6))), "n": numbers("<i8", ())}
    tensors = [(name, LABELS[array.dtype.str[1:]], array.shape, array.astype("<f4").ravel("C")) for name, array in arrays.items()]
    for save, name in [(np.savez, "stored"), (np.savez_compressed, "deflated")]:
        data = io.BytesIO()
        save(data, **arrays)
        case(f"npz {name}", "a.npz", "npz", data.getvalue(), tensors)
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.comment = b"a comment"
        for name, array in arrays.items():
            content = io.BytesIO()
            np.save(content, array)
            archive.writestr(zipfile.ZipInfo(name + ".npy"), content.getvalue(), zipfile.ZIP_DEFLATED)
    case("npz with a comment", "a.npz", "npz", data.getvalue(), tensors)
    for method, name in [(zipfile.ZIP_STORED, "stored"), (zipfile.ZIP_DEFLATED, "deflated")]:
        stream = Unseekable()
        with zipfile.ZipFile(stream, "w", method) as archive:
            for array_name, array in arrays.items():
                with archive.open(array_name + ".npy", "w", force_zip64=method == zipfile.ZIP_STORED) as entry:
                    np.lib.format.write_array(entry, array)
        case(f"npz streamed, {name}", "a.npz", "npz", bytes(stream.data), tensors)


class Unseekable(io.RawIOBase):
    """What zipfile cannot go back in, so that checksums and lengths follow each entry."""

    def __init__(self):
        self.data = bytearray()

    def writable(self):
        return True

    def write(self, data):
        self.data += data
        return len(data)


def small_float(code, exponent_bits, infinities):
    """The value of an 8-bit code, by its definition."""
    fraction_bits = 7 - exponent_bits
    bias = 2 ** (exponent_bits - 1) - 1
    sign = -1.0 if code & 128 else 1.0
    exponent, fraction = (code & 127) >> fraction_bits, code & (2**fraction_bits - 1)
    if infinities and exponent == 2**exponent_bits - 1:
        return sign * math.inf if fraction == 0 else math.nan
    if not infinities and code & 127 == 127:
        return math.nan
    if exponent == 0:
        return sign * fraction / 2**fraction_bits * 2.0 ** (1 - bias)
    return sign * (1 + fraction / 2**fraction_bits) * 2.0 ** (exponent - bias)


def safetensors():
    codes = bytes(range(256))
    plain = [("BOOL", "|b1"), ("U8", "|u1"), ("I8", "|i1"), ("I16", "<i2"), ("U16", "<u2"), ("F16", "<f2"), ("I32", "<i4"), ("U32", "<u4"), ("F32", "<f4"), ("F64", "<f8"), ("I64", "<i8"), ("U64", "<u8")]
    entries = []
    for name, dtype in plain:
        array = numbers(dtype, (3, 5))
        entries.append((name, name, (3, 5), array.tobytes(), array.astype("<f4").ravel()))
    brains = numbers("<u2", (64,))
    entries.append(("BF16", "BF16", (64,), brains.tobytes(), (brains.astype("<u4") << 16).view("<f4")))
    entries.append(("F8_E4M3", "F8_E4M3", (16, 16), codes, [small_float(code, 4, False) for code in codes]))
    entries.append(("F8_E5M2", "F8_E5M2", (16, 16), codes, [small_float(code, 5, True) for code in codes]))
    entries.append(("F8_E8M0", "F8_E8M0", (256,), codes, [2.0 ** (code - 127) if code < 255 else math.nan for code in codes]))
    entries.append(("F4", "F4", (2, 6), bytes(6), None))
    entries.append(("F6_E2M3", "F6_E2M3", (4, 2), bytes(6), None))
    entries.append(("F6_E3M2", "F6_E3M2", (4,), bytes(3), None))
    entries.append(("C64", "C64", (2,), bytes(16), None))
    entries.append(("empty", "F32", (0, 9), b"", []))
    entries.append(("scalar", "F32", (), struct.pack("<f", 2.5), [2.5]))
    header, body = {"__metadata__": {"format": "pt", "note": "ü"}}, b""
    for name, dtype, shape, data, _ in entries:
        header[name] = {"dtype": dtype, "shape": list(shape), "data_offsets": [len(body), len(body) + len(data)]}
        body += data
    encoded = json.dumps(header).encode()
    encoded += b" " * (-len(encoded) % 8)
    data = struct.pack("<Q", len(encoded)) + encoded + body
    tensors = [(name, dtype.lower(), shape, values) for name, dtype, shape, _, values in entries]
    case("safetensors of every type", "a.safetensors", "safetensors", data, tensors, header["__metadata__"])


def half(data):
    return np.float32(np.frombuffer(data, "<f2")[0])


# Each element by its own index, from the written layouts of the blocks; products and sums are those of float32.
def decode(kind, b):
    f = np.float32
    out = []
    if kind == "q4_0":
        d = half(b[0:2])
        out = [d * f((b[2 + i % 16] >> 4 * (i // 16) & 15) - 8) for i in range(32)]
    elif kind == "q4_1":
        d, m = half(b[0:2]), half(b[2:4])
        out = [d * f(b[4 + i % 16] >> 4 * (i // 16) & 15) + m for i in range(32)]
    elif kind in ("q5_0", "q5_1"):
        at = 2 if kind == "q5_0" else 4
        d = half(b[0:2])
        fifth = int.from_bytes(b[at : at + 4], "little")
        for i in range(32):
            q = (b[at + 4 + i % 16] >> 4 * (i // 16) & 15) + 16 * (fifth >> i & 1)
            out.append(d * f(q - 16) if kind == "q5_0" else d * f(q) + half(b[2:4]))
    elif kind == "q8_0":
        out = [half(b[0:2]) * f(struct.unpack("b", b[2 + i : 3 + i])[0]) for i in range(32)]
    elif kind == "q8_K":
        out = [f(struct.unpack("<f", b[:4])[0]) * f(struct.unpack("b", b[4 + i : 5 + i])[0]) for i in range(256)]
    elif kind == "q2_K":
        d, e = half(b[80:82]), half(b[82:84])
        for i in range(256):
            chunk, shift, lane = i // 128, i // 32 % 4, i % 32
            q = b[16 + 32 * chunk + lane] >> 2 * shift & 3
            s = b[i // 16]
            out.append(d * f(s & 15) * f(q) - e * f(s >> 4))
    elif kind == "q3_K":
        d = half(b[108:110])
        # Sixteen scales of six bits; their low four: the low halves of eight bytes, then the high halves; their high two: four bytes, one bit pair after the other.
        low = [x & 15 for x in b[96:104]] + [x >> 4 for x in b[96:104]]
        high = [b[104 + k] >> 2 * pair & 3 for pair in range(4) for k in range(4)]
        scales = [l + 16 * h - 32 for l, h in zip(low, high)]
        for i in range(256):
            chunk, shift, lane = i // 128, i // 32 % 4, i % 32
            q = b[32 + 32 * chunk + lane] >> 2 * shift & 3
            if not b[lane] >> (i // 32) & 1:
                q -= 4
            out.append(d * f(scales[i // 16]) * f(q))
    elif kind in ("q4_K", "q5_K"):
        d, e, s = half(b[0:2]), half(b[2:4]), b[4:16]
        scales = [s[j] & 63 for j in range(4)] + [(s[8 + j] & 15) + 16 * (s[j] >> 6) for j in range(4)]
        shifts = [s[4 + j] & 63 for j in range(4)] + [(s[8 + j] >> 4) + 16 * (s[4 + j] >> 6) for j in range(4)]
        low = 16 if kind == "q4_K" else 48
        for i in range(256):
            group, lane = i // 32, i % 32
            q = b[low + 32 * (i // 64) + lane] >> 4 * (group % 2) & 15
            if kind == "q5_K":
                q += 16 * (b[16 + lane] >> group & 1)
            out.append(d * f(scales[group]) * f(q) - e * f(shifts[group]))
    elif kind == "q6_K":
        d = half(b[208:210])
        for i in range(256):
            chunk, part, lane = i // 128, i // 32 % 4, i % 32
            low = b[64 * chunk + 32 * (part % 2) + lane] >> 4 * (part // 2) & 15
            high = b[128 + 32 * chunk + lane] >> 2 * part & 3
            out.append(d * f(struct.unpack("b", b[192 + i // 16 : 193 + i // 16])[0]) * f(low + 16 * high - 32))
    return out


# Name, number, elements and bytes of a block, places of binary16 numbers in it.
QUANTISED = [
    ("q4_0", 2, 32, 18, [0]), ("q4_1", 3, 32, 20, [0, 2]), ("q5_0", 6, 32, 22, [0]), ("q5_1", 7, 32, 24, [0, 2]), ("q8_0", 8, 32, 34, [0]),
    ("q2_K", 10, 256, 84, [80, 82]), ("q3_K", 11, 256, 110, [108]), ("q4_K", 12, 256, 144, [0, 2]), ("q5_K", 13, 256, 176, [0, 2]), ("q6_K", 14, 256, 210, [208]), ("q8_K", 15, 256, 292, []),
]
OPAQUE = [("q8_1", 9, 32, 36), ("iq2_xxs", 16, 256, 66), ("iq4_nl", 20, 32, 18), ("tq1_0", 34, 256, 54), ("mxfp4", 39, 32, 17)]
PLAIN = [("f32", 0, "f4"), ("f16", 1, "f2"), ("i8", 24, "i1"), ("i16", 25, "i2"), ("i32", 26, "i4"), ("i64", 27, "i8"), ("f64", 28, "f8")]


def gguf(version, order, alignment):
    def string(value):
        return struct.pack(order + "Q", len(value.encode())) + value.encode()

    def pair(key, kind, data):
        return string(key) + struct.pack(order + "I", kind) + data

    metadata = [
        (pair("general.architecture", 8, string("llama")), "general.architecture", "llama"),
        (pair("a.u8", 0, b"\xff"), "a.u8", "255"),
        (pair("a.i8", 1, b"\xff"), "a.i8", "-1"),
        (pair("a.u16", 2, struct.pack(order + "H", 65535)), "a.u16", "65535"),
        (pair("a.i16", 3, struct.pack(order + "h", -2)), "a.i16", "-2"),
        (pair("a.u32", 4, struct.pack(order + "I", 4000000000)), "a.u32", "4000000000"),
        (pair("a.i32", 5, struct.pack(order + "i", -3)), "a.i32", "-3"),
        (pair("a.f32", 6, struct.pack(order + "f", 0.5)), "a.f32", "0.5"),
        (pair("a.bool", 7, b"\x01"), "a.bool", "true"),
        (pair("a.u64", 10, struct.pack(order + "Q", 2**63)), "a.u64", str(2**63)),
        (pair("a.i64", 11, struct.pack(order + "q", -(2**40))), "a.i64", str(-(2**40))),
        (pair("a.f64", 12, struct.pack(order + "d", -0.25)), "a.f64", "-0.25"),
        (pair("a.array", 9, struct.pack(order + "IQ", 5, 3) + struct.pack(order + "3i", 1, 2, 3)), "a.array", "[1, 2, 3]"),
        (pair("a.words", 9, struct.pack(order + "IQ", 8, 40) + b"".join(string(f"word {i}") for i in range(40))), "a.words", "(40 values)"),
        (pair("a.nested", 9, struct.pack(order + "IQ", 9, 2) + 2 * (struct.pack(order + "IQ", 4, 1) + struct.pack(order + "I", 7))), "a.nested", "[[7], [7]]"),
    ]
    if alignment != 32:
        metadata.append((pair("general.alignment", 4, struct.pack(order + "I", alignment)), "general.alignment", str(alignment)))
    dice = random.Random(11)
    entries = []
    for name, number, dtype in PLAIN:
        array = numbers(order + dtype, (3, 4))
        entries.append((name, name, number, (3, 4), array.tobytes(), array.astype("<f4").ravel()))
    brains = numbers(order + "u2", (2, 8)).astype(order + "u2")
    entries.append(("bf16", "bf16", 30, (2, 8), brains.tobytes(), (brains.astype("<u4") << 16).view("<f4").ravel()))
    for name, number, elements, size, halves in QUANTISED if order == "<" else []:
        blocks, values = b"", []
        for _ in range(6):
            block = bytearray(dice.randbytes(size))
            for at in halves:
                block[at : at + 2] = struct.pack("<e", dice.uniform(-0.1, 0.1))
            if name == "q8_K":
                block[0:4] = struct.pack("<f", dice.uniform(-0.1, 0.1))
            blocks += bytes(block)
            values += decode(name, bytes(block))
        entries.append((name, name, number, (3, 2 * elements), blocks, values))
    for name, number, elements, size in OPAQUE if order == "<" else []:
        entries.append((name, name, number, (2, elements), bytes(2 * size), None))
    infos, body = b"", b""
    for name, _, number, shape, data, _ in entries:
        body += b"\0" * (-len(body) % alignment)
        infos += string(name) + struct.pack(order + "I", len(shape)) + b"".join(struct.pack(order + "Q", axis) for axis in reversed(shape)) + struct.pack(order + "IQ", number, len(body))
        body += data
    data = b"GGUF" + struct.pack(order + "IQQ", version, len(entries), len(metadata)) + b"".join(part for part, _, _ in metadata) + infos
    data += b"\0" * (-len(data) % alignment) + body
    tensors = [(name, label, shape, values) for name, label, _, shape, _, values in entries]
    case(f"GGUF version {version} {order} {alignment}", "a.gguf", "GGUF", data, tensors, {key: value for _, key, value in metadata})


npy()
npz()
safetensors()
gguf(3, "<", 32)
gguf(2, "<", 64)
gguf(3, ">", 32)
json.dump(cases, sys.stdout, indent=None, separators=(",", ":"), ensure_ascii=False)
print()
