// Makes comparison.json: what five initializations do in a small tanh network, truly trained, so that the page is tested on
// curves that occur. Its softmax is the naive one, in single precision, on purpose: with weights far too large its loss overflows, and a run diverges.
//   node make-comparison.mjs > comparison.json
const widths = [64, 60, 60, 60, 60, 10];
const hidden = widths.length - 2;
const [batch, epochs, trainCount, testCount, rate, target, seeds, bins] = [50, 10, 2000, 500, 0.1, 0.8, 5, 60];

const schemes = [
  ['zero', '0', () => () => 0],
  ['uniform', 'U\\!\\left(\\pm\\tfrac{1}{\\sqrt{n_{in}}}\\right)', (n, random) => () => (2 * random() - 1) / Math.sqrt(n)],
  ['xavier', 'N\\!\\left(0,\\ \\tfrac{1}{n_{in}}\\right)', (n, random) => () => normal(random) / Math.sqrt(n)],
  ['normal', 'N(0,\\ 1)', (n, random) => () => normal(random)],
  ['normal(3)', 'N(0,\\ 3^2)', (n, random) => () => 3 * normal(random)],
];

function generator(seed) {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = Math.imul(state ^ (state >>> 15), state | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
}

function normal(random) {
  return Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());
}

function points() {
  const random = generator(7);
  const centres = Array.from({ length: 40 }, () => Float64Array.from({ length: widths[0] }, () => (random() < 0.3 ? 0.8 : 0.1)));
  const make = (count) =>
    Array.from({ length: count }, () => {
      const centre = Math.floor(random() * centres.length);
      return { x: centres[centre].map((c) => Math.max(0, c + 0.3 * normal(random))), y: centre % 10 };
    });
  return { train: make(trainCount), test: make(testCount) };
}

const { train, test } = points();

function network(draw, seed) {
  const random = generator(1000 + seed);
  return widths.slice(1).map((out, l) => {
    const next = draw(widths[l], random);
    return { w: Float64Array.from({ length: out * widths[l] }, next), b: new Float64Array(out), n: widths[l], m: out };
  });
}

function forward(layers, x) {
  const a = [x];
  layers.forEach(({ w, b, n, m }, l) => {
    const z = Float64Array.from(b);
    for (let i = 0; i < m; i++) for (let j = 0; j < n; j++) z[i] += w[i * n + j] * a[l][j];
    a.push(l < layers.length - 1 ? z.map(Math.tanh) : z);
  });
  const e = a.at(-1).map((v) => Math.fround(Math.exp(v)));
  const sum = e.reduce((s, v) => s + v, 0);
  return { a, p: e.map((v) => v / sum) };
}

function pass(layers, samples) {
  const gradients = layers.map(({ w, b }) => ({ w: new Float64Array(w.length), b: new Float64Array(b.length) }));
  const [acts, grads] = [Array.from({ length: hidden }, () => []), Array.from({ length: hidden }, () => [])];
  let loss = 0;
  for (const { x, y } of samples) {
    const { a, p } = forward(layers, x);
    loss -= Math.log(p[y]) / samples.length;
    let delta = p.map((v, i) => (v - (i === y ? 1 : 0)) / samples.length);
    for (let l = layers.length - 1; l >= 0; l--) {
      const { w, n, m } = layers[l];
      const back = new Float64Array(n);
      for (let i = 0; i < m; i++) {
        gradients[l].b[i] += delta[i];
        for (let j = 0; j < n; j++) {
          gradients[l].w[i * n + j] += delta[i] * a[l][j];
          back[j] += w[i * n + j] * delta[i];
        }
      }
      if (l > 0) {
        acts[l - 1].push(...a[l]);
        grads[l - 1].push(...back);
        delta = back.map((v, j) => v * (1 - a[l][j] * a[l][j]));
      }
    }
  }
  return { loss, gradients, acts, grads };
}

function moments(values) {
  const mean = values.reduce((s, v) => s + v, 0) / values.length;
  return { mean, std: Math.sqrt(values.reduce((s, v) => s + (v - mean) ** 2, 0) / values.length) };
}

