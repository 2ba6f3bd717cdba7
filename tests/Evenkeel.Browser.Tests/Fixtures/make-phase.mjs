// Writes phase.json: the phase diagram of tanh on a coarse grid, by plain sums over a normal density.
// node make-phase.mjs > phase.json
const steps = 161;
const reach = 8;
const places = Array.from({ length: steps }, (_, i) => -reach + (2 * reach * i) / (steps - 1));
const densities = places.map((z) => Math.exp(-z * z / 2));
const whole = densities.reduce((sum, density) => sum + density, 0);
const mean = (q, f) => places.reduce((sum, z, i) => sum + densities[i] * f(Math.sqrt(q) * z), 0) / whole;
const power = (q) => mean(q, (z) => Math.tanh(z) ** 2);
const slope = (q) => mean(q, (z) => (1 - Math.tanh(z) ** 2) ** 2);
const round = (value) => (value === null ? null : Number(value.toPrecision(6)));

function point(sigmaW2, sigmaB2) {
  let q = 1;
  for (let i = 0; i < 500; i++) q = sigmaW2 * power(q) + sigmaB2;
  const chi1 = sigmaW2 * slope(q);
  const xiC = Math.abs(chi1 - 1) < 1e-9 ? null : 1 / Math.abs(Math.log(chi1));
  return { sigmaW2, sigmaB2, q: round(q), chi1: round(chi1), xiC: round(xiC) };
}

const axis = (low, high, n) => Array.from({ length: n }, (_, i) => round(low + ((high - low) * i) / (n - 1)));
const [sigmaW2, sigmaB2] = [axis(0.1, 4, 27), axis(0, 0.5, 21)];
const cells = sigmaB2.flatMap((b) => sigmaW2.map((w) => point(w, b)));
const line = axis(0.001, 3, 40).map((q) => ({ q, sigmaW2: 1 / slope(q), sigmaB2: q - power(q) / slope(q) }));
const column = (all, field) => all.map((one) => round(one[field]));
process.stdout.write(JSON.stringify({
  kind: 'phase', title: 'Phase diagram of tanh', version: '0.1.0', command: 'evenkeel theory tanh --sigma-w2 1.3 --sigma-b2 0.05 --phase tanh.html',
  activation: 'tanh', sigmaW2, sigmaB2,
  chi1: column(cells, 'chi1'), q: column(cells, 'q'), xiC: column(cells, 'xiC'),
  critical: { sigmaW2: column(line, 'sigmaW2'), sigmaB2: column(line, 'sigmaB2'), q: column(line, 'q') },
  point: point(1.3, 0.05),
}));
