/** What the figures of a comparison draw, taken from its runs. */
import { brief, count, list, percent, plural } from './format';
import type { Comparison, Histogram, Identity, Measured, Numbers, Reading, Run } from './model';
import { average, curve, finite, spread, type Curve, type Spread } from './series';
import type { Moment } from './view.svelte';

export interface Column {
  identity: Identity;
  runs: Run[];
  loss: Curve;
  accuracy: Curve;
  diverged: number[];
  activations: Spread[];
  gradients: Spread[];
}

export type Side = 'activations' | 'gradients';

export function columnsOf(report: Comparison): Column[] {
  return report.summary.map(({ scheme }, index) => {
    const runs = report.runs.filter((run) => run.scheme === scheme);
    const readings = (pick: (reading: Reading) => Measured) =>
      layersOf(report).map((layer) => spread(layer, runs.map((run) => pickLayer(run.layers, layer, pick))));
    return {
      identity: { name: scheme, index },
      runs,
      loss: curve(runs.map((run) => run.loss)),
      accuracy: curve(runs.map((run) => run.accuracy)),
      diverged: runs.filter((run) => run.diverged).map((run) => run.divergedAt ?? run.steps),
      activations: readings((reading) => reading.activationStd),
      gradients: readings((reading) => reading.gradientStd),
    };
  });
}

/** How many seeds each initialization was trained from. */
export function seedsOf(columns: Column[]): number {
  return Math.max(1, ...columns.map((column) => column.runs.length));
}

export function layersOf(report: Comparison): number[] {
  const layers = report.runs.flatMap((run) => run.layers.map((reading) => reading.layer));
  return [...new Set(layers)].sort((a, b) => a - b);
}

export function pickLayer<T extends { layer: number }, R>(layers: T[], layer: number, pick: (one: T) => R): R | null {
  const one = layers.find((candidate) => candidate.layer === layer);
  return one ? pick(one) : null;
}

export function sentence(report: Comparison, seeds: number): string {
  const { data, network, activation, optimizer, learningRate, batch, epochs } = report;
  const initializations = `${count(report.summary.length)} initializations`;
  const batches = typeof batch === 'number' ? `batches of ${count(batch)}` : `${batch} batch`;
  return (
    `${initializations} of one ${network}${report.runs[0]?.layers.length ? ` ${activation}` : ""} network, each trained from ${plural(seeds, 'seed')} on ` +
    `${count(data.train)} examples of ${data.name} and tested on ${count(data.test)}: ${optimizer} with learning rate ${learningRate}, ` +
    `${batches}${epochs === null || epochs === undefined ? '' : `, ${plural(epochs, 'epoch')}`}.`
  );
}

/** The shares of a layer's units, averaged over seeds. */
export function shares(column: Column, layers: number[], pick: (reading: Reading) => Measured): Measured[] {
  return layers.map((layer) => {
    const values = finite(column.runs.map((run) => pickLayer(run.layers, layer, pick)));
    return values.length > 0 ? average(values) : null;
  });
}

export function histogramsOf(column: Column, layers: number[], side: Side, moment: Moment): (Histogram | null)[] {
  const snapshots = column.runs.find((run) => run.snapshots.length > 0)?.snapshots ?? [];
  const chosen = moment === 'first' ? snapshots[0] : snapshots.length > 1 ? snapshots.at(-1) : undefined;
  return layers.map((layer) => (chosen ? pickLayer(chosen.layers, layer, (one) => one[side]) : null));
}

/** The range of a loss axis. On a linear one a start far above chance would flatten everything that matters, so it is cut. */
export function lossRange(columns: Column[], chance: Measured, log: boolean): [number, number] {
  const bands = columns.flatMap((column) => [...column.loss.whole, ...column.loss.rest]);
  const tops = bands.map((band) => band.high);
  const highest = Math.max(...tops, chance ?? 0);
  if (bands.length === 0) return log ? [0.1, 10] : [0, Math.max(1, 1.2 * highest)];
  if (log) {
    const least = Math.min(...bands.map((band) => band.low).filter((value) => value > 0), chance ?? Infinity);
    return [least / 1.3, Math.min(highest * 1.3, 1e6 * (chance ?? least))];
  }
  const starts = columns.flatMap((column) => column.loss.whole.slice(0, 1).map((band) => band.mean)).sort((a, b) => a - b);
  const usual = chance ?? starts[Math.floor(starts.length / 2)] ?? highest;
  return [0, highest > 3 * usual ? 1.6 * usual : 1.06 * highest];
}