function histogram(values, scale, low, high) {
  const counts = new Array(bins).fill(0);
  let [below, above, zero] = [0, 0, 0];
  for (const v of values) {
    if (v === 0) zero++;
    if (v === 0 && scale === 'log10') continue;
    const at = Math.floor(((scale === 'log10' ? Math.log10(Math.abs(v)) : v) - low) / (high - low) * bins);
    if (at < 0) below++;
    else if (at >= bins) above++;
    else counts[at]++;
  }
  const { mean, std } = moments(values);
  return { scale, low, high, counts, below, above, zero: zero / values.length, mean, std };
}

function reading(state, index) {
  const acts = state.acts[index];
  const units = widths[index + 1];
  const rows = acts.length / units;
  let [dead, symmetric] = [0, 0];
  const columns = Array.from({ length: units }, (_, u) => Array.from({ length: rows }, (_, r) => acts[r * units + u]).join());
  for (const column of columns) {
    if (column.split(',').every((v) => Number(v) === 0)) dead++;
    if (columns.filter((other) => other === column).length > 1) symmetric++;
  }
  const own = moments(acts);
  return {
    layer: index + 1, activationMean: own.mean, activationStd: own.std, gradientStd: moments(state.grads[index]).std,
    saturated: acts.filter((v) => Math.abs(v) > 0.99).length / acts.length, dead: dead / units, symmetric: symmetric / units,
  };
}

function snapshot(state, step) {
  return { step, layers: Array.from({ length: hidden }, (_, l) => ({
    layer: l + 1,
    activations: histogram(state.acts[l], 'linear', -1.2, 1.2),
    gradients: histogram(state.grads[l], 'log10', -12, 2),
  })) };
}

function accuracy(layers) {
  return test.filter(({ x, y }) => {
    const { p } = forward(layers, x);
    return p.indexOf(Math.max(...p)) === y;
  }).length / test.length;
}

function run([scheme, , draw], seed) {
  const layers = network(draw, seed);
  const order = generator(500 + seed);
  const steps = (trainCount / batch) * epochs;
  const [loss, accuracies, snapshots] = [{ steps: [], values: [] }, { steps: [], values: [] }, []];
  let [first, last, readings, divergedAt, stepsToTarget, all] = [null, null, null, null, null, train.map((_, i) => i)];
  let step = 0;
  while (step < steps && divergedAt === null) {
    if (step % (trainCount / batch) === 0) {
      for (let i = all.length - 1; i > 0; i--) {
        const j = Math.floor(order() * (i + 1));
        [all[i], all[j]] = [all[j], all[i]];
      }
    }
    const from = (step * batch) % trainCount;
    const state = pass(layers, all.slice(from, from + batch).map((i) => train[i]));
    step++;
    first ??= state.loss;
    last = state.loss;
    if (step === 1) readings = Array.from({ length: hidden }, (_, l) => reading(state, l));
    if (seed === 0 && (step === 1 || step === steps)) snapshots.push(snapshot(state, step));
    if (step === 1 || step % 5 === 0 || !Number.isFinite(state.loss)) {
      loss.steps.push(step);
      loss.values.push(state.loss);
    }
    if (!Number.isFinite(state.loss)) {
      divergedAt = step;
      break;
    }
    layers.forEach(({ w, b }, l) => {
      w.forEach((_, i) => (w[i] -= rate * state.gradients[l].w[i]));
      b.forEach((_, i) => (b[i] -= rate * state.gradients[l].b[i]));
    });
    if (step % (trainCount / batch) === 0 || (stepsToTarget === null && step % 10 === 0)) {
      const share = accuracy(layers);
      if (stepsToTarget === null && share >= target) stepsToTarget = step;
      if (step % (trainCount / batch) === 0) {
        accuracies.steps.push(step);
        accuracies.values.push(share);
      }
    }
  }
  return {
    scheme, seed, initialLoss: first, finalLoss: last, testAccuracy: divergedAt === null ? accuracies.values.at(-1) : null,
    stepsToTarget, diverged: divergedAt !== null, divergedAt, steps: step, layers: readings, loss, accuracy: accuracies, snapshots,
  };
}

