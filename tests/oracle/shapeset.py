"""Shapeset-3x2 written a second time, in numpy and for reading, and the comparison of its images with those of Evenkeel; see compare-shapeset.

Nothing is shared with the other side: random numbers are numpy's, points are turned by matrices, and a pixel is inside a polygon where it lies on the
same side of every edge.
"""

import math
import os
import shlex
import subprocess
import sys
import tempfile

import numpy as np

SIZE, TURN, CORNERS = 32, 255, (3, 4, 20)
BACK, FORE = (0.0, 0.45), (0.55, 1.0)
CLASSES = {(0,): 0, (1,): 1, (2,): 2, (0, 1): 3, (1, 2): 4, (0, 2): 5, (0, 0): 6, (1, 1): 7, (2, 2): 8}
EXPECTED = np.array([3, 3, 3, 2, 2, 2, 1, 1, 1]) / 18
COLUMNS, ROWS = np.meshgrid(np.arange(SIZE), np.arange(SIZE))


def turned(angle):
    c, s = math.cos(angle), math.sin(angle)
    return np.array([[c, s], [-s, c]])


def grey(random, bounds):
    return int(random.integers(int(bounds[0] * 255), int(bounds[1] * 255) + 1))


def area(n):
    return n * math.sin(2 * math.pi / n) / (2 * math.pi)


class Shape:
    def __init__(self, random):
        self.random = random
        self.kind = int(random.integers(3))
        self.n = n = CORNERS[self.kind]
        angles = 2 * math.pi * (np.arange(n) / n + 1 / (2 * n) + 1 / 4)
        self.regular = 0.5 * np.stack([np.cos(angles), np.sin(angles)], axis=1)
        step = int(random.integers(TURN // n))
        if step > (TURN - 1) // (2 * n):
            step = min(TURN - (TURN - 1) // n + step, TURN - 1)
        self.first = 2 * math.pi * step / TURN
        self.free = 2 * math.pi * int(random.integers(TURN - 1)) / TURN

    def place(self):
        self.scale = np.sort(self.random.uniform(0.2, 0.8, 2) * SIZE)[::-1]
        level = -math.atan(self.scale[1] / self.scale[0] * math.tan(self.first))
        points = self.regular @ turned(self.first) @ np.diag(self.scale) @ turned(level) @ turned(self.free)
        low = np.maximum(0, -(points.min(axis=0) - 1) / SIZE)
        high = np.minimum(1, 1 - (points.max(axis=0) + 1) / SIZE)
        self.centre = self.random.uniform(low, high) * SIZE
        self.points = points + self.centre

    def size(self):
        return self.scale[0] * self.scale[1] * area(self.n)

    def hides(self, other):
        way = self.centre - other.centre
        distance = math.hypot(*way)
        way = way / distance
        reach = max((other.points - other.centre) @ way) + max((self.points - self.centre) @ -way)
        met = 1 - math.exp(-(reach - distance) * math.log(2) / distance) if reach >= distance else 0
        return self.size() * met / other.size()

    def inside(self):
        sides = []
        for (x0, y0), (x1, y1) in zip(self.points, np.roll(self.points, -1, axis=0)):
            sides.append((x1 - x0) * (ROWS - y0) - (y1 - y0) * (COLUMNS - x0))
        sides = np.array(sides)
        return (sides >= 0).all(axis=0) | (sides <= 0).all(axis=0)


def draw(random):
    count = int(random.integers(1, 3))
    back, fore = (BACK, FORE) if random.random() < 0.5 else (FORE, BACK)
    image = np.full((SIZE, SIZE), grey(random, back), np.uint8)
    shapes = []
    for _ in range(count):
        shape = Shape(random)
        for _ in range(50):
            shape.place()
            if not shapes or shape.hides(shapes[0]) <= 0.5:
                shapes.append(shape)
                image[shape.inside()] = grey(random, fore)
                break
    return image, CLASSES[tuple(sorted(shape.kind for shape in shapes))]


def ours(count, seed):
    with tempfile.TemporaryDirectory() as folder:
        path = os.path.join(folder, "images")
        subprocess.run([*shlex.split(os.environ["EVENKEEL_DRAWS"]), str(count), str(seed), path], check=True)
        rows = np.fromfile(path, np.uint8).reshape(count, 1 + SIZE * SIZE)
    return rows[:, 1:].reshape(-1, SIZE, SIZE), rows[:, 0]


def theirs(count, seed):
    random = np.random.default_rng(seed)
    pairs = [draw(random) for _ in range(count)]
    return np.array([image for image, _ in pairs]), np.array([label for _, label in pairs])


def statistics(images, labels):
    """Per image, so that each mean over images has a standard error of its own."""
    x = images.reshape(len(images), -1) / 255 * 2 - 1
    covered = images != images[:, :1, :1]
    shape = covered.reshape(len(images), -1)
    rows, columns = covered.any(axis=2), covered.any(axis=1)
    edges = (images[:, 1:] != images[:, :-1]).sum(axis=(1, 2)) + (images[:, :, 1:] != images[:, :, :-1]).sum(axis=(1, 2))
    yield "mean pixel", x.mean(axis=1)
    yield "mean square", (x ** 2).mean(axis=1)
    yield "sd within image", x.std(axis=1)
    yield "share covered", shape.mean(axis=1)
    yield "share covered, squared", shape.mean(axis=1) ** 2
    yield "background", images[:, 0, 0] / 255
    yield "lightest", images.max(axis=(1, 2)) / 255
    yield "rows crossed", rows.sum(axis=1)
    yield "columns crossed", columns.sum(axis=1)
    yield "steps of grey", edges
    yield "centre covered", shape.reshape(-1, SIZE, SIZE)[:, 16, 16]
    yield "near the border covered", shape.reshape(-1, SIZE, SIZE)[:, 3, 3]
    for label in range(9):
        yield f"class {label}", labels == label
        yield f"class {label}: share covered", np.where(labels == label, shape.mean(axis=1), np.nan)


def main():
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 20000
    left, right = list(statistics(*ours(count, 1))), list(statistics(*theirs(count, 1)))
    wrong = 0
    print(f"{count} images each; z is the difference in standard errors, and 4 of them are allowed")
    print(f"{'what':28} {'evenkeel':>10} {'numpy':>10} {'error':>9} {'z':>6}")
    for (name, one), (_, other) in zip(left, right):
        one, other = (np.asarray(values, float) for values in (one, other))
        one, other = one[~np.isnan(one)], other[~np.isnan(other)]
        error = math.sqrt(one.var() / len(one) + other.var() / len(other))
        z = (one.mean() - other.mean()) / error
        wrong += abs(z) > 4
        print(f"{name:28} {one.mean():10.5f} {other.mean():10.5f} {error:9.5f} {z:6.2f}{'  WRONG' if abs(z) > 4 else ''}")
    sys.exit(1 if wrong else 0)


if __name__ == "__main__":
    main()
