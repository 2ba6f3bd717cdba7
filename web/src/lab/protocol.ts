/** What page and server say to each other, field by field. The .NET side writes the same names; a number that is not finite is null. */
import type { Comparison, Histogram, Measured, Trace } from '../lib/model';

/** What the server can do, asked once. */
export interface Hello {
  version: string;
  limits: Limits;
  data: DataChoice[];
  schemes: { name: string; formula: string; purpose: string }[];
  activations: { name: string; formula: string }[];
  optimizers: string[];
  losses: string[];
  generators: string[];
}

/** The most that one visitor may ask for. */
export interface Limits {
  /** Weights and biases of one network. */
  parameters: number;
  /** Hidden layers of one network. */
  layers: number;
  /** Samples of a step. */
  batch: number;
  /** Samples that are generated, to learn from and to judge by each. */
  samples: number;
  /** Initializations side by side in one session. */
  runs: number;
  /** The last step that a session trains to, or a link may name. */
  steps: number;
  /** Sessions of one page, and of all pages together. */
  sessionsPerPage: number;
  sessions: number;
  /** Bytes of an uploaded table. */
  upload: number;
}

export interface DataChoice {
  name: string;
  text: string;
  kind: 'plane' | 'images' | 'table';
  /** Whether it is here; what is not can perhaps be fetched. */
  found: boolean;
  fetchable: boolean;
}

/** Parts of a frame that a page wants; what nobody looks at is not computed. */
export type Part = 'map' | 'edges' | 'histograms' | 'digits' | 'accuracy';

/** What `Open` is asked. */
export interface OpenRequest {
  /** The experiment as the address has it, without '?': data=circle&hidden=6,3&init=xavier*0.01,xavier&seed=3&step=120&rates=40:0.5 */
  query: string;
  /** What the chapter takes where the address says nothing, in the same form. */
  defaults: string;
  parts: Part[];
  /** Steps a second; null for as fast as it goes. */
  pace: number | null;
}

/** A session at its start. */
export interface Opened {
  session: number;
  /** The address's query, complete, valid and in one order; what equals the chapter's default is left out. */
  query: string;
  /** One sentence for each part of the address that was not usable, and what was taken instead. */
  problems: string[];
  /** The experiment as `compare --spec` reads it. */
  spec: ExperimentSpec;
  /** The command that runs it in a terminal. */
  command: string;
  network: string;
  parameters: number;
  layers: { layer: number; fanIn: number; width: number }[];
  activation: string;
  data: OpenedData;
  runs: OpenedRun[];
  /** The loss of a network that knows nothing. */
  chance: { loss: Measured; accuracy: Measured } | null;
}

export interface OpenedData {
  name: string;
  kind: 'plane' | 'images' | 'table';
  train: number;
  test: number;
  classes: string[];
  note: string | null;
  /** Width and height of an image. */
  image: { width: number; height: number; channels: number } | null;
  /** Points of the plane: x, y, class, one after the other; null for other data. */
  points: { x: number[]; y: number[]; label: number[] } | null;
}

export interface OpenedRun {
  scheme: string;
  formula: string;
  /** What theory predicts of each hidden layer before any step; null with the reason in noPrediction. */
  prediction: PredictedLayer[] | null;
  noPrediction: string | null;
}

export interface PredictedLayer {
  layer: number;
  /** Mean z². */
  forward: PredictedBand;
  /** Mean (∂C/∂z)², that of the last hidden layer being 1. */
  backward: PredictedBand;
  /** The predicted share of values in each bin of the layer's activation histogram; null where theory has none. */
  activations: number[] | null;
}

export interface PredictedBand {
  predicted: Measured;
  low: Measured;
  high: Measured;
}

/** The experiment's specification as JSON, the fields of `compare --json`'s `spec`. */
export interface ExperimentSpec {
  data: { name: string; train: number | null; test: number | null; [field: string]: unknown };
  network: { hidden: number[]; activation: string; loss: string; bias: boolean; outputs: number };
  training: { optimizer: string; learningRate: number; schedule: string; batch: number; epochs: number; steps: number | null; weightDecay: number; clip: number | null; shuffle: string };
  schemes: string[];
  seed: number;
  rng: string;
  repeats: number;
  target: number;
}

