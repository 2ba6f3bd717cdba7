/** What the pages of studies show: a sweep, and a paper's claim run again. */
import { brief, count, list, plural } from './format';
import type { Measured, Numbers } from './model';
import type { AnyPicture } from './picture';

interface Head {
  title: string;
  command: string;
  version: string;
  pictures: AnyPicture[];
}

export interface StudyAxis {
  word: string;
  labels: string[];
}

export interface StudyCell {
  /** Its label on each axis. */
  at: string[];
  count: number;
  missing: number;
  mean: Measured;
  low: Measured;
  high: Measured;
  median: Measured;
  medianLow: Measured;
  medianHigh: Measured;
  deviation: Measured;
  minimum: Measured;
  maximum: Measured;
}

export interface PairedRow {
  /** Labels of the axes that are not compared. */
  at: string[];
  pairs: number;
  missing: number;
  difference: Measured;
  low: Measured;
  high: Measured;
  /** The share of pairs in which the first is larger. */
  larger: Measured;
  effect: Measured;
  p: Measured;
  exact: boolean;
}

export interface PairedArms {
  word: string;
  first: string;
  second: string;
  rows: PairedRow[];
  /** All combinations of the other axes together, but for those at which a seed of either arm has no number. */
  overall: PairedRow & { combinations: number; leftOut: number };
}

export interface FailedTrial {
  at: string[];
  seed: number;
  what: 'diverged' | 'ended early' | 'cannot be run';
  step: number | null;
  why: string;
}

export interface Sweep extends Head {
  kind: 'sweep';
  study: { name: string; about: string; cells: number; repeats: number; trials: number; done: number; diverged: number; aborted: number; refused: number };
  measure: { word: string; label: string; smallerIsBetter: boolean };
  axes: StudyAxis[];
  cells: StudyCell[];
  comparison: PairedArms | null;
  failures: { total: number; rows: FailedTrial[] };
  damaged: { file: string; line: number; problem: string }[];
  /** Sentences on what is missing or cut. */
  notes: string[];
}

export interface Reproduction extends Head {
  kind: 'reproduction';
  name: string;
  size: 'quick' | 'standard' | 'full';
  paper: { authors: string; year: number | string; title: string; link: string };
  claim: string;
  verdict: 'reproduced' | 'ordering' | 'not-reproduced';
  criterion: { text: string; kind: 'order' | 'number'; /** Null where the size is too small for it to be asked. */ holds: boolean | null; detail: string }[];
  findings: { what: string; paper: string; source: string; ours: string; interval: string; theory?: string }[];
  differences: string[];
  cost: { trials: number; updates: number; seconds: number; by: string };
}

/** What was run and how far it came, in a sentence or two. */
export function lede({ study, measure }: Sweep): string {
  const grid = `${plural(study.cells, 'cell')}, ${study.repeats === 1 ? 'one seed each' : `${count(study.repeats)} seeds each`}`;
  const done = study.done >= study.trials ? `all ${count(study.trials)} trials are done` : `${count(study.done)} of ${plural(study.trials, 'trial')} are done`;
  const about = study.about ? `${study.about.replace(/[.\s]+$/, '')}. ` : '';
  return `${about}${grid}; ${done}. Measured: ${measure.label}, where ${measure.smallerIsBetter ? 'smaller' : 'larger'} is better.`;
}

/** The cell that is best by its mean, where most of its trials have a number, or no cell's have; null where none has one. */
export function best({ cells, measure }: Sweep): StudyCell | null {
  const sign = measure.smallerIsBetter ? 1 : -1;
  const known = cells.filter((cell) => cell.mean !== null);
  const sound = known.filter((cell) => cell.missing <= cell.count);
  return (sound.length > 0 ? sound : known).reduce<StudyCell | null>((top, cell) => (top === null || sign * cell.mean! < sign * top.mean! ? cell : top), null);
}

/** A cell, or a row, by what its axes say. */
export function placeOf(axes: StudyAxis[], at: string[]): string {
  return at.map((label, i) => (axes[i] ? `${axes[i].word} ${label}` : label)).join(', ');
}

/** What orders the table of cells: an axis by its place, or one of these. */
export const cellKeys = ['mean', 'median', 'deviation', 'minimum', 'maximum', 'missing'] as const;
export type CellKey = (typeof cellKeys)[number];

/** The cells in the order that the address asks for: by `mean`, or by `-mean` from the largest on; an axis is `axis0`. */
export function sorted({ axes, cells }: Sweep, by: string): StudyCell[] {
  const [down, key] = [by.startsWith('-'), by.replace(/^-/, '')];
  const axis = /^axis(\d+)$/.exec(key);
  const known = cellKeys.find((one) => one === key);
  if (!known && !(axis && axes[Number(axis[1])])) return cells;
  const value = (cell: StudyCell) => (known ? cell[known] : axes[Number(axis![1])]!.labels.indexOf(cell.at[Number(axis![1])]!));
  return [...cells].sort((a, b) => {
    const [left, right] = [value(a), value(b)];
    // What has no value is last, whichever way the rest is ordered.
    if (left === null || right === null) return Number(left === null) - Number(right === null);
    return down ? right - left : left - right;
  });
}

export function cellNumbers({ axes, cells }: Sweep): Numbers {
  return {
    columns: [...axes.map((axis) => axis.word), 'values', 'missing', 'mean', 'mean low', 'mean high', 'median', 'median low', 'median high', 'standard deviation', 'least', 'largest'],
    rows: cells.map((cell) => [...cell.at, cell.count, cell.missing, cell.mean, cell.low, cell.high, cell.median, cell.medianLow, cell.medianHigh, cell.deviation, cell.minimum, cell.maximum]),
  };
}

