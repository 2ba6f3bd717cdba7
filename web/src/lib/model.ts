/** What a report holds, as the .NET side writes it. A number that is not finite is null. */
export type Measured = number | null;

export interface Interval {
  mean: Measured;
  low: Measured;
  high: Measured;
}

export type Standing = 'learns' | 'behind' | 'stuck' | 'diverged' | 'unfinished';

export interface Finding {
  code: string;
  severity: 'error' | 'warning' | 'info';
  layer: number | null;
  message: string;
  advice?: string;
}

export interface Scheme {
  scheme: string;
  formula: string;
  verdict: string;
  standing: Standing;
  testAccuracy: Interval | null;
  finalLoss: Interval;
  stepsToTarget: { median: Measured; reached: number; of: number };
  findings: Finding[];
}

export interface Trace {
  steps: number[];
  values: Measured[];
}

export interface Reading {
  layer: number;
  activationMean: Measured;
  activationStd: Measured;
  gradientStd: Measured;
  saturated: Measured;
  dead: Measured;
  symmetric: Measured;
}

export interface Histogram {
  scale: 'linear' | 'log10';
  low: number;
  high: number;
  counts: number[];
  below: number;
  above: number;
  zero: number;
  mean: Measured;
  std: Measured;
}

export interface Snapshot {
  step: number;
  layers: { layer: number; activations: Histogram; gradients: Histogram }[];
}

export interface Run {
  scheme: string;
  seed: number;
  initialLoss: Measured;
  finalLoss: Measured;
  testAccuracy: Measured;
  stepsToTarget: Measured;
  diverged: boolean;
  divergedAt: number | null;
  steps: number;
  layers: Reading[];
  loss: Trace;
  accuracy: Trace;
  snapshots: Snapshot[];
}

export interface Comparison {
  kind: 'comparison';
  title: string;
  version: string;
  command: string;
  spec: unknown;
  data: { name: string; train: number; test: number; classes: number | null; note: string | null };
  network: string;
  activation: string;
  optimizer: string;
  learningRate: number;
  batch: number | string;
  epochs: number | null;
  chance: { loss: Measured; accuracy: Measured } | null;
  target: Measured;
  summary: Scheme[];
  runs: Run[];
}

/** How one initialization looks wherever it appears: a place in the palette, and a symbol for eyes that do not tell colours. */
export interface Identity {
  name: string;
  index: number;
}

export const symbols = ['circle', 'square', 'triangle', 'diamond', 'star', 'cross'] as const;

export function colour(identity: Identity): string {
  return `var(--series-${identity.index % symbols.length})`;
}

/** Its colour for words, which need more contrast than lines do. */
export function wordColour(identity: Identity): string {
  return `color-mix(in oklab, ${colour(identity)} 70%, var(--ink))`;
}

/** Numbers that a figure draws, for reading instead of looking. */
export interface Numbers {
  columns: string[];
  rows: (string | number | null)[][];
}
