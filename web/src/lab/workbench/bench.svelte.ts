/** The comparison that runs on the server for this page. It belongs to the page, not to the chapter: who looks at another chapter meanwhile finds it again. */
import type { ISubscription } from '@microsoft/signalr';
import type { Comparison } from '../../lib/model';
import { listen, tell } from '../hub.svelte';
import type { CompareProgress } from '../protocol';

class Bench {
  /** How far the comparison is; null where none runs. */
  progress: CompareProgress | null = $state.raw(null);
  /** What the last one came to. */
  report: Comparison | null = $state.raw(null);
  /** The query that it was made from. */
  query = $state('');
  /** Why there is none, or why it ended before its time. */
  refused: string | null = $state(null);
  running = $state(false);
  /** The query that was run last, as the page had it. */
  asked = '';
  /** Whether it was asked to end early. */
  stopping = $state(false);
  /** Whether the last one did end early. */
  stopped = $state(false);

  private subscription: ISubscription<CompareProgress> | null = null;

  run(query: string): void {
    if (this.running) return;
    this.asked = query;
    Object.assign(this, { running: true, stopping: false, stopped: false, refused: null, progress: null });
    this.subscription = listen<CompareProgress>('compare', [query], (item) => this.hear(item), (problem) => this.end(problem));
  }

  /** Ends the comparison after the present step; what is finished is kept. */
  stop(): void {
    this.stopping = true;
    if (this.progress) tell('finish', this.progress.number);
    else this.leave();
  }

  private leave(): void {
    this.subscription?.dispose();
    this.end(null);
  }

  private hear(item: CompareProgress): void {
    this.progress = item;
    if (item.report) [this.report, this.query] = [item.report, item.query];
  }

  private end(problem: string | null): void {
    Object.assign(this, { running: false, stopped: this.stopping, stopping: false, refused: problem });
    this.subscription = null;
  }
}

export const bench = new Bench();
