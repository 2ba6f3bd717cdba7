/** What the figures of a probe draw, taken from its readings. */
import type { Mark, Marked } from './BandChart.svelte';
import { brief, count, list, plural } from './format';
import type { Band, Histogram, Identity, Measured, Numbers, Probe, ProbedLayer, ProbedStart } from './model';
import type { Inside } from './view.svelte';

export interface Start extends ProbedStart {
  identity: Identity;
}

export type Way = 'forward' | 'backward';

export function startsOf(report: Probe): Start[] {
  const starts = 'starts' in report ? report.starts : [report];
  // One alone takes the palette's calmest colour that is not grey.
  return starts.map((start, i) => ({ ...start, identity: { name: start.scheme, index: starts.length === 1 ? 2 : i } }));
}

export function sentence(report: Probe, starts: Start[]): string {
  const { network, activation, data, batch, step, optimizer, learningRate } = report;
  const from = starts.length === 1 ? '' : ` from ${count(starts.length)} initializations`;
  const when = step === 0 ? 'before its first update' : `after ${plural(step, 'step')} of ${optimizer} with learning rate ${learningRate}`;
  return `One ${network} ${activation} network${from}, read on ${plural(batch, 'example')} of ${data.name} ${when}: what every layer does to the signal on its way forward and to the gradient on its way back, beside what theory predicts.`;
}

export function layersOf(starts: Start[]): number[] {
  return starts[0]?.layers.map((layer) => layer.layer) ?? [];
}

export function hasPrediction(starts: Start[]): boolean {
  return starts.some((start) => start.layers.some((layer) => layer.forward.predicted !== null));
}

export function marksOf(start: Start, pick: (layer: ProbedLayer) => Partial<Band>): Mark[] {
  return start.layers.map((layer) => ({ x: layer.layer, measured: null, ...pick(layer) }));
}

export function bands(starts: Start[], way: Way): Marked[] {
  return starts.map((start) => ({ identity: start.identity, marks: marksOf(start, (layer) => layer[way]) }));
}

export function values(starts: Start[], pick: (layer: ProbedLayer) => Measured): Marked[] {
  return starts.map((start) => ({ identity: start.identity, marks: marksOf(start, (layer) => ({ measured: pick(layer) })) }));
}

export function correlationsOf(starts: Start[]): Marked[] {
  return starts.map((start) => ({ identity: start.identity, marks: marksOf(start, (layer) => ({ measured: layer.correlation, predicted: layer.correlationPredicted })) }));
}

export function spectra(starts: Start[]): Marked[] {
  return starts
    .filter((start) => start.jacobian !== null)
    .map((start) => ({ identity: start.identity, marks: start.jacobian!.map((value, i) => ({ x: i + 1, measured: value })) }));
}

/** A frame around all that is drawn, of one decade or more: from 1, 2 or 5 to 1, 2 or 5 where it is narrow, whole decades where it is wide. */
export function decades(series: Marked[]): [number, number] {
  const sizes = series.flatMap((s) => s.marks.flatMap((mark) => [mark.measured, mark.predicted, mark.low, mark.high])).filter((size): size is number => (size ?? 0) > 0);
  if (sizes.length === 0) return [0.1, 10];
  const [least, most] = [Math.min(...sizes), Math.max(...sizes)];
  const [low, high] = [Math.floor(Math.log10(least) + 1e-9), Math.ceil(Math.log10(most) - 1e-9)];
  if (high - low > 2) return [Number(`1e${low}`), Number(`1e${high}`)];
  const steps = [low - 1, low, low + 1, low + 2].flatMap((e) => [1, 2, 5].map((m) => Number(`${m}e${e}`)));
  let [from, to] = [steps.findLastIndex((step) => step <= least * 1.0001), steps.findIndex((step) => step >= most * 0.9999)];
  for (let below = false; to - from < 3; below = !below) if (below) from--; else to++;
  return [steps[from]!, steps[to]!];
}

/** From 0, or below it where something is, to a little above the largest. */
export function linear(series: Marked[], least = 0): [number, number] {
  const sizes = series.flatMap((s) => s.marks.flatMap((mark) => [mark.measured, mark.predicted])).filter((size): size is number => typeof size === 'number');
  return [Math.min(0, ...sizes), Math.max(least, 1.05 * Math.max(0, ...sizes))];
}

