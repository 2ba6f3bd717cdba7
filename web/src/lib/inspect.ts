/** What an inspection of model files found, as the .NET side writes it, and what its page draws of it. */
import { brief, count, exact, percent, plural } from './format';
import type { Measured, Numbers } from './model';
import type { Order } from './view.svelte';

export const verdicts = ['broken', 'untrained', 'uncertain', 'constant', 'zero', 'trained', 'too-small'] as const;
export type Verdict = (typeof verdicts)[number];

export interface Candidate {
  scheme: string;
  pValue: Measured;
  /** How many names this law has; the first few others are listed. */
  names: number;
  sameLaw: string[];
  family: string;
  mean: Measured;
  std: Measured;
  lower: Measured;
  upper: Measured;
}

export interface TensorFinding {
  kind: string;
  severity: 'error' | 'warning' | 'info';
  message: string;
}

export interface Evidence {
  name: string;
  statistic: Measured;
  pValue: Measured;
  meaning: string;
}

/** Shares of elements in bins of equal width, and what a law puts there. */
export interface Elements {
  low: number;
  high: number;
  below: number;
  above: number;
  shares: number[];
  expected: number[];
  /** The initializer whose law it is; null for a normal law of the elements' own mean and variance. */
  law: string | null;
}

export interface Spectrum {
  rows: number;
  columns: number;
  whole: boolean;
  largest: number;
  smallest: number;
  edge: number;
  lowEdge: number;
  high?: number;
  above?: number;
  shares?: number[];
  expected?: number[];
}

export interface Tensor {
  name: string;
  shape: number[];
  dtype: string;
  role: string;
  roleReason: string;
  verdict: Verdict;
  reason: string;
  /** The initializer that a person would name first; null where none fits. */
  scheme: string | null;
  weights: boolean;
  fanIn?: number;
  fanOut?: number;
  /** How many laws fit; the first few are listed. */
  laws: number;
  candidates: Candidate[];
  findings: TensorFinding[];
  tests: Evidence[];
  statistics: { count: number; nan: number; infinite: number; zeros: number } & Record<'min' | 'max' | 'mean' | 'std' | 'skewness' | 'kurtosis', Measured>;
  histogram?: Elements;
  spectrum?: Spectrum;
}

export interface ModelFile {
  path: string;
  format: string;
  verdict: string;
  verdictKind: string;
  elements: number;
  counts: Record<string, number>;
  metadata: Record<string, string>;
  /** The worst first. */
  tensors: Tensor[];
  skipped: { name: string; shape: number[]; dtype: string; role: string; reason: string }[];
}

export type Change = 'same' | 'rounded' | 'moved' | 'reshaped' | 'only-first' | 'only-second';

export interface ChangedTensor {
  name: string;
  change: Change;
  first: { shape: number[]; dtype: string } | null;
  second: { shape: number[]; dtype: string } | null;
  distance: Measured;
  distanceIs?: 'inf';
  correlation: Measured;
  largest: Measured;
  equal: Measured;
  notFinite: number;
}

export interface Inspection {
  kind: 'inspection';
  title: string;
  version: string;
  command: string;
  files: ModelFile[];
  comparison?: { sentence: string; common: number; tensors: ChangedTensor[] };
}

export const marks: Record<Verdict, string> = { broken: '✕', untrained: '▲', uncertain: '◐', constant: '▬', zero: '○', trained: '●', 'too-small': '·' };

export const meanings: Record<Verdict, string> = {
  broken: 'Elements are not finite, or of a size that no weight has.',
  untrained: 'Not one test tells it from fresh draws of a known initializer.',
  uncertain: 'The tests do not decide.',
  constant: 'All elements are the same number, which is not zero.',
  zero: 'All elements are zero.',
  trained: 'No fresh draw of a known initializer looks like it.',
  'too-small': 'There are too few elements for statistics.',
};

export const words = (verdict: Verdict): string => verdict.replace('-', ' ');

