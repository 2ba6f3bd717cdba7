/** The network that the whole chapter is about: the address keeps it, and what the address leaves out is this chapter's own. */
import { experimentKeys, get, put } from '../address.svelte';
import type { GainsAnswer } from '../answers';
import { queryOf } from '../dial.svelte';
import { ask } from '../hub.svelte';
import type { ExperimentSpec } from '../protocol';
import { defaults } from '../defaults';

const usual: Record<string, string> = Object.fromEntries(new URLSearchParams(defaults.beyond));

/** What a key is here. */
export function chosen(key: string): string {
  return get(key) ?? usual[key] ?? '';
}

/** What was wrong with the address, until the reader says or changes something. */
export const notice: { problems: string[] } = $state({ problems: [] });

/** Takes what the reader chose. */
export function choose(changes: Record<string, string>): void {
  notice.problems = [];
  write(changes);
}

function write(changes: Record<string, string>): void {
  put(Object.fromEntries(Object.entries(changes).map(([key, value]) => [key, value === (usual[key] ?? '') ? null : value])));
}

/** The experiment as a question takes it. */
export function experiment(): string {
  return queryOf(Object.fromEntries(experimentKeys.map((key) => [key, chosen(key) || null])));
}

/** Says what was not usable, and puts in its place what the server took, as far as this chapter sets it; without a network, the usual data. */
export function mend(problems: string[], spec: ExperimentSpec | null): void {
  notice.problems = [...new Set([...notice.problems, ...problems])];
  if (spec === null) return write({ data: usual.data! });
  const { data, network, schemes, seed } = spec;
  const hidden = network.hidden.join(',') || 'none';
  write({
    data: data.name,
    hidden: widths(chosen('hidden')) === hidden ? chosen('hidden') : hidden,
    activation: network.activation,
    init: schemes.join(','),
    seed: seed === 0 ? '' : String(seed),
  });
}

/** 300x2,10 as 300,300,10. */
function widths(text: string): string {
  return text.split(',').flatMap((part) => {
    const [width, times = '1'] = part.split('x');
    return Array.from({ length: Math.min(1000, Number(times) || 1) }, () => width);
  }).join(',');
}

/** What is wrong with an activation's name or formula, and at which letter; null where nothing is. */
export async function fault(activation: string): Promise<Fault | null> {
  try {
    return faultOf((await ask<GainsAnswer>('gains', queryOf({ activation }))).problems);
  } catch (refusal) {
    return { sentence: (refusal as Error).message, at: null };
  }
}

export interface Fault {
  sentence: string;
  /** The letter, from 1; null where it is none in particular. */
  at: number | null;
}

export function faultOf(problems: string[]): Fault | null {
  if (problems.length === 0) return null;
  // What would be taken instead is of no use to who is still typing.
  const sentence = problems[0]!.replace(/ \S+ is taken\.$/, '');
  return { sentence, at: Number(/at position (\d+)/.exec(sentence)?.[1] ?? 0) || null };
}
