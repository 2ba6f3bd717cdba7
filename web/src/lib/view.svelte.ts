/** What a reader has chosen, kept in the address, so that a link shows the same view. */
export type Theme = 'auto' | 'light' | 'dark';
export type Moment = 'first' | 'last';
export type Scale = 'linear' | 'log';

export interface View {
  theme: Theme;
  loss: Scale;
  at: Moment;
  hide: string[];
}

const usual: View = { theme: 'auto', loss: 'linear', at: 'first', hide: [] };

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
    for (const name of view.hide) chosen.append('hide', name);
    if (chosen.size > 0 || location.hash.includes('=')) history.replaceState(null, '', `#${chosen}`);
  });
  $effect(() => {
    if (view.theme === 'auto') delete document.documentElement.dataset.theme;
    else document.documentElement.dataset.theme = view.theme;
  });
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
  });
  return Object.fromEntries(entries.filter(([, value]) => value !== undefined));
}