export type Place = 'inside' | 'above' | 'below' | null;

/** Where a measured number lies to its band; null where there is none. */
export function placeOf({ measured, low, high }: Band): Place {
  if (measured === null || low === null || high === null) return null;
  return measured > high ? 'above' : measured < low ? 'below' : 'inside';
}

/** How many layers of a start lie in their bands, of those that have one. */
export function held(start: Start, way: Way): { inside: number; of: number } {
  // Going backward all is relative to the last hidden layer, which is in its band by definition.
  const places = (way === 'forward' ? start.layers : start.layers.slice(0, -1)).map((layer) => placeOf(layer[way])).filter((place) => place !== null);
  return { inside: places.filter((place) => place === 'inside').length, of: places.length };
}

export function bandSummary(starts: Start[], way: Way): string {
  const where = way === 'forward' ? 'In the last hidden layer' : 'In the first hidden layer';
  const parts = starts.map((start) => {
    const { measured, predicted } = (way === 'forward' ? start.layers.at(-1) : start.layers[0])![way];
    const { inside, of } = held(start, way);
    const beside = [predicted === null ? '' : `predicted ${brief(predicted)}`, of > 0 ? `${inside} of ${plural(of, 'layer')} in the band` : ''].filter(Boolean).join(', ');
    return `${measured === null ? 'no finite number' : brief(measured)}${starts.length > 1 ? ` for ${start.scheme}` : ''}${beside ? ` (${beside})` : ''}`;
  });
  return `${where}: ${list(parts)}.`;
}

export function bandNumbers(starts: Start[], way: Way): Numbers {
  const names = (start: Start) => ['measured', 'predicted', 'low', 'high'].map((field) => (starts.length > 1 ? `${start.scheme} ${field}` : field));
  return {
    columns: ['layer', ...starts.flatMap(names)],
    rows: layersOf(starts).map((layer, i) => [layer, ...starts.flatMap((start) => {
      const { measured, predicted, low, high } = start.layers[i]![way];
      return [measured, predicted, low, high];
    })]),
  };
}

/** What is measured beside what is predicted, of numbers that have no band. */
export function besideNumbers(series: Marked[], axis: string): Numbers {
  const names = (name: string) => ['measured', 'predicted'].map((field) => (series.length > 1 ? `${name} ${field}` : field));
  return {
    columns: [axis, ...series.flatMap((s) => names(s.identity.name))],
    rows: (series[0]?.marks ?? []).map((mark, i) => [mark.x, ...series.flatMap((s) => [s.marks[i]?.measured ?? null, s.marks[i]?.predicted ?? null])]),
  };
}

export function numbersOf(series: Marked[], axis: string): Numbers {
  const places = [...new Set(series.flatMap((s) => s.marks.map((mark) => mark.x)))].sort((a, b) => a - b);
  return {
    columns: [axis, ...series.map((s) => s.identity.name)],
    rows: places.map((x) => [x, ...series.map((s) => s.marks.find((mark) => mark.x === x)?.measured ?? null)]),
  };
}

export function endsSummary(series: Marked[], what: string): string {
  const parts = series.map((s) => {
    const [first, last] = [s.marks[0]?.measured ?? null, s.marks.at(-1)?.measured ?? null];
    return `${s.marks.length > 1 ? `goes from ${brief(first)} to ${brief(last)}` : `is ${brief(first)}`}${series.length > 1 ? ` for ${s.identity.name}` : ''}`;
  });
  return `${what} ${list(parts)}.`;
}

export function shares(start: Start, pick: (layer: ProbedLayer) => Measured): Measured[] {
  return start.layers.map(pick);
}

export function histogramsOf(start: Start, side: Inside): (Histogram | null)[] {
  return start.layers.map((layer) => layer.histograms?.[side] ?? null);
}

export function histogramNumbers(starts: Start[], side: Inside): Numbers {
  const rows = starts.flatMap((start) =>
    histogramsOf(start, side).flatMap((histogram, i) =>
      histogram ? [[start.scheme, start.layers[i]!.layer, histogram.mean, histogram.std, histogram.zero, histogram.below, histogram.above]] : [],
    ),
  );
  return { columns: ['initialization', 'layer', 'mean', 'standard deviation', 'share exactly 0', 'values below', 'values above'], rows };
}