/** Whole decades around all values, at least two, so that two charts compare. */
export function decades(values: Spread[]): [number, number] {
  const sizes = values.flatMap((value) => [value.low, value.high, value.mean]).filter((size): size is number => size !== null && size > 0);
  if (sizes.length === 0) return [0.01, 1];
  const low = Math.floor(Math.log10(Math.min(...sizes)) + 1e-9);
  const high = Math.max(low + 1, Math.ceil(Math.log10(Math.max(...sizes)) - 1e-9));
  return [10 ** low, 10 ** high];
}

export function curveNumbers(columns: Column[], which: 'loss' | 'accuracy'): Numbers {
  const bands = columns.map((column) => new Map([...column[which].rest, ...column[which].whole].map((band) => [band.x, band])));
  const steps = [...new Set(bands.flatMap((of) => [...of.keys()]))].sort((a, b) => a - b);
  const several = columns.some((column) => column.runs.length > 1);
  return {
    columns: ['step', ...columns.flatMap(({ identity: { name } }) => (several ? [name, `${name} lowest`, `${name} highest`] : [name]))],
    rows: steps.map((step) => [
      step,
      ...bands.flatMap((of) => {
        const band = of.get(step);
        return several ? [band?.mean ?? null, band?.low ?? null, band?.high ?? null] : [band?.mean ?? null];
      }),
    ]),
  };
}

export function layerNumbers(columns: Column[], layers: number[], side: Side): Numbers {
  return {
    columns: ['layer', ...columns.map((column) => column.identity.name)],
    rows: layers.map((layer, i) => [layer, ...columns.map((column) => column[side][i]?.mean ?? null)]),
  };
}

export function histogramNumbers(columns: Column[], layers: number[], side: Side, moment: Moment): Numbers {
  const rows = columns.flatMap((column) =>
    histogramsOf(column, layers, side, moment).flatMap((histogram, i) =>
      histogram ? [[column.identity.name, layers[i]!, histogram.mean, histogram.std, histogram.zero, histogram.below, histogram.above]] : [],
    ),
  );
  return { columns: ['initialization', 'layer', 'mean', 'standard deviation', 'share exactly 0', 'values below', 'values above'], rows };
}

export function curveSummary(columns: Column[], which: 'loss' | 'accuracy', chance: Measured): string {
  const ends = columns.flatMap((column) => {
    const last = column[which].rest.at(-1) ?? column[which].whole.at(-1);
    return last ? [{ name: column.identity.name, ...last }] : [];
  });
  if (ends.length === 0) return 'No initialization has a finite value to draw.';
  const sign = which === 'loss' ? 1 : -1;
  const [best] = ends.sort((a, b) => sign * (a.mean - b.mean));
  const format = which === 'loss' ? brief : percent;
  const lost = columns.filter((column) => column.diverged.length > 0).map((column) => column.identity.name);
  const end = `${best!.name} ends ${which === 'loss' ? 'lowest' : 'highest'}, at ${format(best!.mean)}`;
  const beside = chance === null ? '' : `; chance is ${format(chance)}`;
  return `${end}${beside}.${lost.length > 0 ? ` ${list(lost)} diverged.` : ''}`;
}

export function layerSummary(columns: Column[], side: Side): string {
  const parts = columns.map((column) => {
    const path = side === 'activations' ? column.activations : [...column.gradients].reverse();
    const [start, end] = [path[0]?.mean ?? null, path.at(-1)?.mean ?? null];
    if (start === null || end === null) return `is not finite for ${column.identity.name}`;
    if (start === 0 || end === 0) return `is 0 for ${column.identity.name}`;
    return `${brief(end / start, 2)}× for ${column.identity.name}`;
  });
  const way = side === 'activations' ? 'From the first hidden layer to the last, the spread of activations is multiplied by' : 'From the last hidden layer back to the first, the spread of gradients is multiplied by';
  const changed = parts.filter((part) => !part.startsWith('is'));
  const rest = parts.filter((part) => part.startsWith('is'));
  if (changed.length === 0) return `The spread of ${side} ${list(rest)}.`;
  return `${way} ${list(changed)}${rest.length > 0 ? `; it ${list(rest)}` : ''}.`;
}
