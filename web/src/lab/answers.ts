/** What the server answers to this page's questions, field by field. A number that is not finite is null. */
import type { Measured, Phase, Probe } from '../lib/model';
import type { PredictedBand } from './protocol';

/** `prediction`: what theory says of an experiment's starts before any step; asked again for every move of the variance slider. Keys: those of an experiment. */
export interface PredictionAnswer {
  /** Widths from input to output, as 784-300-300-10. */
  network: string;
  activation: string;
  /** Mean x² over the first batch. */
  inputSecondMoment: Measured;
  /** The starts, in the order of init. */
  runs: PredictionRun[];
}

export interface PredictionRun {
  scheme: string;
  /** In TeX. */
  formula: string;
  /** Hidden layers from 1; null with the reason in noPrediction. */
  prediction: { layer: number; forward: PredictedBand; backward: PredictedBand; saturated: Measured }[] | null;
  noPrediction: string | null;
  /** Why layers have no band, where some have none. */
  noBand: string | null;
  /** Growth of mean squares over all hidden layers and, as a geometric mean, per layer (null for one layer); backward is layer 1 over the last. */
  growth: { forward: Measured; forwardPerLayer: Measured; backward: Measured; backwardPerLayer: Measured } | null;
  /** Whether each side fades, keeps its size or explodes, with its numbers; the reason where there is no prediction. */
  sentence: string;
}

/** `chain`: L layers of α·I against α^(L−1), for the input (1, 1). */
export interface ChainAnswer {
  alpha: number;
  layers: number;
  output: Measured;
  expected: Measured;
  relativeError: Measured;
  chain: { layer: number; activation: Measured; expectedActivation: Measured; gradient: Measured; expectedGradient: Measured; relativeError: Measured }[];
  sentence: string;
  examples: { alpha: number; layers: number; output: number }[];
  /** Null unless train=yes. */
  training: ChainTraining | null;
}

export interface ChainTraining {
  rate: number;
  clip: number;
  /** Before each step, then after the last. */
  costs: Measured[];
  /** The least that any linear map has. */
  least: Measured;
  lowest: Measured;
  final: Measured;
  swing: Measured;
  rises: number;
  oscillates: boolean;
  sentence: string;
}

/** `products`: decimal logarithms of a vector's length through random matrices. */
export interface ProductsAnswer {
  scale: number;
  width: number;
  layers: number;
  draws: number;
  /** For each draw, after layer 1 … L. */
  forward: number[][];
  /** For each draw, behind layer 0 … L − 1. */
  backward: number[][];
  /** The expected logarithm of one layer, and its standard deviation. */
  typicalPerLayer: number;
  deviationPerLayer: number;
  /** The logarithm of the root mean square's growth through one layer. */
  meanSquarePerLayer: number;
  /** The scale that keeps the typical length. */
  typicalScale: number;
  sentence: string;
}

/** `derivation`: each equality with both sides measured. */
export interface DerivationAnswer {
  broken: string;
  setting: string;
  width: number;
  activation: string;
  equalities: Equality[];
  sentence: string;
}

export interface Equality {
  number: number;
  tex: string;
  formula: string;
  reason: string;
  /** The switches that break it. */
  brokenBy: string[];
  left: Measured;
  leftError: Measured;
  right: Measured;
  rightError: Measured;
  ratio: Measured;
  ratioError: Measured;
  /** How far from 1 an approximate equality may be; 0 for an exact one. */
  tolerance: number;
  unitScatter: Measured;
  expectedScatter: Measured;
  holds: boolean;
  sentence: string;
}

/** `gains`: an activation's gains in their three meanings, and its curve. */
export interface GainsAnswer {
  activation: string;
  formula: string;
  saturates: boolean;
  gains: { name: string; value: Measured; sigmaW2: Measured; keeps: string; tex: string; torchPercent: Measured }[];
  chi1: Measured;
  torch: Measured;
  sentence: string;
  kinks: number[];
  x: number[];
  value: Measured[];
  slope: Measured[];
}

