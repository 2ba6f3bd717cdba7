/** A question to the server whose answer follows what the reader sets: the latest one wins, and at most one is under way. */
import { untrack } from 'svelte';
import { settle } from './address.svelte';
import { ask, hub, onConnected } from './hub.svelte';

export class Question<T> {
  answer: T | null = $state.raw(null);
  problems: string[] = $state.raw([]);
  refused: string | null = $state(null);
  /** Whether the answer is to an earlier question, since there was none to the latest. */
  stale = $state(false);
  /** Milliseconds from the asking to the answer. */
  took = $state(0);

  private asked = '';
  private busy = false;
  private waiting = false;

  /**
   * @param name What is asked.
   * @param query What it is asked about; asked anew whenever this changes.
   * @param keys The keys of the address that this question owns: what the server makes of them is written back. None for a question that only looks.
   */
  constructor(private name: string, private query: () => string, private keys: readonly string[] = []) {
    $effect(() => {
      const text = this.query();
      untrack(() => this.put(text));
    });
    $effect(() => untrack(() => onConnected(() => this.put(this.query(), true))));
  }

  private put(text: string, again = false): void {
    if (text === this.asked && (this.busy || (!again && this.answer !== null))) return;
    this.asked = text;
    // Without a connection there is nobody to ask; the next one asks.
    if (hub.state !== 'connected') return;
    if (this.busy) this.waiting = true;
    else void this.go();
  }

  private async go(): Promise<void> {
    this.busy = true;
    do {
      this.waiting = false;
      const started = performance.now();
      try {
        const { answer, problems, query } = await ask<T>(this.name, this.asked);
        if (!this.waiting) {
          // Where there is no answer the problems say why, and what stood there before stays to be looked at.
          if (answer !== null) this.answer = answer;
          this.stale = answer === null;
          [this.problems, this.refused, this.took] = [problems, null, performance.now() - started];
          if (problems.length > 0) {
            settle(this.keys, query);
            // What the server made of it is what this answer is about: asked again, it would have no problems to show.
            this.asked = untrack(() => this.query());
          }
        }
      } catch (problem) {
        if (!this.waiting) this.refused = (problem as Error).message;
      }
    } while (this.waiting);
    this.busy = false;
  }
}
