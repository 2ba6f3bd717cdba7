/** Where the reader is: a chapter, and the experiment it shows. All of it stands in the address, so a link is the experiment. */
export const chapters = [
  { name: 'why', title: 'Why the start matters' },
  { name: 'vanishing', title: 'Exploding and vanishing' },
  { name: 'layers', title: 'Layer by layer' },
  { name: 'derivation', title: 'Why 1/n' },
  { name: 'beyond', title: 'Beyond' },
  { name: 'workbench', title: 'Workbench' },
] as const;

export type Chapter = (typeof chapters)[number]['name'];

/** The keys of an experiment, the same words as on the command line; all other keys are a chapter's own. */
export const experimentKeys = [
  'data', 'label', 'regression', 'standardize', 'test-fraction', 'train', 'test', 'hidden', 'branch', 'activation', 'loss', 'bias', 'outputs', 'init', 'seed', 'rng', 'optimizer', 'lr', 'schedule',
  'batch', 'epochs', 'steps', 'weight-decay', 'clip', 'shuffle', 'repeats', 'target', 'step', 'rates',
] as const;

export const place: { chapter: Chapter; query: string } = $state(read());

/** Hears of the chapter or the experiment being changed by the reader going back, forward or to a link; not of what `put` changes. */
const listeners = new Set<() => void>();

export function onArrival(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

/** Follows the browser's own way back and forward; call once, when the page starts. */
export function followPlace(): () => void {
  const arrive = () => {
    Object.assign(place, read());
    for (const listener of listeners) listener();
  };
  addEventListener('popstate', arrive);
  return () => removeEventListener('popstate', arrive);
}

/** Goes to a chapter; a new step of the browser's history. */
export function go(chapter: Chapter, query = ''): void {
  history.pushState(null, '', `/${chapter}${query && `?${query}`}${location.hash.includes('=') ? location.hash : ''}`);
  Object.assign(place, read());
  for (const listener of listeners) listener();
}

/** What the address says for a key. */
export function get(key: string): string | null {
  return new URLSearchParams(place.query).get(key);
}

/** Changes some keys of the address; null takes one away. */
export function put(changes: Record<string, string | null>): void {
  const query = new URLSearchParams(place.query);
  for (const [key, value] of Object.entries(changes)) {
    if (value === null) query.delete(key);
    else query.set(key, value);
  }
  write(query);
}

/** Puts what the server made of some keys in the place of what stood there. */
export function settle(keys: readonly string[], canonical: string): void {
  const query = new URLSearchParams(place.query);
  const given = new URLSearchParams(canonical);
  for (const key of keys) {
    const value = given.get(key);
    if (value === null) query.delete(key);
    else query.set(key, value);
  }
  write(query);
}

function write(query: URLSearchParams): void {
  const text = plain(query);
  if (text === place.query) return;
  place.query = text;
  history.replaceState(null, '', `${location.pathname}${text && `?${text}`}${location.hash}`);
}

/** A query that a person can read: only what would be taken for something else is escaped. */
export function plain(query: URLSearchParams): string {
  return query.toString().replaceAll('%2C', ',').replaceAll('%28', '(').replaceAll('%29', ')').replaceAll('%3A', ':').replaceAll('%2F', '/');
}

function read(): { chapter: Chapter; query: string } {
  const name = location.pathname.slice(1);
  return { chapter: chapters.find((chapter) => chapter.name === name)?.name ?? 'why', query: location.search.slice(1) };
}
