/** Units that are the same unit, in words and in groups. */
import { count, list } from '../../lib/format';
import type { EdgeLayer } from '../protocol';

export interface Group {
  /** Places in the layer, from 0. */
  units: number[];
}

/** The units of a layer that share all their weights with another one, together with it. */
export function groups(twins: number[]): Group[] {
  const found = new Map<number, number[]>();
  twins.forEach((first, unit) => found.set(first, [...(found.get(first) ?? []), unit]));
  return [...found.values()].filter((units) => units.length > 1).map((units) => ({ units }));
}

const times = ['', 'once', 'twice', 'three times', 'four times', 'five times', 'six times', 'seven times', 'eight times'];

/** What there is to say about twins among the hidden layers; null where no two units are the same. */
export function sentence(edges: EdgeLayer[]): string | null {
  const said = edges.slice(0, -1).flatMap((layer, i) => groups(layer.twins).map(({ units }) => ({ layer: i + 1, units })));
  if (said.length === 0) return null;
  const layers = edges.length - 1;
  if (said.length > 2) {
    const whole = said.length === layers && said.every(({ layer, units }) => units.length === edges[layer - 1]!.twins.length);
    return whole ? `In each of the ${layers} hidden layers all units are one unit.` : `${count(said.reduce((sum, { units }) => sum + units.length, 0))} units in ${count(said.length)} groups: those of a group are one unit, several times over.`;
  }
  const words = said.map(({ layer, units }, i) => `${i === 0 ? 'Units' : 'units'} ${places(units)} of layer ${layer} are one unit, ${times[units.length] ?? `${count(units.length)} times`} over`);
  return `${words.join('; ')}.`;
}

/** 1–6, or 1, 3 and 4. */
function places(units: number[]): string {
  const [first, last] = [units[0]!, units.at(-1)!];
  return units.length > 2 && last - first === units.length - 1 ? `${first + 1}–${last + 1}` : list(units.map((unit) => String(unit + 1)));
}
