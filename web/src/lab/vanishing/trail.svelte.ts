/** What was seen of a running session, step by step: a session's frames say only what is, so the page keeps what was. */
import type { Measured } from '../../lib/model';

export class Trail {
  /** Grows with every change; what is drawn follows it. */
  version = $state(0);
  readonly steps: number[] = [];
  /** For each step, for each run, a value for each layer. */
  readonly values: Measured[][][] = [];
  private of: unknown = null;
  private stride = 1;

  constructor(private most = 480) {}

  /** Notes a moment. A step back forgets what lay after it; another session forgets all. */
  note(of: unknown, step: number, values: Measured[][]): void {
    if (of !== this.of) {
      this.of = of;
      this.cut(0);
      this.stride = 1;
    }
    let keep = this.steps.length;
    while (keep > 0 && this.steps[keep - 1]! >= step) keep--;
    if (keep < this.steps.length) this.cut(keep);
    // The latest always stands at the end, whether it will stay or not.
    if (this.steps.length > 1 && this.steps.at(-1)! - this.steps.at(-2)! < this.stride) this.cut(this.steps.length - 1);
    this.steps.push(step);
    this.values.push(values);
    if (this.steps.length > this.most) this.thin();
    this.version++;
  }

  private cut(length: number): void {
    this.steps.length = this.values.length = length;
    if (length === 0) this.stride = 1;
  }

  private thin(): void {
    this.stride *= 2;
    let kept = 0;
    for (let i = 0; i < this.steps.length; i++) {
      if (i > 0 && i < this.steps.length - 1 && this.steps[i]! - this.steps[kept - 1]! < this.stride) continue;
      [this.steps[kept], this.values[kept]] = [this.steps[i]!, this.values[i]!];
      kept++;
    }
    this.steps.length = this.values.length = kept;
  }
}
