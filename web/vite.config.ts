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

interface Part {
  type: string;
  start: number;
  end: number;
  [field: string]: unknown;
}

/** Leaves out of KaTeX what sets a formula as HTML, with its measures of fonts and its outlines of roots and braces: formulas here are MathML. */
function onlyMathML(): Plugin {
  return {
    name: 'evenkeel-only-mathml',
    transform(code, id) {
      if (!/katex\.mjs$/.test(id.split('?')[0]!)) return null;
      const cuts: { start: number; end: number; text: string }[] = [];
      const walk = (part: unknown): void => {
        if (Array.isArray(part)) return part.forEach(walk);
        if (part === null || typeof part !== 'object' || typeof (part as Part).type !== 'string') return;
        const { type, start, end, properties, id: name, body, ...rest } = part as Part & { properties?: Part[]; id?: { name?: string }; body?: Part };
        if (type === 'FunctionDeclaration' && name?.name === 'buildHTML') {
          cuts.push({ start: body!.start, end: body!.end, text: "{ throw new Error('Formulas are set as MathML only.'); }" });
          return;
        }
        const given = type === 'ObjectExpression' ? properties! : [];
        given.forEach((one, i) => {
          if ((one.key as { name?: string } | undefined)?.name === 'htmlBuilder') cuts.push({ start: one.start, end: given[i + 1]?.start ?? one.end, text: '' });
          else walk(one);
        });
        if (type !== 'ObjectExpression') walk(properties);
        walk(body);
        Object.values(rest).forEach(walk);
      };
      walk(this.parse(code));
      const less = cuts.sort((a, b) => b.start - a.start).reduce((text, { start, end, text: instead }) => text.slice(0, start) + instead + text.slice(end), code);
      const fewer = less.replace(unusedFonts, '');
      if (cuts.length < 30 || less.length - fewer.length < 20_000) throw new Error('KaTeX is built otherwise than it was; mend onlyMathML in vite.config.ts.');
      return { code: fewer, map: null };
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
        plugins: [onlyMathML(), fewerParts(), svelte()],
        build: { ...common, outDir: process.env.EVENKEEL_WEB_OUT ?? 'dist/lab', assetsInlineLimit: 0, rollupOptions: { input: 'lab.html' } },
      }
    : {
        base: './',
        plugins: [onlyMathML(), fewerParts(), svelte(), singleFile()],
        build: {
          ...common,
          outDir: process.env.EVENKEEL_WEB_OUT ?? 'dist',
          cssCodeSplit: false,
          assetsInlineLimit: Infinity,
          rollupOptions: { input: 'report.html', output: { codeSplitting: false } },
        },
      },
);