export function pairedNumbers({ axes }: Sweep, arms: PairedArms): Numbers {
  return {
    columns: [...axes.filter((axis) => axis.word !== arms.word).map((axis) => axis.word), 'pairs', 'missing', 'difference', 'low', 'high', 'share larger', 'effect size', 'p', 'exact'],
    rows: arms.rows.map((row) => [...row.at, row.pairs, row.missing, row.difference, row.low, row.high, row.larger, row.effect, row.p, row.exact ? 'yes' : 'no']),
  };
}

export type Weight = 'strong' | 'some' | 'weak' | 'none';

/** How much a p-value says against chance. With few pairs no difference is large enough to say anything, and that is said too. */
export function weigh(row: PairedRow): { weight: Weight; words: string } {
  if (row.pairs === 1) return { weight: 'none', words: 'one pair says nothing of chance' };
  if (row.p === null || row.pairs === 0) return { weight: 'none', words: 'no pair has both numbers' };
  const least = row.exact ? 2 ** (1 - row.pairs) : 0;
  if (least > 0.05) return { weight: 'none', words: `${plural(row.pairs, 'pair')} cannot give less than ${brief(Math.min(1, least), 2)}` };
  if (row.p <= 0.001) return { weight: 'strong', words: 'chance alone hardly ever does this' };
  if (row.p <= 0.01) return { weight: 'strong', words: `chance alone does this once in ${count(Math.round(1 / row.p))} times` };
  if (row.p <= 0.05) return { weight: 'some', words: `chance alone does this once in ${count(Math.round(1 / row.p))} times` };
  return { weight: 'weak', words: `chance alone does this ${count(Math.round(100 * row.p))} times in 100` };
}

/** What the comparison of two arms comes to. */
export function pairedSentence({ measure }: Sweep, arms: PairedArms): string {
  const clear = arms.rows.filter((row) => ['strong', 'some'].includes(weigh(row).weight));
  const wins = (sign: number) => clear.filter((row) => sign * (row.difference ?? 0) < 0 === measure.smallerIsBetter && row.difference !== 0).length;
  const parts = [[arms.first, wins(1)], [arms.second, wins(-1)]].filter(([, n]) => Number(n) > 0).map(([name, n]) => `${name} is better in ${n}`);
  const open = arms.rows.length - clear.length;
  // Nothing is corrected for how many there are: a reader is told what that means.
  const luck = arms.rows.length < 5 ? '' : ` Each is judged alone, at p ≤ 0.05: with as many, chance makes about ${brief(0.05 * arms.rows.length, 2)} look clear.`;
  const of = arms.rows.length === 1 ? 'In the one comparison' : `Of ${count(arms.rows.length)} comparisons`;
  if (arms.rows.length === 1) return clear.length === 1 ? `${parts[0]?.replace(/ in 1$/, '') ?? 'The two are equal'}, and not by chance.` : `${of} chance alone can explain the difference.`;
  return `${of}, ${[...(parts.length > 0 ? [list(parts)] : []), ...(open > 0 ? [`${open} ${open === 1 ? 'is' : 'are'} open, as chance alone can explain ${open === 1 ? 'its difference' : 'their differences'}`] : [])].join('; ')}.${luck}`;
}

/** What all combinations say together, and how many of them cannot join in; empty where there is one comparison only. */
export function overallSentence({ axes, measure }: Sweep, { first, second, overall }: PairedArms): string {
  if (axes.length < 2) return '';
  const all = plural(overall.combinations, 'combination');
  if (overall.pairs === 0) return `Over all combinations nothing can be said: at each of the ${all} a seed of ${first} or ${second} has no number.`;
  const difference = overall.difference ?? 0;
  const turned = difference > 0 ? [overall.low, overall.high] : [overall.high, overall.low];
  const interval = overall.low === null || overall.high === null ? '' : ` (95 %: ${turned.map((end) => brief(Math.sign(difference) * end!)).join(' to ')})`;
  const what = difference === 0 ? `${first} and ${second} have the same ${measure.label}` : `${first} has a ${difference > 0 ? 'higher' : 'lower'} ${measure.label} than ${second} by ${brief(Math.abs(difference))}${interval}`;
  const chance = overall.pairs < 2 || overall.p === null ? '' : `; p = ${brief(overall.p, 2)}`;
  const left = overall.leftOut === 0 ? '' : ` ${count(overall.leftOut)} of ${all}, where a seed of either arm has no number, ${overall.leftOut === 1 ? 'is' : 'are'} left out.`;
  return `Over all combinations, ${what}, over ${plural(overall.pairs, 'seed')}${chance}.${left}`;
}

export const verdictWords: Record<Reproduction['verdict'], { mark: string; word: string; says: string }> = {
  reproduced: { mark: '✓', word: 'Reproduced', says: 'Every condition that was written down beforehand holds.' },
  ordering: { mark: '◐', word: 'Ordering only', says: 'What is better and what is worse comes out as in the paper; the numbers do not.' },
  'not-reproduced': { mark: '✕', word: 'Not reproduced', says: 'At least one condition on the order, written down beforehand, does not hold.' },
};

export function findingNumbers({ findings }: Reproduction): Numbers {
  return { columns: ['what', 'paper', 'source', 'here', 'interval', 'theory'], rows: findings.map((one) => [one.what, one.paper, one.source, one.ours, one.interval, one.theory ?? '']) };
}

/** A time as one says it. */
export function duration(seconds: number): string {
  if (seconds < 90) return `${brief(seconds, 2)}\u202fs`;
  if (seconds < 5400) return `${Math.round(seconds / 60)}\u202fmin`;
  return `${brief(seconds / 3600, 2)}\u202fh`;
}