/** Growth of mean squares over depth: the signal's relative to the first layer, the gradient's to the last. */
export interface Sides {
  forwardOverDepth: Measured;
  backwardOverDepth: Measured;
  forward: Measured[];
  backward: Measured[];
}

/** `conflict`: what each gain does to signal and gradient, and the start that keeps both. */
export interface ConflictAnswer {
  activation: string;
  layers: number;
  within: number;
  perLayer: Measured;
  sizePerLayer: Measured;
  overDepth: Measured;
  canBothHold: boolean;
  reconcilingBias: Measured;
  sentence: string;
  gains: (Sides & { name: string; gain: number; sigmaW2: number })[];
  compromise: Sides & { method: string; isWithin: boolean; sigmaW2: Measured; sigmaB2: Measured; q: Measured; chiQ: Measured; activation: string; sentence: string };
}

/** `phase`: an activation's diagram with an experiment's starts on it. */
export interface PhaseAnswer {
  diagram: Phase;
  /** Hidden layers of the experiment; 0 where there is none. */
  depth: number;
  points: {
    scheme: string | null;
    sigmaW2: Measured;
    sigmaB2: Measured;
    /** Whether it lies on the diagram. */
    inside: boolean;
    q: Measured;
    chi1: Measured;
    phase: string | null;
    xiQ: Measured;
    xiC: Measured;
    xiGradient: Measured;
    reach: Measured;
    sentence: string;
  }[];
  reachOverXi: number;
  source: string;
}

/** `probe`: the document of `probe --json`. */
export interface ProbeAnswer {
  probe: Probe;
}

/** `theory`: the document of `theory --json` for an experiment's network and first start; docs/cli.md lists its fields. Keys: those of an experiment, within, correlation. */
export interface TheoryAnswer {
  activation: string;
  gains: { secondMoment: Measured; variance: Measured; gradient: Measured };
  point: { scheme: string | null; sigmaW2: Measured; sigmaB2: Measured; inputSecondMoment: Measured; residual: Measured };
  fixedPoint: { q: Measured; chi1: Measured; chiQ: Measured; correlation: Measured; xiQ: Measured; xiC: Measured; xiGradient: Measured; phase: string; stability: string; reach: Measured } | null;
  noFixedPoint: string | null;
  conflict: { q: number; perLayer: Measured; overDepth: Measured; canBothHold: boolean; reconcilingBias: Measured; sentence: string };
  trajectory: { layer: number; q: Measured; forwardGrowth: Measured; backwardGrowth: Measured; correlation: Measured; forward: PredictedBand | null; backward: PredictedBand | null }[];
  noBand: string | null;
  [field: string]: unknown;
}

/** `schemes`: an initializer and what it is elsewhere. Keys: scheme, fan-in, fan-out. */
export interface SchemesAnswer {
  scheme: string;
  /** In TeX. */
  formula: string;
  purpose: string;
  pitfall: string | null;
  source: string;
  /** What it promises of a dense layer; null for a start that looks at data. */
  promise: SchemePromise | null;
  biasPromise: SchemePromise | null;
  frameworks: {
    framework: string;
    title: string;
    scheme: string | null;
    code: string | null;
    /** Whether the framework's rule is the same; if not, difference says how. */
    same: boolean;
    difference: string | null;
    /** Another rule of the same name there. */
    namesake: string | null;
    namesakeDifference: string | null;
  }[];
  /** PyTorch, Keras, JAX and C#; empty for a start that looks at data. */
  snippets: { language: string; code: string; remark: string | null }[];
}

export interface SchemePromise {
  family: string;
  mean: Measured;
  standardDeviation: Measured;
  lower: Measured;
  upper: Measured;
}

/** A program, and what must be known of it; null where nothing must. */
export interface Copied {
  code: string;
  remark: string | null;
}

/** `snippets`: an experiment to copy. Keys: those of an experiment. */
export interface SnippetsAnswer {
  commandLine: Copied;
  csharp: Copied;
  pytorch: Copied;
}
