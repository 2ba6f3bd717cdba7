// Opens the lab as a visitor does, again and again, and prints medians. Chromium's own timeline says when it painted and how long its tasks were.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import process from 'node:process';
import { chromium } from 'playwright-core';

const [evenkeel, program] = process.argv.slice(2);
const rounds = 5;

const started = performance.now();
const server = spawn(evenkeel, ['lab', '--no-browser', '--urls', 'http://127.0.0.1:0'], { stdio: ['ignore', 'pipe', 'inherit'] });
const address = await new Promise((resolve, reject) => {
  let text = '';
  server.stdout.on('data', (part) => {
    text += part;
    const found = text.match(/http:\/\/[\d.]+:\d+/);
    if (found) resolve(found[0]);
  });
  server.on('exit', () => reject(new Error(`The lab ended: ${text}`)));
});
const upAfter = performance.now() - started;

const browser = await chromium.launch({ executablePath: program, args: ['--no-sandbox', '--disable-gpu', '--enable-precise-memory-info'] });
const rows = [];
const median = (values) => [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)];
const row = (what, value, aim) => rows.push({ what, value, aim });

try {
  row('the lab answers after its command', `${Math.round(upAfter)} ms`, '2,000 ms');
  await opening();
  await figureOne();
  await figureTwo();
  await slider();
} finally {
  await browser.close();
  server.kill('SIGINT');
  await once(server, 'exit');
}

console.log(`Chromium ${browser.version()}, ${rounds} rounds, medians`);
for (const { what, value, aim } of rows) console.log(`${what.padEnd(62)} ${String(value).padStart(14)}   aim ${aim}`);

async function fresh(path) {
  const context = await browser.newContext({ viewport: { width: 1440, height: 900 } });
  const page = await context.newPage();
  await page.addInitScript(() => {
    window.long = [];
    new PerformanceObserver((list) => window.long.push(...list.getEntries().map((one) => one.duration))).observe({ type: 'longtask', buffered: true });
  });
  await page.goto(address + path);
  return { context, page };
}

async function opening() {
  for (const [path, name] of [['/', 'chapter 1'], ['/layers', 'chapter 3']]) {
    const paints = [];
    const ready = [];
    let weight = 0;
    for (let i = 0; i < rounds; i++) {
      const context = await browser.newContext({ viewport: { width: 1440, height: 900 } });
      const page = await context.newPage();
      const session = await context.newCDPSession(page);
      await session.send('Network.enable');
      let bytes = 0;
      session.on('Network.loadingFinished', ({ encodedDataLength }) => (bytes += encodedDataLength));
      await page.goto(address + path);
      // Interactive: the first session's clock takes a press.
      await page.locator('[aria-label=Training] button.main:not([disabled])').first().waitFor();
      ready.push(await page.evaluate(() => performance.now()));
      paints.push(await page.evaluate(() => performance.getEntriesByName('first-contentful-paint')[0].startTime));
      await page.waitForLoadState('networkidle');
      weight = bytes;
      await context.close();
    }
    row(`${name}: first contentful paint`, `${Math.round(median(paints))} ms`, '1,000 ms');
    row(`${name}: the clock takes a press`, `${Math.round(median(ready))} ms`, '1,500 ms');
    row(`${name}: bytes over the wire`, `${(weight / 1000).toFixed(0)} kB`, '700 kB');
  }
}

/** Trains at some pace, and counts the frames drawn and the longest task meanwhile. */
async function training(path, pace, seconds) {
  const { context, page } = await fresh(path);
  const clock = page.locator('[aria-label=Training]').first();
  await clock.locator('button.main:not([disabled])').waitFor();
  await clock.getByLabel('Pace').selectOption(pace);
  await clock.locator('button.main').click();
  await page.waitForTimeout(1000);
  const counted = await page.evaluate(async (duration) => {
    window.long.length = 0;
    const place = document.querySelector('[aria-label=Training] .at strong');
    let [drawn, first, last] = [0, place.textContent, place.textContent];
    let begin = performance.now();
    while (performance.now() - begin < duration) {
      await new Promise(requestAnimationFrame);
      if (place.textContent !== last) [drawn, last] = [drawn + 1, place.textContent];
    }
    const took = performance.now() - begin;
    const number = (text) => Number(text.replaceAll(',', ''));
    return { frames: (1000 * drawn) / took, steps: (1000 * (number(last) - number(first))) / took, longest: Math.max(0, ...window.long) };
  }, 1000 * seconds);
  await context.close();
  return counted;
}

async function figureOne() {
  const path = '/why?init=zero,xavier*0.01,xavier,xavier*100';
  for (const [pace, name] of [['60', 'sixty epochs a second'], ['max', 'as fast as it goes']]) {
    const all = [];
    for (let i = 0; i < rounds; i++) all.push(await training(path, pace, 4));
    row(`figure 1, four runs, ${name}: frames a second`, median(all.map((one) => one.frames)).toFixed(1), '30');
    row(`figure 1, four runs, ${name}: longest task`, `${Math.round(median(all.map((one) => one.longest)))} ms`, '100 ms');
    row(`figure 1, four runs, ${name}: epochs a second`, Math.round(median(all.map((one) => one.steps))), pace === '60' ? '60' : '-');
  }
}

async function figureTwo() {
  for (const [pace, name] of [['20', 'twenty steps a second'], ['max', 'as fast as it goes']]) {
    const all = [];
    for (let i = 0; i < rounds; i++) all.push(await training('/layers', pace, 4));
    row(`figure 2, ${name}: frames a second`, median(all.map((one) => one.frames)).toFixed(1), '20');
    row(`figure 2, ${name}: longest task`, `${Math.round(median(all.map((one) => one.longest)))} ms`, '100 ms');
    row(`figure 2, ${name}: steps a second`, Math.round(median(all.map((one) => one.steps))), pace === '20' ? '20' : '-');
  }
}

/** From a move of the variance's slider to the prediction's new line. */
async function slider() {
  const { context, page } = await fresh('/why');
  await page.locator('[aria-label=Training] button.main:not([disabled])').first().waitFor();
  await page.waitForTimeout(1000);
  const times = await page.evaluate(async () => {
    const input = [...document.querySelectorAll('input[type=range]')].find((one) => one.labels[0]?.textContent.startsWith('v of'));
    const chart = [...document.querySelectorAll('svg[role=img]')].find((one) => one.getAttribute('aria-label').startsWith('Predicted mean square'));
    const taken = [];
    for (let i = 0; i < 21; i++) {
      const changed = new Promise((resolve) => {
        const watch = new MutationObserver(() => {
          watch.disconnect();
          resolve(performance.now());
        });
        watch.observe(chart, { attributes: true, subtree: true, attributeFilter: ['d'] });
      });
      const from = performance.now();
      input.valueAsNumber = -1 + 0.1 * i;
      input.dispatchEvent(new Event('input', { bubbles: true }));
      taken.push((await changed) - from);
      await new Promise((resolve) => setTimeout(resolve, 60));
    }
    return taken;
  });
  row('slider to redrawn prediction', `${median(times).toFixed(1)} ms`, '50 ms');
  row('slider to redrawn prediction, slowest of 21', `${Math.max(...times).toFixed(1)} ms`, '50 ms');
  await context.close();
}
