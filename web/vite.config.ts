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

const common = { emptyOutDir: false, target: 'es2022', modulePreload: false as const, chunkSizeWarningLimit: 700 };

/** `report` is one file with everything in it; `lab` is a page that its server serves, in parts that are fetched when they are wanted. */
export default defineConfig(({ mode }) =>
  mode === 'lab'
    ? {
        base: '/',
        plugins: [svelte()],
        build: { ...common, outDir: process.env.EVENKEEL_WEB_OUT ?? 'dist/lab', assetsInlineLimit: 0, rollupOptions: { input: 'lab.html' } },
      }
    : {
        base: './',
        plugins: [svelte(), singleFile()],
        build: {
          ...common,
          outDir: process.env.EVENKEEL_WEB_OUT ?? 'dist',
          cssCodeSplit: false,
          assetsInlineLimit: Infinity,
          rollupOptions: { input: 'report.html', output: { codeSplitting: false } },
        },
      },
);
