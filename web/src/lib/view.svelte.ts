/** What a reader has chosen, kept in the address, so that a link shows the same view. */
export type Theme = 'auto' | 'light' | 'dark';
export type Moment = 'first' | 'last';
export const insides = ['preActivations', 'activations', 'gradients', 'weights', 'weightGradients'] as const;
export type Inside = (typeof insides)[number];
export type Scale = 'linear' | 'log';
export const orders = ['', 'name', 'size'] as const;
export type Order = (typeof orders)[number];

export interface View {
  theme: Theme;
  loss: Scale;
  at: Moment;
  hide: string[];
  /** The framework whose fixes are shown; the first there is, where it has none. */
  fix: string;
  /** Which of a probe's histograms are shown. */
  inside: Inside;
  /** The cell of a phase diagram that is read out, by its place on either axis; empty for the marked point. */
  cell: string;
  /** The depth whose reach a phase diagram outlines; empty for none. */
  depth: string;
  /** The verdict whose tensors an inspection lists; empty for all. */
  verdict: string;
  /** What the tensors' names hold. */
  find: string;
  /** How tensors are ordered; empty for the worst first. */
  order: Order;
  /** What the cells of a sweep are ordered by; empty for their own order. */
  sort: string;
}

const usual: View = { theme: 'auto', loss: 'linear', at: 'first', hide: [], fix: 'PyTorch', inside: 'preActivations', cell: '', depth: '', verdict: '', find: '', order: '', sort: '' };

export const view: View = $state({ ...usual, ...read() });

/** Follows the address, and keeps it; call once, when the page starts. */
export function followAddress(): void {
  addEventListener('hashchange', () => {
    // A link to a place of the page carries no state, and changes none.
    if (location.hash === '' || location.hash.includes('=')) Object.assign(view, usual, read());
  });
  $effect(() => {
    const chosen = new URLSearchParams();
    if (view.theme !== usual.theme) chosen.set('theme', view.theme);
    if (view.loss !== usual.loss) chosen.set('loss', view.loss);
    if (view.at !== usual.at) chosen.set('at', view.at);
    for (const key of ['fix', 'inside', 'cell', 'depth', 'verdict', 'find', 'order', 'sort'] as const) if (view[key] !== usual[key]) chosen.set(key, view[key]);
    for (const name of view.hide) chosen.append('hide', name);
    if (chosen.size > 0 || location.hash.includes('=')) history.replaceState(null, '', `#${chosen}`);
  });
  $effect(() => {
    if (view.theme === 'auto') delete document.documentElement.dataset.theme;
    else document.documentElement.dataset.theme = view.theme;
  });
}

/** Those that the reader has not hidden; all, where that leaves none. */
export function visible<T extends { identity: { name: string } }>(all: T[]): T[] {
  const chosen = all.filter((one) => !view.hide.includes(one.identity.name));
  return chosen.length > 0 ? chosen : all;
}

function read(): Partial<View> {
  if (!location.hash.includes('=')) return {};
  const given = new URLSearchParams(location.hash.slice(1));
  const one = <T extends string>(key: string, known: readonly T[]) => known.find((value) => value === given.get(key));
  const entries = Object.entries({
    theme: one('theme', ['auto', 'light', 'dark']),
    loss: one('loss', ['linear', 'log']),
    at: one('at', ['first', 'last']),
    hide: given.getAll('hide'),
    fix: given.get('fix') ?? undefined,
    inside: one('inside', insides),
    cell: given.get('cell') ?? undefined,
    depth: given.get('depth') ?? undefined,
    verdict: given.get('verdict') ?? undefined,
    find: given.get('find') ?? undefined,
    order: one('order', orders),
    sort: given.get('sort') ?? undefined,
  });
  return Object.fromEntries(entries.filter(([, value]) => value !== undefined));
}
