import type { Inspection } from './inspect';
import type { Reproduction, Sweep } from './study';

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
  measured?: Measured;
  limit?: Measured;
  source?: string;
  advice?: string;
  fixes?: Fix[];
}

/** A fix as code, for one framework. */
export interface Fix {
  framework: string;
  code: string;
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
  /** Whether it was stopped before all runs were finished. */
  interrupted?: boolean;
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

export interface Band {
  predicted: Measured;
  low: Measured;
  high: Measured;
  measured: Measured;
}

/** Moments of some values, and their quantiles at the report's levels. */
export interface Values {
  mean: Measured;
  std: Measured;
  secondMoment: Measured;
  least: Measured;
  most: Measured;
  quantiles: Measured[] | null;
}

export interface ProbedLayer {
  layer: number;
  width: number;
  forward: Band;
  backward: Band;
  preActivation: Values;
  activation: Values;
  gradient: Values;
  activationGradient: Values;
  weightGradient: Values;
  weights: Values;
  biases: Values | null;
  updateRatio: Measured;
  saturated: Measured;
  dead: Measured;
  symmetric: Measured;
  nearlySymmetric: Measured;
  effectiveRank: Measured;
  correlation: Measured;
  correlationPredicted: Measured;
  histograms?: Record<'preActivations' | 'activations' | 'gradients' | 'weights' | 'weightGradients', Histogram | null>;
}

/** One kind of start, predicted and measured. */
export interface ProbedStart {
  scheme: string;
  formula: string | null;
  verdict: string;
  steps: number;
  divergedAt: number | null;
  loss: Measured;
  expectedLoss: Measured;
  noBand: string | null;
  layers: ProbedLayer[];
  jacobian: Measured[] | null;
  findings: Finding[];
}

interface ProbeHead {
  kind: 'probe';
  title: string;
  version: string;
  command: string;
  spec: unknown;
  data: { name: string; train: number; classes: number | null; note: string | null };
  network: string;
  activation: string;
  optimizer: string;
  learningRate: number;
  step: number;
  batch: number;
  quantileLevels: number[];
  /** What shares of units count, in words. */
  meanings: Record<'saturated' | 'dead' | 'symmetric' | 'nearlySymmetric', string>;
}

/** A probe of several starts, or of one, whose readings then stand in the report itself. */
export type Probe = ProbeHead & ({ starts: ProbedStart[] } | ProbedStart);

export interface PhasePoint {
  sigmaW2: number;
  sigmaB2: number;
  q: Measured;
  chi1: Measured;
  xiC: Measured;
}

/** A phase diagram: values over an even grid, row by row, a row for each σb² and in it a value for each σw². */
export interface Phase {
  kind: 'phase';
  title: string;
  version: string;
  command: string;
  activation: string;
  sigmaW2: number[];
  sigmaB2: number[];
  chi1: Measured[];
  q: Measured[];
  xiC: Measured[];
  /** The critical line, as points from one end to the other. */
  critical: { sigmaW2: number[]; sigmaB2: number[]; q: number[] };
  point: PhasePoint | null;
}

export type AnyReport = Comparison | Probe | Phase | Inspection | Sweep | Reproduction;

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
