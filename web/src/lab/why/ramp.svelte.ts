/** The colours of a decision map: from class 0 over the paper to class 1, as the theme has them. */
import { view } from '../../lib/view.svelte';

let current: { colours: Uint32Array; line: number } = $state.raw({ colours: new Uint32Array(256), line: 0 });

/** Pixels by probability, 0 to 255, and that of the boundary. */
export const ramp = {
  get value() {
    return current;
  },
};

/** Keeps the colours those of the theme; call where a chapter starts. */
export function followTheme(): void {
  $effect(() => {
    void view.theme;
    const dark = matchMedia('(prefers-color-scheme: dark)');
    const read = () => (current = paint());
    // The theme's own effect has to have reached the document first.
    const soon = requestAnimationFrame(read);
    read();
    dark.addEventListener('change', read);
    return () => {
      cancelAnimationFrame(soon);
      dark.removeEventListener('change', read);
    };
  });
}

function paint(): { colours: Uint32Array; line: number } {
  const probe = document.createElement('i');
  document.body.append(probe);
  const colour = (value: string) => {
    probe.style.color = value;
    return getComputedStyle(probe).color;
  };
  const canvas = Object.assign(document.createElement('canvas'), { width: 257, height: 1 });
  const pen = canvas.getContext('2d', { willReadFrequently: true })!;
  const across = pen.createLinearGradient(0, 0, 256, 0);
  across.addColorStop(0, colour('color-mix(in oklab, var(--class-0) 68%, var(--panel))'));
  across.addColorStop(0.5, colour('var(--panel)'));
  across.addColorStop(1, colour('color-mix(in oklab, var(--class-1) 68%, var(--panel))'));
  pen.fillStyle = across;
  pen.fillRect(0, 0, 256, 1);
  pen.fillStyle = colour('color-mix(in oklab, var(--ink) 55%, var(--panel))');
  pen.fillRect(256, 0, 1, 1);
  probe.remove();
  const pixels = new Uint32Array(pen.getImageData(0, 0, 257, 1).data.buffer);
  return { colours: pixels.slice(0, 256), line: pixels[256]! };
}
