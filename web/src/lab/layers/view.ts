/** What the figures of this chapter share: who is who, what is in view, and scales that hold still while values move. */
import type { Identity } from '../../lib/model';

/** The four starts of the article's figure, in its order; each keeps its colour and its symbol whatever stands beside it. */
export const presets = ['zero', 'uniform', 'xavier', 'normal'];

/** Gives each scheme a place in the palette: the four starts their own, others what is left. */
export function identify(schemes: string[]): Identity[] {
  const taken = new Set(schemes.map((scheme) => presets.indexOf(scheme)).filter((index) => index >= 0));
  const left = [4, 5, 0, 1, 2, 3].filter((index) => !taken.has(index));
  return schemes.map((name) => ({ name, index: presets.includes(name) ? presets.indexOf(name) : (left.shift() ?? 0) }));
}

/** Tells whether an element is in view or near it. */
export function inView(hear: (seen: boolean) => void) {
  return (node: Element) => {
    const observer = new IntersectionObserver((entries) => hear(entries.at(-1)!.isIntersecting), { rootMargin: '300px 0px' });
    observer.observe(node);
    return () => observer.disconnect();
  };
}

/** The least of 1, 2, 5, 10, 20, … that is no less. */
export function round(least: number): number {
  if (!(least > 0)) return 1;
  const decade = 10 ** Math.floor(Math.log10(least));
  return decade * [1, 2, 5, 10].find((m) => m * decade >= least * 0.999)!;
}

/** A round height no less than what is wanted, in finer steps than an axis would have. */
function height(least: number): number {
  const decade = 10 ** Math.floor(Math.log10(least));
  return decade * [1, 1.25, 1.5, 2, 2.5, 3, 4, 5, 6, 8, 10].find((m) => m * decade >= least * 0.999)!;
}

/** The bins that hold a share worth a place on the axis, from the first to behind the last of them. */
export function worth(all: { shares: number[] }[]): [number, number] {
  let [first, last] = [Infinity, -Infinity];
  for (const { shares } of all) {
    const least = 0.02 * Math.max(...shares);
    shares.forEach((share, bin) => {
      if (share > 0.0005 && share >= least) [first, last] = [Math.min(first, bin), Math.max(last, bin + 1)];
    });
  }
  return [first, last];
}

/** A scale's end that moves in steps, up when it must and down only when far too much room is left; begun anew for each session. */
export class SteadyTop {
  private of: unknown = null;
  private held = 0;

  next(of: unknown, wanted: number): number {
    const near = height(wanted);
    if (of !== this.of || near > this.held || near < 0.45 * this.held) this.held = near;
    this.of = of;
    return this.held;
  }
}

/** A span that holds all it ever held, begun anew for each session. */
export class SteadySpan {
  private of: unknown = null;
  private low = Infinity;
  private high = -Infinity;

  next(of: unknown, low: number, high: number): [number, number] {
    if (of !== this.of) [this.of, this.low, this.high] = [of, Infinity, -Infinity];
    if (Number.isFinite(low)) this.low = Math.min(this.low, low);
    if (Number.isFinite(high)) this.high = Math.max(this.high, high);
    return [this.low, this.high];
  }
}
