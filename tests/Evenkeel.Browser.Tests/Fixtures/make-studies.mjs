// Writes sweep.json, trainability.json and table1.json: pages of studies with made-up measurements around real theory.
// node make-studies.mjs
import fs from 'node:fs';

let state = 20100513;
const uniform = () => ((state = (Math.imul(state, 1664525) + 1013904223) >>> 0) + 0.5) / 2 ** 32;
const normal = () => Math.sqrt(-2 * Math.log(uniform())) * Math.cos(2 * Math.PI * uniform());
const round = (value, digits = 5) => (value === null || !Number.isFinite(value) ? null : Number(value.toPrecision(digits)));
const write = (name, page) => fs.writeFileSync(new URL(name, import.meta.url), JSON.stringify(page));
const axis = (label, log = false) => ({ label, log });
const range = (n, f) => Array.from({ length: n }, (_, i) => f(i));

// The mean field of tanh, by plain sums over a normal density.
const places = range(61, (i) => -6 + i / 5);
const density = places.map((z) => Math.exp((-z * z) / 2));
const whole = density.reduce((a, b) => a + b, 0);
const mean = (f) => places.reduce((sum, z, i) => sum + density[i] * f(z), 0) / whole;
const slope = (u) => 1 - Math.tanh(u) ** 2;

function depthScale(w2, b2) {
  let q = 1;
  for (let i = 0; i < 400; i++) q = w2 * mean((z) => Math.tanh(Math.sqrt(q) * z) ** 2) + b2;
  const root = Math.sqrt(q);
  const pair = (f, c) => mean((a) => mean((b) => f(root * a) * f(root * (c * a + Math.sqrt(1 - c * c) * b))));
  const chi1 = w2 * mean((z) => slope(root * z) ** 2);
  if (chi1 <= 1) return -1 / Math.log(chi1);
  let c = 0.5;
  for (let i = 0; i < 150; i++) c = Math.min(1, (w2 * pair(Math.tanh, c) + b2) / q);
  return -1 / Math.log(w2 * pair(slope, c));
}

function summary(values) {
  const known = values.filter((value) => value !== null).sort((a, b) => a - b);
  const n = known.length;
  if (n === 0) return { count: 0, missing: values.length, mean: null, low: null, high: null, median: null, medianLow: null, medianHigh: null, deviation: null, minimum: null, maximum: null };
  const average = known.reduce((a, b) => a + b, 0) / n;
  const deviation = n < 2 ? null : Math.sqrt(known.reduce((sum, value) => sum + (value - average) ** 2, 0) / (n - 1));
  const half = n < 2 ? null : (1.6 * deviation) / Math.sqrt(n);
  const ends = n < 2 ? [null, null] : [known[0], known.at(-1)];
  return {
    count: n, missing: values.length - n, mean: round(average), low: half === null ? null : round(average - half), high: half === null ? null : round(average + half),
    median: round((known[(n - 1) >> 1] + known[n >> 1]) / 2), medianLow: round(ends[0]), medianHigh: round(ends[1]), deviation: round(deviation), minimum: round(known[0]), maximum: round(known.at(-1)),
  };
}

