// Runs a model in ONNX Runtime: `MODEL INPUTS.json OUTPUT.json PACKAGES`; inputs are { name: { type, dims, data } }, the output is the numbers of the first result.
const fs = require('fs');
const path = require('path');

const [model, inputs, output, packages] = process.argv.slice(2);
const ort = require(path.join(packages, 'node_modules', 'onnxruntime-node'));

(async () => {
  const session = await ort.InferenceSession.create(model, { executionProviders: ['cpu'], logSeverityLevel: 3 });
  const feeds = {};
  for (const [name, { type, dims, data }] of Object.entries(JSON.parse(fs.readFileSync(inputs, 'utf8')))) {
    feeds[name] = new ort.Tensor(type, type === 'int64' ? BigInt64Array.from(data.map(BigInt)) : Float32Array.from(data), dims);
  }

  const answer = await session.run(feeds);
  fs.writeFileSync(output, JSON.stringify(Array.from(answer[session.outputNames[0]].data)));
})().catch((problem) => {
  console.error(String(problem));
  process.exit(1);
});
