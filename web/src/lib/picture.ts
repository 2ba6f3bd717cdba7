/** Pictures as data, as the .NET side describes them: lines, maps of cells, and dots with intervals. */
import { plain } from './axis';
import { brief, list, plural } from './format';
import { symbols, type Identity, type Measured, type Numbers } from './model';

export interface Axis {
  label: string;
  log: boolean;
}

/** Where a line's numbers come from, and so how it is drawn: a full line with its band, a dashed one, or points. */
export type LineStyle = 'measured' | 'theory' | 'paper';

export interface PictureLine {
  name: string;
  style: LineStyle;
  x: Measured[];
  y: Measured[];
  low?: Measured[];
  high?: Measured[];
}

interface Head {
  /** Unique on its page; what the address calls it. */
  name: string;
  title: string;
  summary: string;
  x: Axis;
}

export interface LinePicture extends Head {
  kind: 'lines';
  y: Axis;
  lines: PictureLine[];
}

export interface MapPicture extends Head {
  kind: 'map';
  y: Axis;
  value: Axis;
  /** Where columns and rows are, ascending; the first row is at the bottom. */
  columns: number[];
  rows: number[];
  columnNames?: string[];
  rowNames?: string[];
  low?: number;
  high?: number;
  cells: Measured[][];
  lines: PictureLine[];
}

export interface PictureDot {
  name: string;
  group: string;
  value: Measured;
  low: Measured;
  high: Measured;
  paper: Measured;
  instead: string;
}

export interface DotPicture extends Head {
  kind: 'dots';
  dots: PictureDot[];
}

export type AnyPicture = LinePicture | MapPicture | DotPicture;

/** How a line, or a group of dots, looks. */
export interface Look {
  identity: Identity;
  colour: string;
  /** Its colour for words, which need more contrast. */
  word: string;
}

/** A line with its look, and what the address calls it where it is hidden. */
export interface DrawnLine extends Look {
  line: PictureLine;
  key: string;
}

/** The palette's order where nothing but their order tells things apart: the grey comes last. */
const order = [2, 1, 4, 3, 5, 0];

/** Looks for as many as there are: the palette while it lasts, and beyond it a ramp from cold to warm. */
export function looksOf(names: string[]): Map<string, Look> {
  const looks = names.map((name, i): [string, Look] => {
    const identity = { name, index: order[i % order.length]! };
    const share = names.length < 2 ? 0 : i / (names.length - 1);
    const colour =
      names.length <= symbols.length
        ? `var(--series-${identity.index})`
        : share < 0.5
          ? `color-mix(in oklab, var(--series-3) ${Math.round(200 * share)}%, var(--series-2))`
          : `color-mix(in oklab, var(--series-1) ${Math.round(200 * share - 100)}%, var(--series-3))`;
    return [name, { identity, colour, word: `color-mix(in oklab, ${colour} 70%, var(--ink))` }];
  });
  return new Map(looks);
}

const ink = (name: string): Look => ({ identity: { name, index: 0 }, colour: 'var(--ink)', word: 'var(--ink)' });

/**
 * The lines of a picture with their looks. What is derived, or read in a paper, looks like what it is held against where
 * its name begins with that one's; a single curve that belongs to none is drawn in ink.
 */
export function drawnLines(picture: LinePicture | MapPicture): DrawnLine[] {
  const named = (style: LineStyle) => picture.lines.filter((line) => line.style === style).map((line) => line.name);
  const [measured, theory] = [named('measured'), named('theory')];
  const among = (names: string[], name: string) => names.filter((one) => name === one || (name.startsWith(one) && /^\W/.test(name.slice(one.length)))).sort((a, b) => b.length - a.length)[0];
  const owner = (line: PictureLine) => (line.style === 'measured' ? line.name : (among(measured, line.name) ?? (line.style === 'paper' ? among(theory, line.name) : undefined)));
  const own = [...new Set(picture.lines.filter((line) => owner(line) === undefined).map((line) => line.name))];
  const alone = own.length === 1 && (picture.kind === 'map' || measured.length > 0);
  const looks = looksOf([...new Set([...measured, ...(alone ? [] : own)])]);
  return picture.lines.map((line) => ({ ...(looks.get(owner(line) ?? line.name) ?? ink(line.name)), line, key: `${picture.name}/${line.name}/${line.style}` }));
}

export const styleWords: Record<LineStyle, string> = { measured: 'measured', theory: 'theory', paper: 'the paper' };

/** The colour of a cell, from the palest at 0 to the darkest at 1; of none where there is no value. */
export function shade(share: number | null): string {
  if (share === null) return 'transparent';
  const [at, last] = [share * 4, 3];
  const from = Math.min(last, Math.floor(at));
  return `color-mix(in oklab, var(--map-${from + 1}) ${Math.round(100 * (at - from))}%, var(--map-${from}))`;
}

/** A number as a reader wants it, with its interval where it has one. */
export function withInterval(value: Measured, low: Measured | undefined, high: Measured | undefined): string {
  return low === null || low === undefined || high === null || high === undefined || low === high ? brief(value) : `${brief(value)} (${brief(low)} to ${brief(high)})`;
}

/** What a place of an axis of cells is called. */
export function placeName(names: string[] | undefined, places: number[], at: number): string {
  if (names?.[at] !== undefined) return names[at];
  const text = plain(places[at]!);
  return text.length <= 6 ? text : brief(places[at]);
}

/** The numbers behind a picture: the same table that is written beside the page. */
export function pictureNumbers(picture: AnyPicture): Numbers {
  const points = (line: PictureLine) => line.x.map((x, i) => [x, line.y[i] ?? null]);
  switch (picture.kind) {
    case 'lines':
      return {
        columns: ['line', 'style', picture.x.label, picture.y.label, 'low', 'high'],
        rows: picture.lines.flatMap((line) => points(line).map((point, i) => [line.name, line.style, ...point, line.low?.[i] ?? null, line.high?.[i] ?? null])),
      };
    case 'map':
      return {
        columns: ['line', 'style', picture.x.label, picture.y.label, picture.value.label],
        rows: [
          ...picture.rows.flatMap((_, row) => picture.columns.map((_, column) => ['', 'cell', picture.columnNames?.[column] ?? picture.columns[column]!, picture.rowNames?.[row] ?? picture.rows[row]!, picture.cells[row]?.[column] ?? null])),
          ...picture.lines.flatMap((line) => points(line).map((point) => [line.name, line.style, ...point, null])),
        ],
      };
    case 'dots':
      return {
        columns: ['name', 'group', picture.x.label, 'low', 'high', 'paper'],
        rows: picture.dots.map((dot) => [dot.name, dot.group, dot.value ?? (dot.instead || null), dot.low, dot.high, dot.paper]),
      };
  }
}

/** What is read aloud in a picture's place. */
export function aloud(picture: AnyPicture): string {
  const what = { lines: 'Lines', map: 'A map of cells', dots: 'Dots' }[picture.kind];
  const parts = picture.kind === 'lines' ? list(picture.lines.map((line) => line.name)) : picture.kind === 'map' ? `${picture.value.label}, ${plural(picture.rows.length, 'row')} by ${plural(picture.columns.length, 'column')}` : plural(picture.dots.length, 'row');
  return `${picture.title}. ${what}: ${parts}. ${picture.summary}`;
}