// A sweep of initializations, depths and learning rates.
{
  const [inits, depths, rates] = [['he-normal', 'xavier', 'normal(0.01)'], ['10', '20', '30'], ['0.001', '0.01', '0.1', '1']];
  const seeds = range(7, (i) => i);
  const failures = [];
  const runs = new Map();
  for (const init of inits) for (const depth of depths) for (const lr of rates) {
    const hard = init === 'he-normal' ? 0 : init === 'xavier' ? 0.9 * Number(depth) / 10 - 0.7 : 3.2;
    const step = Math.abs(Math.log10(Number(lr)) + 1.2) + (init === 'he-normal' ? Number(depth) / 60 : 0);
    runs.set([init, depth, lr].join(), seeds.map((seed) => {
      const broken = lr === '1' && (init === 'he-normal' || depth === '10') && uniform() < 0.6;
      if (broken) failures.push({ at: [init, depth, lr], seed, what: 'diverged', step: 3 + Math.floor(40 * uniform()), why: 'the loss is not finite' });
      return broken ? null : Math.min(2.31, Math.max(0.004, 0.02 * Math.exp(1.4 * step + 1.5 * hard + 0.25 * normal())));
    }));
  }
  failures.push({ at: ['normal(0.01)', '30', '0.001'], seed: 5, what: 'ended early', step: 400, why: 'no progress over 300 steps: loss 2.303 and gradients of size 4.1e-24' });
  failures.push({ at: ['xavier', '30', '1'], seed: 6, what: 'cannot be run', step: null, why: 'A batch of 2,048 needs as many examples, but the data has 2,000.' });
  const cells = [...runs].map(([key, values]) => ({ at: key.split(','), ...summary(values) }));
  const compared = (at, pairs) => {
    const d = pairs.map(([a, b]) => a - b);
    const s = summary(d);
    const limit = Math.abs(d.reduce((a, b) => a + b, 0)) * (1 - 1e-12);
    const all = 2 ** d.length;
    const large = range(all, (bits) => Math.abs(d.reduce((sum, value, i) => sum + (bits & (1 << i) ? value : -value), 0)) >= limit).filter(Boolean).length;
    return {
      at, pairs: d.length, missing: seeds.length - d.length, difference: s.mean, low: s.low, high: s.high,
      larger: d.length === 0 ? null : round(d.filter((value) => value > 0).length / d.length), effect: s.deviation ? round(s.mean / s.deviation) : null, p: d.length === 0 ? null : round(large / all), exact: true,
    };
  };
  const arms = depths.flatMap((depth) => rates.map((lr) => [depth, lr])).map((at) => ({ at, pairs: seeds.map((_, i) => [runs.get(['he-normal', ...at].join())[i], runs.get(['xavier', ...at].join())[i]]) }));
  const rows = arms.map(({ at, pairs }) => compared(at, pairs.filter(([a, b]) => a !== null && b !== null)));
  const complete = arms.filter(({ pairs }) => pairs.every(([a, b]) => a !== null && b !== null));
  const average = (arm, seed) => complete.reduce((sum, { pairs }) => sum + pairs[seed][arm], 0) / complete.length;
  const overall = { ...compared([], seeds.map((_, i) => [average(0, i), average(1, i)])), combinations: arms.length, leftOut: arms.length - complete.length };
  const byDepth = (init, rate) => depths.map((depth) => cells.find((cell) => cell.at.join() === [init, depth, rate].join()));
  const steps = range(31, (i) => i * 20);
  const curve = (init, i) => {
    const [rate, end] = [[0.012, 0.006, 0.0002][i], [0.05, 0.4, 2.2][i]];
    const y = steps.map((step) => round(end + (2.303 - end) * Math.exp(-rate * step)));
    return { name: init, style: 'measured', x: steps, y: init === 'xavier' ? y.map((value, k) => (k > 12 && k < 15 ? null : value)) : y, low: y.map((value) => round(0.85 * value)), high: y.map((value) => round(1.2 * value)) };
  };
  write('sweep.json', {
    kind: 'sweep', title: 'Initialization, depth and learning rate', version: '0.1.0', command: 'evenkeel sweep report runs/init-depth-lr --out report.html',
    study: { name: 'init-depth-lr', about: 'A ReLU network of width 128 on blobs, from three initializations', cells: 36, repeats: 7, trials: 252, done: 240, diverged: failures.length - 2, aborted: 1, refused: 1 },
    measure: { word: 'loss', label: 'training loss', smallerIsBetter: true },
    axes: [{ word: 'init', labels: inits }, { word: 'depth', labels: depths }, { word: 'lr', labels: rates }],
    cells,
    comparison: { word: 'init', first: 'he-normal', second: 'xavier', overall, rows },
    pictures: [
      { kind: 'lines', name: 'loss', title: 'Training loss', summary: 'At depth 20 and lr 0.1, he-normal learns first; bands are 95 % intervals of the mean.', x: axis('step'), y: axis('training loss'),
        lines: [...inits.map(curve), { name: 'chance, ln 10', style: 'theory', x: [0, 600], y: [2.302585, 2.302585] }] },
      { kind: 'map', name: 'init-lr', title: 'Loss by initialization and learning rate', summary: 'Mean over seeds at depth 20; pale is small.', x: axis('lr', true), y: axis('init'), value: axis('training loss', true),
        columns: [0.001, 0.01, 0.1, 1], rows: [0, 1, 2], columnNames: rates, rowNames: inits,
        cells: inits.map((init) => rates.map((lr) => (init === 'he-normal' && lr === '1' ? null : cells.find((cell) => cell.at.join() === [init, '20', lr].join()).mean))), lines: [] },
      { kind: 'lines', name: 'depth', title: 'Loss by depth', summary: 'At its best learning rate each; only he-normal keeps learning as the network grows deep.', x: axis('hidden layers'), y: axis('training loss', true),
        lines: inits.map((init) => { const of = byDepth(init, '0.1'); return { name: init, style: 'measured', x: depths.map(Number), y: of.map((cell) => cell.mean), low: of.map((cell) => cell.low), high: of.map((cell) => cell.high) }; }) },
    ],
    failures: { total: failures.length, rows: failures },
    damaged: [{ file: 'trials/worker-2.jsonl', line: 48, problem: 'ends in the middle of a number, at byte 1731' }],
    notes: ['12 of 252 trials have no result yet.'],
  });
}