function interval(values) {
  const finite = values.filter((v) => v !== null && Number.isFinite(v));
  if (finite.length === 0) return { mean: null, low: null, high: null };
  const mean = finite.reduce((s, v) => s + v, 0) / finite.length;
  const spread = Math.sqrt(finite.reduce((s, v) => s + (v - mean) ** 2, 0) / Math.max(1, finite.length - 1));
  const half = (2.776 * spread) / Math.sqrt(finite.length);
  return { mean, low: mean - half, high: mean + half };
}

const words = {
  zero: ['stuck', 'Stuck at chance: every unit of a layer is the same unit, and no gradient reaches the hidden layers.',
    [['EK101', 'error', 1, 'All 60 units compute the same value and get the same gradient: the layer is one unit wide for ever. Draw the weights at random.'],
      ['EK104', 'error', null, 'The gradient of every hidden layer is exactly 0 at the first step.']]],
  uniform: ['behind', 'Learns late: the signal shrinks to 0.56 of its size at each layer, so the first layers hardly move at the start.',
    [['EK103', 'warning', 4, 'The gradient shrinks to 0.55× per layer on its way back. Use xavier, whose variance is three times as large.']]],
  xavier: ['learns', 'Learns: the signal nearly keeps its size through all four layers, forward and back.', []],
  normal: ['behind', 'Learns, but from a bad start: most units are saturated, and the first loss is many times that of chance.',
    [['EK102', 'warning', 2, '71 % of the activations are beyond ±0.99, where tanh has no slope. Divide the weights by √n_in.'],
      ['EK105', 'info', null, 'The first loss is far above ln 10 = 2.303: the output layer is confident before it knows anything.']]],
  'normal(3)': ['diverged', 'Diverges for one seed in five, and stays at chance for the others: every layer is saturated from the start.',
    [['EK106', 'error', null, 'The loss of seed 2 is not finite from step 3 on. The weights are 23 times larger than xavier’s.']]],
};

const runs = schemes.flatMap((scheme) => Array.from({ length: seeds }, (_, seed) => run(scheme, seed)));
const summary = schemes.map(([scheme, formula]) => {
  const own = runs.filter((r) => r.scheme === scheme);
  const reached = own.map((r) => r.stepsToTarget).filter((s) => s !== null).sort((a, b) => a - b);
  const [standing, verdict, findings] = words[scheme];
  return {
    scheme, formula, verdict, standing,
    testAccuracy: interval(own.map((r) => r.testAccuracy)), finalLoss: interval(own.map((r) => r.finalLoss)),
    stepsToTarget: { median: reached.length === 0 ? null : reached[reached.length >> 1], reached: reached.length, of: seeds },
    findings: findings.map(([code, severity, layer, message]) => ({ code, severity, layer, message })),
  };
});

const names = schemes.map(([name]) => name).join(',');
const report = {
  kind: 'comparison', title: 'Five initializations of one tanh network', version: '0.1.0',
  command: `evenkeel compare --data blobs --hidden 60x4 --init '${names}' --batch ${batch} --epochs ${epochs} --repeats ${seeds}`,
  spec: {
    data: { name: 'blobs', train: trainCount, test: testCount }, network: { hidden: widths.slice(1, -1), activation: 'tanh' },
    initializers: schemes.map(([name]) => name), training: { loss: 'cross-entropy', optimizer: 'sgd', learningRate: rate, batch, epochs },
    repeats: seeds, seed: 0, target,
  },
  data: { name: 'blobs', train: trainCount, test: testCount, classes: 10, note: null },
  network: widths.join('-'), activation: 'tanh', optimizer: 'sgd', learningRate: rate, batch, epochs,
  chance: { loss: Math.log(10), accuracy: 0.1 }, target, summary, runs,
};

const short = (_, value) =>
  typeof value !== 'number' || Number.isInteger(value) ? value : Number.isFinite(value) ? Number(value.toPrecision(6)) : null;
process.stdout.write(JSON.stringify(report, short) + '\n');
