/** The one connection to the server. It is kept up: when the server is gone, the page says so and tries again until it is back. */
import { untrack } from 'svelte';
import { HubConnectionBuilder, HubConnectionState, LogLevel, type ISubscription } from '@microsoft/signalr';
import type { Answer, Hello } from './protocol';

const connection = new HubConnectionBuilder()
  .withUrl('/hub', { skipNegotiation: true, transport: 1 })
  .configureLogging(LogLevel.None)
  .withServerTimeout(60_000)
  .withKeepAliveInterval(10_000)
  .build();

export const hub: { state: 'connecting' | 'connected' | 'lost'; hello: Hello | null } = $state({ state: 'connecting', hello: null });

const returned = new Set<() => void>();

/** Hears of every new connection, the first included: what a session was on the old one is gone with it. */
export function onConnected(listener: () => void): () => void {
  returned.add(listener);
  // Whoever listens is told of later connections too: the state at this moment is not something to follow.
  if (untrack(() => hub.state) === 'connected') listener();
  return () => returned.delete(listener);
}

connection.onclose(() => {
  hub.state = 'lost';
  void connect();
});

/** Connects, and goes on trying. */
export async function connect(): Promise<void> {
  for (let wait = 250; connection.state !== HubConnectionState.Connected; wait = Math.min(4000, wait * 1.6)) {
    try {
      await connection.start();
      hub.hello = await connection.invoke<Hello>('hello');
      hub.state = 'connected';
      for (const listener of returned) listener();
      return;
    } catch {
      // Whatever the reason is, the remedy is the same: try again, a little later.
      if (hub.state === 'connecting' && wait > 1500) hub.state = 'lost';
      await new Promise((resolve) => setTimeout(resolve, wait));
    }
  }
}

/** Calls the server; what it refuses it refuses with a sentence. */
export async function call<T>(method: string, ...args: unknown[]): Promise<T> {
  try {
    return await connection.invoke<T>(method, ...args);
  } catch (problem) {
    throw new Error(sentence(problem));
  }
}

/** Tells the server something that has no answer; without a connection there is nobody to tell. */
export function tell(method: string, ...args: unknown[]): void {
  if (connection.state === HubConnectionState.Connected) connection.send(method, ...args).catch(() => undefined);
}

/** Tells the server something that it may refuse, and hears why. */
export function order(refused: (sentence: string) => void, method: string, ...args: unknown[]): void {
  if (connection.state !== HubConnectionState.Connected) return;
  connection.invoke(method, ...args).catch((problem: unknown) => {
    // A connection that went is no refusal; the page says that elsewhere.
    if (String(problem).includes('HubException: ')) refused(sentence(problem));
  });
}

/** Listens to a stream until it ends or is left. */
export function listen<T>(method: string, args: unknown[], next: (item: T) => void, end: (problem: string | null) => void): ISubscription<T> {
  return connection.stream<T>(method, ...args).subscribe({ next, complete: () => end(null), error: (problem: unknown) => end(sentence(problem)) });
}

/** Asks a question that needs no session. */
export function ask<T>(question: string, query: string): Promise<Answer<T>> {
  return call('ask', question, query);
}

/** The server's own sentence, without what the library puts before it. */
function sentence(problem: unknown): string {
  const text = problem instanceof Error ? problem.message : String(problem);
  return text.replace(/^.*?HubException: /s, '').replace(/^An (unexpected )?error occurred .*$/s, 'The server could not do that; its own log says why.');
}
