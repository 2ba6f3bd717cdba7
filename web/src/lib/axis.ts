/** How axes are divided and labelled, whatever chart they belong to. */
import { brief, power } from './format';

/** Decades, thinned where there are many, with 2 and 5 between where there are few. */
export function decades(low: number, high: number): number[] {
  const [from, to] = [Math.floor(Math.log10(low) + 1e-9), Math.ceil(Math.log10(high) - 1e-9)];
  const sparse = Math.ceil((to - from + 1) / 7);
  const all: number[] = [];
  for (let e = from; e <= to; e++) {
    if ((to - e) % sparse !== 0) continue;
    for (const m of to - from <= 3 ? [1, 2, 5] : [1]) all.push(Number(`${m}e${e}`));
  }
  return all.filter((value) => value >= low && value <= high);
}

/** A place of a log axis. */
export function decade(value: number): string {
  const e = Math.floor(Math.log10(value) + 1e-9);
  const m = Math.round(value / 10 ** e);
  return e >= -3 && e <= 3 ? String(Number(value.toPrecision(1))) : `${m === 1 ? '' : `${m}·`}${power(e)}`;
}

/** A place of a linear axis: no more digits than it needs. */
export function plain(value: number): string {
  const rounded = Number(value.toPrecision(6));
  const size = Math.abs(rounded);
  if (size !== 0 && (size < 0.001 || size >= 1e6)) return brief(rounded).replace(/\.0(?=\u202f)/, '');
  return rounded.toLocaleString('en', { maximumFractionDigits: 9 }).replace('-', '−');
}

/** Equal distances of an axis: its logarithm where equal factors are meant. */
export function along(log: boolean, value: number): number {
  return log ? Math.log(value) : value;
}

/** The axis below a picture: its name in the middle. */
export function axisX(label: string, labelOffset = 40) {
  return { label, labelAnchor: 'center', labelArrow: 'none', labelOffset, tickSize: 0 } as const;
}

/** The axis beside a picture: its name above, as no reader turns a head. */
export function axisY(label: string) {
  return { label, labelAnchor: 'top', labelArrow: 'none', tickSize: 0 } as const;
}
