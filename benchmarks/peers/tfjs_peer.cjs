// Does training steps with TensorFlow.js in WebAssembly: reads "repeats step 784,300,10 tanh 100 sgd" per line (widths, activation,
// batch, optimizer), writes the milliseconds of one step. Variables and an optimizer, without the layers on top: its leanest form.
// 0 repeats make a task ready.
'use strict';
const path = require('node:path');
const readline = require('node:readline');
const tf = require('@tensorflow/tfjs');
const wasm = require('@tensorflow/tfjs-backend-wasm');

const WARM_UP = 3;
const PREPARATION = 400;

function create(task) {
  const [, widthText, activation, batchText, optimizer] = task.split(' ');
  const [widths, batch] = [widthText.split(',').map(Number), Number(batchText)];
  const classes = widths[widths.length - 1];
  const layers = widths.slice(1).map((width, i) => ({
    weight: tf.variable(tf.randomNormal([widths[i], width], 0, Math.sqrt(2 / (widths[i] + width)))),
    bias: tf.variable(tf.zeros([width])),
  }));
  const x = tf.randomUniform([batch, widths[0]], 0.01, 1);
  const labels = tf.tensor1d(Array.from({ length: batch }, (_, i) => i % Math.max(2, classes)), 'int32');
  const y = classes === 1 ? labels.toFloat().reshape([batch, 1]) : tf.oneHot(labels, classes).toFloat();
  const rule = optimizer === 'sgd' ? tf.train.sgd(1e-3) : tf.train.adam(1e-5);
  const loss = classes === 1 ? tf.losses.sigmoidCrossEntropy : tf.losses.softmaxCrossEntropy;
  const forward = () => layers.reduce((h, { weight, bias }, i) => {
    const z = tf.add(tf.matMul(h, weight), bias);
    return i === layers.length - 1 ? z : activation === 'tanh' ? tf.tanh(z) : tf.relu(z);
  }, x);
  return () => tf.tidy(() => { rule.minimize(() => loss(y, forward())); });
}

async function main() {
  wasm.setWasmPaths(path.join(path.dirname(require.resolve('@tensorflow/tfjs-backend-wasm/package.json')), 'dist', path.sep));
  if (!(await tf.setBackend('wasm'))) throw new Error('TensorFlow.js has no WebAssembly backend here.');
  await tf.ready();
  const [simd, threads] = [await tf.env().getAsync('WASM_HAS_SIMD_SUPPORT'), await tf.env().getAsync('WASM_HAS_MULTITHREAD_SUPPORT')];
  console.log(`TensorFlow.js ${tf.version.tfjs}, WebAssembly (${simd && threads ? 'threaded SIMD' : simd ? 'SIMD' : 'plain'} binary), Node ${process.version}`);
  const ready = new Map();
  for await (const line of readline.createInterface({ input: process.stdin })) {
    const space = line.indexOf(' ');
    const [repeats, task] = [Number(line.slice(0, space)), line.slice(space + 1)];
    if (!ready.has(task)) ready.set(task, create(task));
    const run = ready.get(task);
    let start = performance.now();
    do run(); while (performance.now() - start < (repeats ? WARM_UP : PREPARATION));
    start = performance.now();
    for (let i = 0; i < repeats; i++) run();
    console.log(repeats ? (performance.now() - start) / repeats : 0);
  }
}

main().catch((error) => {
  console.error(error.message);
  process.exit(3);
});
