/** Saves what a figure shows: the picture as SVG or PNG, its numbers as CSV. */
import { exact } from './format';
import type { Numbers } from './model';

const kept = [
  'fill', 'fill-opacity', 'stroke', 'stroke-opacity', 'stroke-width', 'stroke-dasharray', 'stroke-linecap', 'stroke-linejoin', 'opacity', 'font-size', 'font-family', 'font-weight',
  'font-variant-numeric', 'text-anchor', 'dominant-baseline', 'vector-effect', 'paint-order',
];

/** All charts of a figure as one picture, where they stand on the page; null where it has none. */
export function picture(figure: Element): { svg: string; width: number; height: number } | null {
  const charts = [...figure.querySelectorAll<SVGSVGElement | HTMLCanvasElement>('svg[role="img"], [data-chart]')].filter((chart) => chart.getBoundingClientRect().width > 0 && !chart.parentElement?.closest('[data-chart]'));
  if (charts.length === 0) return null;
  const words = [...figure.querySelectorAll<HTMLElement>('[data-chart-text]')];
  const boxes = [...charts, ...words].map((one) => one.getBoundingClientRect());
  const left = Math.min(...boxes.map((box) => box.left)) - 8;
  const top = Math.min(...boxes.map((box) => box.top)) - 8;
  const width = Math.ceil(Math.max(...boxes.map((box) => box.right)) - left + 8);
  const height = Math.ceil(Math.max(...boxes.map((box) => box.bottom)) - top + 8);
  const style = getComputedStyle(figure);
  const paper = getComputedStyle(document.body).backgroundColor;
  const parts = charts.map((chart, i) => {
    const box = boxes[i]!;
    const [x, y] = [box.left - left, box.top - top];
    if (chart instanceof HTMLCanvasElement) {
      return `<image x="${x}" y="${y}" width="${box.width}" height="${box.height}" image-rendering="${getComputedStyle(chart).imageRendering}" href="${chart.toDataURL()}"/>`;
    }
    const copy = chart.cloneNode(true) as SVGSVGElement;
    inline(chart, copy);
    for (const [name, value] of Object.entries({ x, y, width: box.width, height: box.height })) copy.setAttribute(name, String(value));
    if (!copy.hasAttribute('viewBox')) copy.setAttribute('viewBox', `0 0 ${box.width} ${box.height}`);
    copy.removeAttribute('class');
    return new XMLSerializer().serializeToString(copy);
  });
  const texts = words.map((word, i) => {
    const box = boxes[charts.length + i]!;
    const own = getComputedStyle(word);
    return `<text x="${box.left - left}" y="${box.bottom - top - 0.25 * box.height}" fill="${own.color}" font-size="${own.fontSize}" font-weight="${own.fontWeight}">${escape(word.textContent ?? '')}</text>`;
  });
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}" font-family="${escape(style.fontFamily)}"><rect width="100%" height="100%" fill="${paper}"/>${parts.join('')}${texts.join('')}</svg>`;
  return { svg, width, height };
}

/** Writes the looks that a style sheet gives into the picture itself, so that it looks the same anywhere. */
function inline(from: Element, to: Element): void {
  const style = getComputedStyle(from);
  for (const name of kept) {
    const value = style.getPropertyValue(name);
    if (value) (to as SVGElement).style.setProperty(name, value);
  }
  [...from.children].forEach((child, i) => inline(child, to.children[i]!));
}

function escape(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;');
}

/** Numbers as CSV. */
export function csv(numbers: Numbers): string {
  const quote = (text: string) => (/[",\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text);
  return [numbers.columns, ...numbers.rows].map((row) => row.map((cell) => quote(exact(cell))).join(',')).join('\n');
}

/** Hands a file to the browser's downloads. */
export function download(name: string, content: Blob): void {
  const link = Object.assign(document.createElement('a'), { href: URL.createObjectURL(content), download: name });
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 1000);
}

/** A picture as PNG, twice as fine as it stands on the page. */
export async function png({ svg, width, height }: { svg: string; width: number; height: number }): Promise<Blob> {
  const image = new Image();
  image.src = `data:image/svg+xml;charset=utf-8,${encodeURIComponent(svg)}`;
  await image.decode();
  const canvas = Object.assign(document.createElement('canvas'), { width: 2 * width, height: 2 * height });
  canvas.getContext('2d')!.drawImage(image, 0, 0, canvas.width, canvas.height);
  return await new Promise((resolve, reject) => canvas.toBlob((blob) => (blob ? resolve(blob) : reject(new Error('The picture could not be made.'))), 'image/png'));
}
