/** Names of initializations as the address has them: what the slider of the multiplier reads and writes. */

/** The article's four. */
export const four = ['zero', 'xavier*0.01', 'xavier', 'xavier*100'];

const titles: Record<string, string> = { zero: 'Zero', 'xavier*0.01': 'Too small', xavier: 'Appropriate', 'xavier*100': 'Too large' };

/** What the article calls it; the name itself where it does not. */
export function title(scheme: string): string {
  return titles[scheme] ?? scheme;
}

/** Names that commas separate, but not the commas of their own arguments. */
export function split(text: string): string[] {
  const names: string[] = [];
  let depth = 0;
  let from = 0;
  for (let i = 0; i <= text.length; i++) {
    if (text[i] === '(') depth++;
    if (text[i] === ')') depth--;
    if (i === text.length || (text[i] === ',' && depth === 0)) {
      const name = text.slice(from, i).trim();
      if (name) names.push(name);
      from = i + 1;
    }
  }
  return names;
}

/** A name's draw and the multiplier of its variance: 1 where none is written, 0 for weights that are all zero. */
export function parts(scheme: string): { draw: string; v: number } {
  if (scheme === 'zero') return { draw: 'xavier', v: 0 };
  const star = scheme.lastIndexOf('*');
  const v = star > scheme.lastIndexOf(')') ? Number(scheme.slice(star + 1)) : NaN;
  return Number.isFinite(v) && v > 0 ? { draw: scheme.slice(0, star), v } : { draw: scheme, v: 1 };
}

/** The same draw with another multiplier. */
export function scaled(scheme: string, v: number): string {
  if (v === 0) return 'zero';
  const { draw } = parts(scheme);
  const factor = Number(v.toPrecision(3));
  return factor === 1 ? draw : `${draw}*${factor}`;
}
