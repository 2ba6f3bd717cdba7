// Does square products with ONNX Runtime's MLAS: reads "repeats products NN 384x384x384" per line, writes the milliseconds of one product.
// A model is a chain of products, each taking the result of the one before, so that the call into the runtime is paid once for
// many of them; neither operand is a constant, so none is packed beforehand. 0 repeats make a task ready.
'use strict';
const readline = require('node:readline');
const ort = require('onnxruntime-node');

const WARM_UP = 3;
const PREPARATION = 400;
const CHAIN_OPERATIONS = 1e9;
const threads = Number(process.argv[2]);

// Protocol buffers by hand: a number field, and a field of bytes.
const varint = (value) => (value < 128 ? [value] : [(value & 127) | 128, ...varint(value >>> 7)]);
const number = (field, value) => [...varint(field << 3), ...varint(value)];
const bytes = (field, content) => [...varint((field << 3) | 2), ...varint(content.length), ...content];
const text = (field, value) => bytes(field, [...Buffer.from(value)]);

// Field numbers: onnx.proto, https://github.com/onnx/onnx/blob/main/onnx/onnx.proto.
const matrix = (name, n) => {
  const dimension = bytes(1, number(1, n));
  const tensor = [...number(1, 1), ...bytes(2, [...dimension, ...dimension])];
  return [...text(1, name), ...bytes(2, bytes(1, tensor))];
};
const flag = (name) => bytes(5, [...text(1, name), ...number(3, 1), ...number(20, 2)]);
const product = (form, from, to) => [
  ...text(1, 'x'), ...text(1, from), ...text(2, to),
  ...text(4, form === 'NN' ? 'MatMul' : 'Gemm'),
  ...(form === 'TN' ? flag('transA') : form === 'NT' ? flag('transB') : []),
];
const model = (form, n, length) => {
  const nodes = Array.from({ length }, (_, i) => bytes(1, product(form, `y${i}`, `y${i + 1}`))).flat();
  const graph = [...nodes, ...text(2, 'chain'), ...bytes(11, matrix('x', n)), ...bytes(11, matrix('y0', n)), ...bytes(12, matrix(`y${length}`, n))];
  return Uint8Array.from([...number(1, 8), ...bytes(7, graph), ...bytes(8, [...text(1, ''), ...number(2, 13)])]);
};

// Both sides do the same work: the first row of a single product is the one that the form says.
async function check(form, n, feeds) {
  const session = await ort.InferenceSession.create(model(form, n, 1));
  const result = (await session.run(feeds)).y1.data;
  for (let j = 0; j < n; j++) {
    let sum = 0;
    for (let p = 0; p < n; p++) sum += feeds.x.data[form === 'TN' ? p * n : p] * feeds.y0.data[form === 'NT' ? j * n + p : p * n + j];
    if (!(Math.abs(sum - result[j]) < 1e-3)) throw new Error(`${form} ${n}: ${result[j]} at column ${j}, not ${sum}.`);
  }
}

async function create(task) {
  const [, form, size] = /^products (NN|NT|TN) (\d+)x\2x\2$/.exec(task);
  const n = Number(size);
  const length = Math.max(1, Math.round(CHAIN_OPERATIONS / (2 * n ** 3)));
  const session = await ort.InferenceSession.create(model(form, n, length), {
    intraOpNumThreads: threads, interOpNumThreads: 1, executionMode: 'sequential',
  });

  // A uniform matrix of this scale keeps the size of what it is multiplied with, so the chain neither dies nor overflows.
  const fill = (scale) => new ort.Tensor('float32', Float32Array.from({ length: n * n }, (_, i) => (((i * 7919) % 2003) / 1001 - 1) * scale), [n, n]);
  const feeds = { x: fill(Math.sqrt(3 / n)), y0: fill(1) };
  await check(form, n, feeds);
  const fetches = { [`y${length}`]: new ort.Tensor('float32', new Float32Array(n * n), [n, n]) };
  return { length, run: () => session.run(feeds, fetches) };
}

async function main() {
  console.log(`ONNX Runtime ${require('onnxruntime-node/package.json').version}, ${threads === 1 ? '1 thread' : `${threads} threads`} within an operator`);
  const ready = new Map();
  for await (const line of readline.createInterface({ input: process.stdin })) {
    const space = line.indexOf(' ');
    const [repeats, task] = [Number(line.slice(0, space)), line.slice(space + 1)];
    if (!ready.has(task)) ready.set(task, await create(task));
    const { length, run } = ready.get(task);
    let start = performance.now();
    do await run(); while (performance.now() - start < (repeats ? WARM_UP : PREPARATION));
    const runs = Math.ceil(repeats / length);
    start = performance.now();
    for (let i = 0; i < runs; i++) await run();
    console.log(runs ? (performance.now() - start) / runs / length : 0);
  }
}

main().catch((error) => {
  console.error(error.message);
  process.exit(3);
});
