/** Numbers as text: the same wherever the page is opened. */
const superscripts = '⁰¹²³⁴⁵⁶⁷⁸⁹';

export function power(exponent: number): string {
  const digits = [...String(Math.abs(exponent))].map((digit) => superscripts[Number(digit)]).join('');
  return `10${exponent < 0 ? '⁻' : ''}${digits}`;
}

/** Three significant digits, with a power of ten where plain digits would run long. */
export function brief(value: number | null | undefined, digits = 3): string {
  if (value === null || value === undefined) return '–';
  if (value === 0) return '0';
  const size = Math.abs(value);
  if (size >= 0.001 && size < 100_000) {
    const text = value.toPrecision(digits);
    return (text.includes('e') ? String(Number(text)) : text).replace('-', '−');
  }
  const [mantissa, exponent] = value.toExponential(digits - 2).split('e');
  return `${mantissa!.replace('-', '−')}\u202f×\u202f${power(Number(exponent))}`;
}

export function percent(value: number | null | undefined, digits = 1): string {
  return value === null || value === undefined ? '–' : `${(100 * value).toFixed(digits)}\u202f%`;
}

export function count(value: number | null | undefined): string {
  return value === null || value === undefined ? '–' : value.toLocaleString('en');
}

/** Six significant digits: what a table of numbers shows. */
export function exact(value: string | number | null): string {
  if (value === null) return '–';
  return typeof value === 'string' ? value : String(Number(value.toPrecision(6)));
}

export function list(parts: string[]): string {
  return parts.length < 2 ? parts.join('') : `${parts.slice(0, -1).join(', ')} and ${parts.at(-1)}`;
}

export function plural(n: number, one: string, many = `${one}s`): string {
  return `${count(n)} ${n === 1 ? one : many}`;
}

export function capital(text: string): string {
  return `${text.charAt(0).toUpperCase()}${text.slice(1)}`;
}