// Trainability over weights and depths, with the line of theory.
{
  const columns = range(9, (i) => round(1 + (3 * i) / 8, 4));
  const rows = [10, 20, 40, 60, 80, 120, 160, 220, 300];
  const scales = new Map();
  const scale = (w2) => scales.get(w2) ?? (scales.set(w2, depthScale(w2, 0.05)), scales.get(w2));
  const chance = 0.1;
  const accuracy = (w2, depth) => chance + (1 - chance) / (1 + Math.exp(5 * Math.log(depth / (6 * scale(w2))))) + 0.012 * normal();
  const cells = rows.map((depth) => columns.map((w2) => round(Math.min(1, accuracy(w2, depth)), 4)));
  const fine = range(61, (i) => round(1 + i / 20, 4));
  const theory = fine.map((w2) => scale(w2)).map((xi) => (xi > 400 ? null : xi));
  const line = (factor) => ({ name: `${factor}ξ_c`.replace('_c', 'c').replace('1ξ', 'ξ'), style: 'theory', x: fine, y: theory.map((xi) => (xi === null ? null : round(factor * xi))) });
  write('trainability.json', {
    kind: 'reproduction', title: 'Schoenholz 2017: how deep a network trains', version: '0.1.0', command: 'evenkeel reproduce schoenholz2017 --standard',
    name: 'schoenholz2017', size: 'standard',
    paper: { authors: 'Schoenholz, Gilmer, Ganguli, Sohl-Dickstein', year: 2017, title: 'Deep Information Propagation', link: 'https://arxiv.org/abs/1611.01232' },
    claim: 'A random tanh network trains as long as its depth stays below about six depth scales of the correlation, 6ξ, and so without bound only at the edge of chaos.',
    verdict: 'reproduced',
    criterion: [
      { text: 'The border between trained and untrained networks lies between 5ξ and 8ξ in every column', kind: 'number', holds: true, detail: 'From 5.4ξ at σw² = 3.25 to 7.1ξ at σw² = 1.38.' },
      { text: 'The deepest trained network is at the column nearest to the critical σw² = 1.76', kind: 'order', holds: true, detail: 'Depth 300 at σw² = 1.75; 120 at the next.' },
    ],
    findings: [
      { what: 'critical σw² at σb² = 0.05', paper: '1.76', source: 'Figure 2', ours: '1.760955', interval: 'by theory' },
      { what: 'border, in depth scales', paper: '6', source: 'Section 5', ours: '6.1', interval: '5.4 to 7.1 over columns' },
      { what: 'networks that reach 90 % on the training data', paper: '', source: '', ours: '34 of 81', interval: '' },
    ],
    differences: ['Generated blobs of ten classes in the place of MNIST.', 'Width 128 instead of 300, and 400 steps of SGD instead of 14,000.', 'Depths up to 300 in nine places, and σw² in nine.'],
    cost: { trials: 81, updates: 32400, seconds: 84.2, by: 'on two threads' },
    pictures: [
      { kind: 'map', name: 'trainability', title: 'Training accuracy by σw² and depth', summary: 'Networks train below the dashed line, six depth scales, and hardly above it; at the edge of chaos, σw² = 1.76, at any depth.',
        x: axis('σw², variance of weights × fan-in'), y: axis('hidden layers'), value: axis('training accuracy'), columns, rows, low: 0, high: 1, cells: cells.map((row, y) => row.map((value, x) => (x === 8 && y === 8 ? null : value))), lines: [line(6)] },
      { kind: 'lines', name: 'depth-scale', title: 'The depth scale', summary: 'It diverges at the edge of chaos; dots are fitted to the decay measured in networks of width 1,000.',
        x: axis('σw²'), y: axis('ξ, layers', true), lines: [{ ...line(1), name: 'ξc' }, { name: 'ξc, read in the paper', style: 'paper', x: [1.25, 1.5, 2, 2.5, 3], y: [6.8, 15.8, 25.2, 11.8, 9.05] }] },
      { kind: 'lines', name: 'accuracy', title: 'Accuracy by depth', summary: 'One column of the map a line.', x: axis('hidden layers', true), y: axis('training accuracy'),
        lines: columns.map((w2, x) => ({ name: `σw² ${w2}`, style: 'measured', x: rows, y: rows.map((_, y) => cells[y][x]) })) },
    ],
  });
}

