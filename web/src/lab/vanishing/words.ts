/** What the chapter says of numbers. */
import { brief } from '../../lib/format';
import type { Measured } from '../../lib/model';

/** All digits where they are few, as those of a power of a short decimal; else three, with a power of ten. */
export function whole(value: Measured | undefined): string {
  if (value === null || value === undefined) return value === null ? 'not finite' : '–';
  const text = String(value);
  return text.includes('e') || text.replace(/^-?0?\.?0*/, '').length > 13 ? brief(value, 6) : text.replace('-', '−');
}
