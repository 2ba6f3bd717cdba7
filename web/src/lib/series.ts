/** Runs over several seeds, brought together for drawing. */
import type { Measured, Trace } from './model';

export interface Band {
  x: number;
  mean: number;
  low: number;
  high: number;
}

export interface Curve {
  /** Where every seed has a finite value. */
  whole: Band[];
  /** Where only some still have; starts at the last point of `whole`. */
  rest: Band[];
}

/** The mean and the range over seeds at each step of the longest trace; shorter ones are read between their points. */
export function curve(traces: Trace[]): Curve {
  const longest = traces.reduce<Trace | null>((best, t) => ((best?.steps.at(-1) ?? -1) >= (t.steps.at(-1) ?? -1) ? best : t), null);
  const whole: Band[] = [];
  const rest: Band[] = [];
  for (const x of longest?.steps ?? []) {
    const values = traces.map((trace) => valueAt(trace, x)).filter((value) => value !== null);
    if (values.length === 0) continue;
    const band = { x, mean: average(values), low: Math.min(...values), high: Math.max(...values) };
    (values.length === traces.length ? whole : rest).push(band);
  }
  const joint = whole.at(-1);
  return { whole, rest: rest.length > 0 && joint ? [joint, ...rest] : rest };
}

function valueAt({ steps, values }: Trace, x: number): number | null {
  const after = steps.findIndex((step) => step >= x);
  if (after < 0) return null;
  const right = values[after] ?? null;
  if (steps[after] === x || right === null) return steps[after] === x ? right : null;
  const left = after > 0 ? (values[after - 1] ?? null) : null;
  if (left === null) return null;
  const share = (x - steps[after - 1]!) / (steps[after]! - steps[after - 1]!);
  return left + share * (right - left);
}

export function average(values: number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}

export function finite(values: Measured[]): number[] {
  return values.filter((value) => value !== null);
}

export interface Spread {
  layer: number;
  /** The geometric mean over seeds, as fits a log axis; 0 where some seed has exactly 0; null where none is finite. */
  mean: number | null;
  low: number | null;
  high: number | null;
}

export function spread(layer: number, measured: Measured[]): Spread {
  const values = finite(measured);
  if (values.length === 0) return { layer, mean: null, low: null, high: null };
  const mean = values.some((value) => value <= 0) ? 0 : Math.exp(average(values.map(Math.log)));
  return { layer, mean, low: Math.min(...values), high: Math.max(...values) };
}
