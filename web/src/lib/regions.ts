/** Where values over an even grid reach a level, as SVG paths. */
export interface Frame {
  left: number;
  top: number;
  right: number;
  bottom: number;
}

export interface Region {
  /** All that is at the level or above it. */
  fill: string;
  /** Where it begins and ends. */
  edge: string;
}

/** Strips meet on whole pixels, or a hairline would show between them. */
const strip = 2;

/** Values stand row by row, the lowest row first; between them they are read along straight lines. */
export function region(values: number[], columns: number, level: number, frame: Frame): Region {
  const rows = values.length / columns;
  const row = (y: number): number[] => {
    const at = ((rows - 1) * (frame.bottom - y)) / (frame.bottom - frame.top);
    const below = Math.min(rows - 2, Math.max(0, Math.floor(at)));
    const share = at - below;
    return Array.from({ length: columns }, (_, i) => values[below * columns + i]! * (1 - share) + values[(below + 1) * columns + i]! * share);
  };
  const place = (at: number) => frame.left + ((frame.right - frame.left) * at) / (columns - 1);
  const [fill, edge]: [string[], string[]] = [[], []];
  let upper = spans(row(frame.top), level);
  for (let y = frame.top; y < frame.bottom; y += strip) {
    const next = Math.min(frame.bottom, y + strip);
    const lower = spans(row(next), level);
    const pairs = upper.length === lower.length ? upper.map((span, i) => [span, lower[i]!] as const) : spans(row((y + next) / 2), level).map((span) => [span, span] as const);
    for (const [[a, b], [c, d]] of pairs) {
      const [x1, x2, x3, x4] = [a, b, d, c].map((at) => place(at).toFixed(1));
      fill.push(`M${x1} ${y}H${x2}L${x3} ${next}H${x4}Z`);
      if (a > 0 && c > 0) edge.push(`M${x1} ${y}L${x4} ${next}`);
      if (b < columns - 1 && d < columns - 1) edge.push(`M${x2} ${y}L${x3} ${next}`);
    }
    upper = lower;
  }
  return { fill: fill.join(''), edge: edge.join('') };
}

/** From where to where a row is at the level or above it, in places of the row. */
function spans(row: number[], level: number): [number, number][] {
  const found: [number, number][] = [];
  let start: number | null = row[0]! >= level ? 0 : null;
  for (let i = 1; i < row.length; i++) {
    const [left, right] = [row[i - 1]!, row[i]!];
    if (left >= level === right >= level) continue;
    const crossing = i - 1 + (level - left) / (right - left);
    if (start === null) start = crossing;
    else {
      found.push([start, crossing]);
      start = null;
    }
  }
  return start === null ? found : [...found, [start, row.length - 1]];
}
