/** A training session that the server runs and this page watches. */
import type { ISubscription } from '@microsoft/signalr';
import { untrack } from 'svelte';
import { experimentKeys, onArrival, place, put, settle } from './address.svelte';
import { call, listen, onConnected, order, tell } from './hub.svelte';
import type { Frame, Opened, Part } from './protocol';

export class Live {
  /** The experiment; null until the server has opened it. */
  opened: Opened | null = $state.raw(null);
  /** Its present moment. */
  frame: Frame | null = $state.raw(null);
  /** What was wrong with the address, one sentence each. */
  problems: string[] = $state.raw([]);
  /** Why there is no session; null while there is one, or one is being opened. */
  refused: string | null = $state(null);

  private subscription: ISubscription<Frame> | null = null;
  private generation = 0;
  private pace: number | null;

  /**
   * @param defaults What the chapter shows where the address says nothing.
   * @param parts What of each frame is looked at.
   * @param pace Steps a second at first; null for as fast as it goes.
   */
  constructor(readonly defaults: string, private parts: Part[], pace: number | null) {
    this.pace = pace;
    $effect(() => {
      // Where there is a connection already it opens at once; what opening reads must not bring the effect round again.
      const leave = untrack(() => [onConnected(() => void this.open(true)), onArrival(() => void this.open(false))]);
      return () => {
        for (const one of leave) one();
        this.close();
      };
    });
  }

  /** Opens what the address says. With `again`, at the step and with the rates of the session that was lost; after a change, `from` is the address that it changed. */
  private async open(again: boolean, from: string | null = null): Promise<void> {
    const mine = ++this.generation;
    const before = again ? this.frame : null;
    const query = new URLSearchParams(place.query);
    if (before) {
      query.set('step', String(before.step));
      if (before.rates) query.set('rates', before.rates);
    }
    this.close();
    this.generation = mine;
    try {
      const ask = (defaults: string) => call<Opened>('open', { query: query.toString(), defaults, parts: this.parts, pace: this.pace });
      let opened = await ask(this.defaults);
      if (from !== null && opened.problems.length > 0 && mine === this.generation) {
        // What was typed was not usable: what stood there before is nearer to it than what the chapter begins with.
        tell('close', opened.session);
        const stood = new URLSearchParams(this.defaults);
        for (const [key, value] of new URLSearchParams(from)) if (key !== 'step' && key !== 'rates') stood.set(key, value);
        opened = await ask(stood.toString());
        if (mine === this.generation) settle(experimentKeys, from);
      } else {
        from = null;
      }
      if (mine !== this.generation) {
        tell('close', opened.session);
        return;
      }
      this.opened = opened;
      this.refused = null;
      // On the way back from a lost connection they were read already; the first connection has them still to say.
      if (!before) this.problems = opened.problems;
      if (from === null) settle(experimentKeys, opened.query);
      this.subscription = listen<Frame>('frames', [opened.session], (frame) => this.show(opened.session, frame), () => undefined);
      if (before?.playing) this.play();
    } catch (problem) {
      if (mine === this.generation) this.refused = (problem as Error).message;
    }
  }

  /** Changes the experiment: a new start. */
  change(changes: Record<string, string | null>): void {
    put({ step: null, rates: null });
    const from = place.query;
    put(changes);
    void this.open(false, from);
  }

  play(): void {
    this.resting = false;
    this.send('play');
  }

  pause(): void {
    this.send('pause');
    this.keep();
  }

  toggle(): void {
    if (this.frame?.playing) this.pause();
    else this.play();
  }

  advance(steps = 1): void {
    this.send('advance', steps);
    this.keep();
  }

  reset(): void {
    this.resting = false;
    this.send('reset');
    put({ step: null, rates: null });
  }

  setPace(pace: number | null): void {
    this.pace = pace;
    this.send('pace', pace);
  }

  setRate(rate: number): void {
    this.send('rate', rate);
    this.keep();
  }

  jump(step: number): void {
    this.send('jump', step);
    this.keep();
  }

  /** Says which parts of a frame are looked at. */
  look(parts: Part[]): void {
    this.parts = parts;
    this.send('look', parts);
  }

  /** The address of this very moment. */
  link(): string {
    const query = new URLSearchParams(place.query);
    if (this.frame && this.frame.step > 0) query.set('step', String(this.frame.step));
    if (this.frame?.rates) query.set('rates', this.frame.rates);
    return `${location.origin}${location.pathname}?${query}`;
  }

  dismiss(): void {
    this.problems = [];
  }

  private keeping: ReturnType<typeof setTimeout> | undefined;
  /** Whether the moment that is shown was asked for, and belongs in the address. */
  private resting = false;

  /** Writes the moment into the address once it has come to rest. */
  private keep(): void {
    clearTimeout(this.keeping);
    this.resting = true;
    this.keeping = setTimeout(() => {
      const frame = this.frame;
      if (!frame || frame.playing) return;
      if (frame.seeking) return this.keep();
      put({ step: frame.step > 0 ? String(frame.step) : null, rates: frame.rates || null });
    }, 250);
  }

  private show(session: number, frame: Frame): void {
    if (session !== this.opened?.session) return;
    const moved = frame.step !== this.frame?.step;
    this.frame = frame;
    // A busy server comes to the moment later than the page thought.
    if (moved && this.resting && !frame.playing) this.keep();
    // A hidden page draws nothing, says nothing here, and so is sent nothing.
    requestAnimationFrame(() => tell('drawn', session, frame.number));
  }

  private send(method: string, ...args: unknown[]): void {
    if (this.opened && this.subscription) order((sentence) => (this.problems = [sentence]), method, this.opened.session, ...args);
  }

  private close(): void {
    this.generation++;
    this.resting = false;
    clearTimeout(this.keeping);
    this.subscription?.dispose();
    this.subscription = null;
    if (this.opened) tell('close', this.opened.session);
  }
}
