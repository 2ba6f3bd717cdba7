/** Histograms made ready to stand side by side: as shares of all values, on one range and one height. */
import type { Histogram } from './model';

export interface Bars {
  shares: number[];
  below: number;
  above: number;
  /** The share of values that are exactly 0; on a linear axis they stand in their bin already, and this is 0. */
  zero: number;
  std: number | null;
  mean: number | null;
  empty: boolean;
}

export function bars(histogram: Histogram): Bars {
  const { counts, below, above, scale, std, mean } = histogram;
  const binned = counts.reduce((sum, n) => sum + n, 0) + below + above;
  const zero = scale === 'log10' ? (histogram.zero ?? 0) : 0;
  const unit = binned > 0 ? (1 - zero) / binned : 0;
  return { shares: counts.map((n) => n * unit), below: below * unit, above: above * unit, zero, std, mean, empty: binned === 0 && zero === 0 };
}

/** The bins that hold anything in any of them, with room at both sides. */
export function occupied(all: Bars[]): [number, number] {
  const bins = all[0]?.shares.length ?? 0;
  const used = Array.from({ length: bins }, (_, i) => all.some((one) => (one.shares[i] ?? 0) > 0.0005));
  const first = used.indexOf(true);
  if (first < 0) return [0, bins];
  return [Math.max(0, first - 1), Math.min(bins, used.lastIndexOf(true) + 2)];
}

/** A height that shows the wide ones among them well; what is taller is cut, and says so. */
export function sharedTop(all: Bars[]): number {
  const within = all.filter((one) => one.below + one.above < 0.3);
  const peaks = within.map((one) => Math.max(...one.shares)).filter((peak) => peak > 0).sort((a, b) => a - b);
  return peaks.length === 0 ? 1 : Math.min(1.05 * peaks.at(-1)!, 2.2 * peaks[Math.floor(peaks.length / 5)]!);
}
