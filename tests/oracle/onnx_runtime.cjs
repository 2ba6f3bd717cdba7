// Runs models in ONNX Runtime. `points MODEL CSV PACKAGES` writes 20 points that fit a model; `compare FOLDER PACKAGES` runs every model of a folder on its
// points and compares with what `evenkeel predict --json` wrote beside it.
const fs = require('fs');
const path = require('path');

const [task, ...rest] = process.argv.slice(2);
const packages = rest[rest.length - 1];
const ort = require(path.join(packages, 'node_modules', 'onnxruntime-node'));
const rows = 20;
const limit = 1e-5;

async function open(model) {
  return ort.InferenceSession.create(model, { executionProviders: ['cpu'], logSeverityLevel: 3 });
}

// The width is not told by every version of the runtime, so a model's own description of its input says it.
function width(model) {
  const told = /any number of rows of (\d+) numbers/.exec(fs.readFileSync(model, 'latin1'));
  if (!told) throw new Error(`${model} does not say how many numbers a row has`);
  return Number(told[1]);
}

// A fixed sequence in [-1, 1): no network may owe its agreement to a lucky draw.
function sequence(count) {
  const values = [];
  let state = 1;
  for (let i = 0; i < count; i++) {
    state = (state * 1664525 + 1013904223) % 4294967296;
    values.push(Math.fround(state / 2147483648 - 1));
  }
  return values;
}

async function compare(folder) {
  let failed = 0;
  console.log(`ONNX Runtime ${require(path.join(packages, 'node_modules', 'onnxruntime-node', 'package.json')).version}, ${rows} points a network; the largest difference of`);
  console.log(`${'network'.padEnd(20)}${'outputs'.padStart(12)}${'probabilities'.padStart(16)}`);
  for (const file of fs.readdirSync(folder).filter((name) => name.endsWith('.onnx')).sort()) {
    const model = path.join(folder, file);
    const name = file.slice(0, -5);
    const told = JSON.parse(fs.readFileSync(path.join(folder, `${name}.json`), 'utf8')).predictions;
    const session = await open(model);
    const inputs = width(model);
    const answer = await session.run({ input: new ort.Tensor('float32', Float32Array.from(sequence(rows * inputs)), [rows, inputs]) });
    const raw = answer.logits || answer.scores || answer.values;
    const worst = (tensor, field) => {
      if (!tensor !== (told[0][field] === null)) throw new Error(`${name}: one side has ${field}, the other has not`);
      if (!tensor) return null;
      const values = told.flatMap((prediction) => prediction[field]);
      if (values.length !== tensor.data.length) throw new Error(`${name}: ${values.length} ${field} against ${tensor.data.length}`);
      // Outputs are compared relative to the largest, probabilities as they are.
      const scale = field === 'outputs' ? Math.max(1, ...values.map(Math.abs)) : 1;
      return Math.max(...values.map((value, i) => Math.abs(value - tensor.data[i]) / scale));
    };
    const differences = [worst(raw, 'outputs'), worst(answer.probabilities, 'probabilities')];
    const bad = differences.some((difference) => difference !== null && !(difference <= limit));
    failed += bad ? 1 : 0;
    console.log(name.padEnd(20) + differences.map((difference, i) => (difference === null ? '-' : difference.toExponential(1)).padStart(i ? 16 : 12)).join('') + (bad ? '  FAILED' : ''));
  }
  console.log(failed ? `${failed} networks differ by more than ${limit}.` : `All agree to ${limit}.`);
  return failed ? 1 : 0;
}

async function main() {
  if (task === 'points') {
    const inputs = width(rest[0]);
    const values = sequence(rows * inputs);
    const lines = [];
    for (let row = 0; row < rows; row++) lines.push(values.slice(row * inputs, (row + 1) * inputs).join(','));
    fs.writeFileSync(rest[1], `${lines.join('\n')}\n`);
    return 0;
  }
  return compare(rest[0]);
}

main().then((code) => { process.exitCode = code; }).catch((problem) => { console.error(problem.message); process.exitCode = 1; });
