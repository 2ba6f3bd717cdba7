/** What a phase diagram shows and says, taken from its grid. */
import { brief } from './format';
import type { Measured, Numbers, Phase, PhasePoint } from './model';

export interface Cell extends PhasePoint {
  w: number;
  b: number;
}

export function cellAt(report: Phase, w: number, b: number): Cell {
  const at = b * report.sigmaW2.length + w;
  const read = (values: Measured[]) => values[at] ?? null;
  return { w, b, sigmaW2: report.sigmaW2[w]!, sigmaB2: report.sigmaB2[b]!, chi1: read(report.chi1), q: read(report.q), xiC: read(report.xiC) };
}

/** The place of the axis that is nearest to a value. */
export function nearest(axis: number[], value: number): number {
  return axis.reduce((best, at, i) => (Math.abs(at - value) < Math.abs(axis[best]! - value) ? i : best), 0);
}

/** The cell that an address names, as two places; the marked point, or else the middle, where it names none. */
export function cellOf(report: Phase, text: string): Cell {
  const [w, b] = text.split(',').map(Number);
  const holds = (at: number | undefined, axis: number[]): at is number => Number.isInteger(at) && at! >= 0 && at! < axis.length;
  if (text !== '' && holds(w, report.sigmaW2) && holds(b, report.sigmaB2)) return cellAt(report, w, b);
  const point = report.point;
  return point
    ? { ...point, w: nearest(report.sigmaW2, point.sigmaW2), b: nearest(report.sigmaB2, point.sigmaB2) }
    : cellAt(report, report.sigmaW2.length >> 1, report.sigmaB2.length >> 1);
}

export type PhaseName = 'ordered' | 'chaotic' | 'critical' | 'without a fixed point';

export function phaseOf(chi1: Measured): PhaseName {
  if (chi1 === null) return 'without a fixed point';
  return Math.abs(chi1 - 1) <= 1e-6 ? 'critical' : chi1 < 1 ? 'ordered' : 'chaotic';
}

export const meanings: Record<PhaseName, string> = {
  ordered: 'Inputs grow alike layer by layer, and gradients vanish.',
  chaotic: 'Inputs that were alike part layer by layer, and gradients explode.',
  critical: 'Inputs keep their distance, and gradients their size.',
  'without a fixed point': 'The signal grows without end.',
};

/** The limits between the colours of χ₁, which part at 1. */
export const levels = [0.4, 0.6, 0.75, 0.85, 0.92, 0.97, 1, 1.03, 1.08, 1.16, 1.3, 1.6, 2.2];

/** A colour for each step of χ₁: one more than there are levels, cold below 1 and warm above. */
export const colours = [...levels.keys(), levels.length].map((i) => {
  const ordered = i <= levels.indexOf(1);
  const steps = ordered ? levels.indexOf(1) - i : i - levels.indexOf(1) - 1;
  return `color-mix(in oklab, var(${ordered ? '--ordered' : '--chaotic'}) ${[7, 18, 31, 46, 62, 80, 100][steps]}%, var(--panel))`;
});

/** How many depth scales deep networks have been trained: Schoenholz and others, 2017. */
const scalesDeep = 6;

/** The depth up to which a network trains; endless on the critical line, null where there is no fixed point. */
export function trainable({ chi1, xiC }: PhasePoint): Measured {
  // As near to the line as it is called critical, ξ says how numbers are rounded.
  return phaseOf(chi1) === 'critical' ? Infinity : xiC === null ? null : scalesDeep * xiC;
}

export function words(point: PhasePoint): string {
  const reach = trainable(point);
  const depth = reach === null || reach === Infinity ? '' : `; a signal is followed for about ${brief(reach, 2)} layers`;
  return `At σw² = ${brief(point.sigmaW2)} and σb² = ${brief(point.sigmaB2)} the network is ${phaseOf(point.chi1)}, with χ₁ = ${brief(point.chi1)}${depth}.`;
}

/** Where a network of some depth trains, over the whole grid. */
export function outlineOf(report: Phase, depth: number): { values: Measured[]; at: number } {
  const across = report.sigmaW2.length;
  return { values: report.chi1.map((_, i) => trainable(cellAt(report, i % across, Math.floor(i / across)))), at: depth };
}

/** χ₁ over at most thirteen places of either axis. */
export function chiNumbers(report: Phase): Numbers {
  const pick = (axis: number[]) => {
    const every = Math.max(1, Math.ceil((axis.length - 1) / 12));
    return [...axis.keys()].filter((i) => i % every === 0);
  };
  const across = pick(report.sigmaW2);
  return {
    columns: ['σb² \\ σw²', ...across.map((w) => brief(report.sigmaW2[w]))],
    rows: pick(report.sigmaB2).map((b) => [report.sigmaB2[b]!, ...across.map((w) => cellAt(report, w, b).chi1)]),
  };
}

export function criticalNumbers({ critical }: Phase): Numbers {
  return { columns: ['σw²', 'σb²', 'q*'], rows: critical.sigmaW2.map((w, i) => [w, critical.sigmaB2[i] ?? null, critical.q[i] ?? null]) };
}
