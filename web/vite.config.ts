import { createHash } from 'node:crypto';
import process from 'node:process';
import { svelte } from '@sveltejs/vite-plugin-svelte';
import { defineConfig, type Plugin } from 'vite';

/**
 * Turns the page, its script and its style into one file, and pins the script by its hash, so that the page fetches nothing
 * and runs nothing else, whatever the data inlined into it holds.
 */
function singleFile(): Plugin {
  return {
    name: 'evenkeel-single-file',
    enforce: 'post',
    generateBundle(_, bundle) {
      const page = Object.values(bundle).find((file) => file.fileName.endsWith('.html'));
      const script = Object.values(bundle).find((file) => file.type === 'chunk');
      const styles = Object.values(bundle).filter((file) => file.fileName.endsWith('.css'));
      if (page?.type !== 'asset' || script?.type !== 'chunk') throw new Error('The build gave no page or no script.');

      const code = script.code.replaceAll('</script', '<\\/script').replaceAll('<!--', '\\x3c!--');
      const style = styles.map((file) => (file.type === 'asset' ? String(file.source) : '')).join('');
      const hash = createHash('sha256').update(code).digest('base64');
      const policy =
        `default-src 'none'; script-src 'sha256-${hash}'; style-src 'unsafe-inline'; img-src data: blob:; ` +
        `base-uri 'none'; form-action 'none'`;

      page.source = String(page.source)
        .replace(/<script type="module"[^>]*><\/script>\s*/, '')
        .replace(/<link rel="stylesheet"[^>]*>\s*/g, '')
        .replace('<!--head-->', () => `<meta http-equiv="Content-Security-Policy" content="${policy}">\n<style>${style}</style>`)
        .replace('<!--body-->', () => `<script type="module">${code}</script>`);

      for (const file of [script, ...styles]) delete bundle[file.fileName];
    },
  };
}

/** Fonts that no formula of ours is set in. MathML asks of a font only whether it has a letter; a browser's own fonts have them all. */
const unusedFonts = /^ {2}"(?:Fraktur|SansSerif|Script|Typewriter|Size\d|\w+-BoldItalic)[\w-]*": \{[^}]*\},?\n/gm;

/** Leaves out KaTeX's measures of fonts that are never asked for: a twentieth of the page. */
function fewerFonts(): Plugin {
  return {
    name: 'evenkeel-fewer-fonts',
    transform(code, id) {
      if (!/katex\.mjs$/.test(id.split('?')[0]!)) return null;
      const [from, to] = [code.indexOf('var fontMetricsData = {'), code.indexOf('\n};', code.indexOf('var fontMetricsData = {'))];
      const table = code.slice(from, to + 1);
      const fewer = table.replace(unusedFonts, '');
      if (from < 0 || to < 0 || fewer.length > 0.7 * table.length) throw new Error('KaTeX keeps its table of fonts elsewhere; mend fewerFonts in vite.config.ts.');
      return { code: code.slice(0, from) + fewer + code.slice(to + 1), map: null };
    },
  };
}

/** Leaves out what Plot can draw and no page of ours does: maps of the Earth, and colour schemes by name, as our colours are the style sheet's. */
function fewerParts(): Plugin {
  const unused = ['d3-geo', 'd3-scale-chromatic'];
  return {
    name: 'evenkeel-fewer-parts',
    enforce: 'pre',
    resolveId: (source) => (unused.includes(source) ? `\0unused:${source}` : null),
    async load(id) {
      const name = unused.find((part) => id === `\0unused:${part}`);
      if (!name) return null;
      const names = Object.keys((await import(name)) as object);
      return `const none = () => null; export { ${names.map((one) => `none as ${one}`).join(', ')} };`;
    },
  };
}

const common = { emptyOutDir: false, target: 'es2022', modulePreload: false as const, chunkSizeWarningLimit: 700 };

/** `report` is one file with everything in it; `lab` is a page that its server serves, in parts that are fetched when they are wanted. */
export default defineConfig(({ mode }) =>
  mode === 'lab'
    ? {
        base: '/',
        plugins: [fewerFonts(), fewerParts(), svelte()],
        build: { ...common, outDir: process.env.EVENKEEL_WEB_OUT ?? 'dist/lab', assetsInlineLimit: 0, rollupOptions: { input: 'lab.html' } },
      }
    : {
        base: './',
        plugins: [fewerFonts(), fewerParts(), svelte(), singleFile()],
        build: {
          ...common,
          outDir: process.env.EVENKEEL_WEB_OUT ?? 'dist',
          cssCodeSplit: false,
          assetsInlineLimit: Infinity,
          rollupOptions: { input: 'report.html', output: { codeSplitting: false } },
        },
      },
);