export function shapeText(shape: number[]): string {
  return shape.length === 0 ? 'scalar' : shape.join('×');
}

export const baseName = (path: string): string => path.split(/[\\/]/).at(-1)!;

/** Those that the reader asked for, in the order asked for. */
export function chosen(tensors: Tensor[], verdict: string, find: string, order: Order): Tensor[] {
  const text = find.trim().toLowerCase();
  const kept = tensors.filter((tensor) => (verdict === '' || tensor.verdict === verdict) && (text === '' || `${tensor.name} ${tensor.role}`.toLowerCase().includes(text)));
  if (order === 'name') return kept.sort((a, b) => a.name.localeCompare(b.name, 'en', { numeric: true }));
  return order === 'size' ? kept.sort((a, b) => b.statistics.count - a.statistics.count) : kept;
}

/** How unusual a fresh draw would be that looks no more like one. */
export function inWords(p: Measured): string {
  if (p === null) return 'not known';
  if (p >= 0.01) return 'as fresh draws look';
  if (p >= 0.001) return 'unusual for a fresh draw';
  if (p >= 1e-6) return 'very unusual for a fresh draw';
  return 'no fresh draw looks so';
}

export function probability(p: Measured): string {
  if (p === null) return '–';
  return p >= 0.001 ? p.toFixed(3) : brief(p, 2);
}

export function histogramSummary(tensor: Tensor): string {
  const h = tensor.histogram!;
  const { mean, std } = tensor.statistics;
  const law = h.law === null ? 'the line is a normal law of the same mean and variance, since no initializer fits' : `the line is the law of ${h.law}`;
  const outside = h.below + h.above > 0 ? ` ${percent(h.below + h.above, 2)} of the elements lie outside.` : '';
  return `${count(tensor.statistics.count)} elements with mean ${brief(mean)} and standard deviation ${brief(std)}; ${law}.${outside}`;
}

export function spectrumSummary(s: Spectrum): string {
  const of = s.whole ? `the whole ${s.rows}×${s.columns} matrix` : `the first ${s.rows}×${s.columns} of the matrix`;
  const far = s.largest / s.edge;
  const reach = far > 1.05 ? `${far.toPrecision(3)} times as far as independent draws reach` : far > 0.95 ? 'where those of independent draws end' : 'before those of independent draws end';
  return `Of ${of}: from ${brief(s.smallest)} to ${brief(s.largest)}, ${reach} (${brief(s.edge)}).${s.above ? ` ${plural(s.above, 'value lies', 'values lie')} beyond the picture.` : ''}`;
}

export function binNumbers(low: number, high: number, shares: number[], expected: number[], value: string): Numbers {
  const step = (high - low) / shares.length;
  return { columns: [`${value} from`, 'to', 'share', 'by the law'], rows: shares.map((share, i) => [low + i * step, low + (i + 1) * step, share, expected[i]!]) };
}

export function tensorNumbers(tensors: Tensor[]): Numbers {
  return {
    columns: ['tensor', 'shape', 'type', 'role', 'verdict', 'scheme', 'p', 'mean', 'standard deviation', 'findings'],
    rows: tensors.map((t) => [t.name, shapeText(t.shape), t.dtype, t.role, t.verdict, t.scheme, t.candidates[0]?.pValue ?? null, t.statistics.mean, t.statistics.std, t.findings.map((f) => f.kind).join(' ')]),
  };
}

export const distanceText = (tensor: ChangedTensor): string => (tensor.distanceIs === 'inf' ? '∞' : tensor.distance === 0 ? '0' : brief(tensor.distance));

export function changeNumbers(tensors: ChangedTensor[]): Numbers {
  return {
    columns: ['tensor', 'change', 'distance', 'correlation', 'largest difference', 'share equal'],
    rows: tensors.map((t) => [t.name, t.change, t.distanceIs ?? t.distance, t.correlation, t.largest, t.equal]),
  };
}

export const number = (value: Measured): string => (value === null ? '–' : exact(Number(value.toPrecision(4))).replace('-', '−'));