/** A session at a moment, whole: any frame may be dropped, the next one says everything. */
export interface Frame {
  number: number;
  /** Updates done; 0 is the start. */
  step: number;
  epoch: number;
  playing: boolean;
  /** Steps a second that were asked for; null for as fast as it goes. */
  pace: number | null;
  /** Steps a second that are reached. */
  speed: number;
  /** On the way to a step that was asked for; null otherwise. */
  seeking: { step: number; of: number } | null;
  /** Why it goes no further, in one sentence; null while it can. */
  ended: string | null;
  learningRate: number;
  /** Changes of the learning rate while running, as the address has them: 40:0.5,120:0.05; empty for none. */
  rates: string;
  /** Images of the batch that is next, as bytes from 0 to 255 in base64, one image after the other; null unless digits are wanted. */
  batch: string | null;
  rows: number;
  runs: FrameRun[];
}

export interface FrameRun {
  /** The loss of the batch that is next, before its update. */
  loss: Measured;
  /** Right answers on that batch. */
  correct: number;
  /** Right answers as bits '0' and '1', a character for each image; null unless digits are wanted. */
  right: string | null;
  /** Share of right answers on data that training never saw, measured every so often; null unless wanted. */
  accuracy: { step: number; value: Measured } | null;
  /** The step from which nothing goes on, since the loss or the gradient was not finite. */
  divergedAt: number | null;
  /** Losses by the moment at which they were read, 0 being the start; the last point is this frame's. Update s of a comparison's curve is moment s − 1. */
  curve: Trace;
  accuracyCurve: Trace;
  layers: FrameLayer[];
  /** Root mean square of ∂C/∂z in the output layer, where the backward pass starts. */
  outputGradient: Measured;
  /** Probability of class 1 over the plane as bytes 0 … 255 in base64: 101 rows from y = 5 down to −5, in each x from −5 to 5; null unless a map is wanted. */
  map: string | null;
  /** Every weight and its gradient, for small networks; null unless edges are wanted. */
  edges: EdgeLayer[] | null;
}

export interface FrameLayer {
  layer: number;
  /** Root mean squares: of z, a, ∂C/∂a and ∂C/∂z. */
  preActivation: Measured;
  activation: Measured;
  activationGradient: Measured;
  gradient: Measured;
  /** Mean z² and mean (∂C/∂z)² over that of the last hidden layer: what predictions stand beside. */
  forward: Measured;
  backward: Measured;
  activationMean: Measured;
  activationStd: Measured;
  saturated: number;
  dead: number;
  symmetric: number;
  /** Null unless histograms are wanted. */
  activations: Histogram | null;
  gradients: Histogram | null;
  weights: Histogram | null;
}

export interface EdgeLayer {
  layer: number;
  /** From unit i of the layer before to unit j: weight[i][j]. */
  weight: Measured[][];
  gradient: Measured[][];
  bias: Measured[] | null;
  biasGradient: Measured[] | null;
  /** For each unit, the first unit of its layer whose incoming and outgoing weights are the same to the last bit; itself where there is none. */
  twins: number[];
}

/** What `Ask` answers: the question as it was understood, what was wrong with it, and the answer. */
export interface Answer<T> {
  query: string;
  problems: string[];
  answer: T;
}

/** What a comparison will be, before it is run; the answer to the question `plan`. */
export interface Plan {
  /** The address's query, complete and valid. */
  query: string;
  /** The experiment, complete, by the keys of the address and in its words; what does not apply is left out. */
  words: Record<string, string>;
  schemes: string[];
  /** The same as a command line. */
  command: string;
  network: string;
  parameters: number;
  data: { name: string; table: boolean; train: number; test: number; classes: number; note: string | null };
  runs: number;
  /** Steps of one run. */
  steps: number;
  /** Seconds it is expected to take on this server. */
  seconds: number;
  /** Why the server will not run it, and the way out; null where it will. */
  refusal: string | null;
}

/** A comparison on its way; the last one says what it came to. */
export interface CompareProgress {
  /** The number by which `finish` ends it early. */
  number: number;
  /** The address's query, complete and valid. */
  query: string;
  problems: string[];
  /** Steps taken, and of how many, in all runs together. */
  done: number;
  of: number;
  /** What is going on, in one sentence. */
  text: string;
  /** Comparisons that come before it; 0 once it runs. */
  ahead: number;
  /** Seconds until it is done, as far as can be told. */
  left: Measured;
  runs: CompareRun[];
  /** The document of `evenkeel compare`, curves and histograms included; null until the end, and where no run had begun. */
  report: Comparison | null;
}

export interface CompareRun {
  scheme: string;
  seed: number;
  step: number;
  /** Steps of the whole run; 0 before it begins. */
  of: number;
  loss: Measured;
  /** Whether it has ended: at its last step, or since it diverged or was stopped. */
  ended: boolean;
}

/** What an upload is answered with. */
export interface Uploaded {
  /** What the address calls it. */
  data: string;
  name: string;
  rows: number;
  columns: number;
  classes: number;
  label: string;
}