// Histograms of activations, and errors beside those of Table 1.
{
  const x = range(81, (i) => round(-1 + i / 40));
  const bell = (sd) => { const y = x.map((value) => Math.exp(-0.5 * (Math.atanh(Math.min(0.9999, Math.abs(value))) / sd) ** 2) / (1 - Math.min(0.98, value * value))); const sum = y.reduce((a, b) => a + b, 0) / 40; return y.map((value) => round(Math.max(0, value / sum + 0.004 * Math.abs(normal())))); };
  const layers = (sds) => sds.map((sd, i) => ({ name: `layer ${i + 1}`, style: 'measured', x, y: bell(sd) }));
  const arms = [['softsign', 'standard', 49.0, 16.27], ['softsign', 'normalized', 48.4, 16.06], ['tanh', 'standard', 54.4, 27.15], ['tanh', 'normalized', 48.2, 15.6], ['sigmoid', 'standard', 82.6, 82.61]];
  const means = [[0.296, 0.163, 0.092, 0.053, 0.03], [0.443, 0.368, 0.323, 0.291, 0.264]];
  const predicted = [[0.309, 0.173, 0.099, 0.057, 0.033], [0.469, 0.397, 0.35, 0.316, 0.29]];
  write('table1.json', {
    kind: 'reproduction', title: 'Glorot & Bengio 2010, Table 1: test errors on Shapeset', version: '0.1.0', command: 'evenkeel reproduce glorot2010-table1 --standard',
    name: 'glorot2010-table1', size: 'standard',
    paper: { authors: 'Glorot and Bengio', year: 2010, title: 'Understanding the difficulty of training deep feedforward neural networks', link: 'https://proceedings.mlr.press/v9/glorot10a.html' },
    claim: 'With normalized initialization a deep tanh network ends far below the same network with the standard one, and a sigmoid network of five layers never leaves its plateau.',
    verdict: 'ordering',
    criterion: [
      { text: 'tanh normalized ends below tanh standard', kind: 'order', holds: true, detail: 'By 6.2 points, 4.1 to 8.3 over 3 seeds.' },
      { text: 'sigmoid ends above all others', kind: 'order', holds: true, detail: 'By at least 25.7 points.' },
      { text: 'tanh normalized ends within 2 points of the paper', kind: 'number', holds: false, detail: '48.2 % here and 15.6 % there: a fiftieth of the updates, and a fifth of the width.' },
    ],
    findings: arms.map(([name, group, ours, paper]) => ({ what: `${name}, ${group}`, paper: `${paper} %`, source: 'Table 1', ours: `${ours.toFixed(1)} %`, interval: `${(ours - 0.9).toFixed(1)} to ${(ours + 0.9).toFixed(1)}` })),
    differences: ['5 hidden layers of 200 units instead of 1,000.', '100,000 updates instead of 5 million, all at lr 0.03; the paper chooses lr by its error on validation data.', 'Errors are of 5,000 fresh images.'],
    cost: { trials: 15, updates: 1500000, seconds: 1080, by: 'on two threads, three seeds each' },
    pictures: [
      { kind: 'dots', name: 'errors', title: 'Test error on Shapeset', summary: 'The order of the paper, at a fiftieth of its updates; the errors themselves are far from its own.', x: axis('test error, %'),
        dots: [...arms.map(([name, group, value, paper]) => ({ name, group, value, low: value - 0.9, high: value + 0.9, paper, instead: '' })), { name: 'sigmoid', group: 'normalized', value: null, low: null, high: null, paper: null, instead: 'not in the paper' }] },
      { kind: 'lines', name: 'activations-standard', title: 'Activations, standard initialization', summary: 'The higher the layer, the sharper the peak at 0: the signal shrinks.', x: axis('activation'), y: axis('density'), lines: layers(means[0]) },
      { kind: 'lines', name: 'activations-normalized', title: 'Activations, normalized initialization', summary: 'All layers are nearly alike.', x: axis('activation'), y: axis('density'), lines: layers(means[1]) },
      { kind: 'lines', name: 'spread', title: 'Spread of activations by layer', summary: 'Measured in five layers of 1,000 units; dashed: the mean field.', x: axis('layer'), y: axis('standard deviation', true),
        lines: ['standard', 'normalized'].flatMap((name, i) => [{ name, style: 'measured', x: [1, 2, 3, 4, 5], y: means[i], low: means[i].map((v) => v * 0.97), high: means[i].map((v) => v * 1.03) }, { name, style: 'theory', x: [1, 2, 3, 4, 5], y: predicted[i] }]) },
      { kind: 'dots', name: 'steps', title: 'Steps to 90 %', summary: 'A reduced Figure 3: with 30 layers, only one learns.', x: axis('steps to 90 % training accuracy', true),
        dots: [['He, 2/n', 124, ''], ['Xavier normal, 1/n', null, 'never'], ['Glorot uniform', null, 'never'], ['standard, 1/(3n)', null, 'never']].map(([name, value, instead]) => ({ name, group: '', value, low: value && 96, high: value && 163, paper: null, instead })) },
    ],
  });
}
