// Builds the report's page and the lab's into dist/, once for each state of its sources, whoever asks and however many ask at once.
// Needs Node and npm only. The .NET build calls it when a source is newer than the page.
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';
import process from 'node:process';
import { fileURLToPath } from 'node:url';
import zlib from 'node:zlib';

const home = path.dirname(fileURLToPath(import.meta.url));
const at = (...parts) => path.join(home, ...parts);
const report = at('dist', 'report.html');
const lab = at('dist', 'lab');
const stamp = at('dist', '.stamp');
const packages = at('node_modules', '.evenkeel-stamp');
const lock = at('.build-lock');

const [major, minor] = process.versions.node.split('.').map(Number);
if (major < 20 || (major === 20 && minor < 19)) {
  fail(`Building the pages needs Node 20.19 or newer, but this is Node ${process.versions.node}.`);
}

await takeLock();
try {
  build();
} catch (error) {
  console.error(error.message);
  process.exitCode = 1;
} finally {
  fs.rmSync(lock, { force: true });
}

/** Puts beside each text of a page its smallest forms, so that the server packs nothing while somebody waits. */
function pack(folder) {
  for (const entry of fs.readdirSync(folder, { recursive: true, withFileTypes: true })) {
    const file = path.join(entry.parentPath, entry.name);
    if (!entry.isFile() || !/\.(html|js|css|svg|json)$/.test(entry.name)) continue;
    const plain = fs.readFileSync(file);
    const brotli = zlib.brotliCompressSync(plain, { params: { [zlib.constants.BROTLI_PARAM_QUALITY]: 11, [zlib.constants.BROTLI_PARAM_SIZE_HINT]: plain.length } });
    const gzip = zlib.gzipSync(plain, { level: 9 });
    if (brotli.length < plain.length) fs.writeFileSync(`${file}.br`, brotli);
    if (gzip.length < plain.length) fs.writeFileSync(`${file}.gz`, gzip);
  }
}

function build() {
  const wanted = digest(sources());
  const installed = digest(['package.json', 'package-lock.json', '.npmrc']);
  if (read(packages) !== installed) {
    run('npm', ['ci', '--no-audit', '--no-fund', '--loglevel', 'error']);
    fs.writeFileSync(packages, installed);
  }

  if (fs.existsSync(report) && fs.existsSync(lab) && read(stamp) === wanted) {
    // The bytes are the same and only a clock moved: what was built becomes newer than its sources again.
    for (const built of [report, path.join(lab, 'lab.html'), packages]) fs.utimesSync(built, new Date(), new Date());
    return;
  }

  const fresh = fs.mkdtempSync(at('.build-'));
  try {
    const vite = at('node_modules', 'vite', 'bin', 'vite.js');
    for (const mode of ['report', 'lab']) {
      run(process.execPath, [vite, 'build', '--mode', mode, '--logLevel', 'warn'], { EVENKEEL_WEB_OUT: path.join(fresh, mode), NODE_ENV: 'production' });
    }

    pack(path.join(fresh, 'lab'));
    fs.mkdirSync(at('dist'), { recursive: true });
    fs.rmSync(lab, { recursive: true, force: true });
    fs.renameSync(path.join(fresh, 'lab'), lab);
    fs.renameSync(path.join(fresh, 'report', 'report.html'), report);
    fs.writeFileSync(stamp, wanted);
    fs.utimesSync(packages, new Date(), new Date());
  } finally {
    fs.rmSync(fresh, { recursive: true, force: true });
  }
}

function sources() {
  const own = fs.readdirSync(home).filter((name) => /\.(html|ts|js|mjs|json)$/.test(name) || name === '.npmrc');
  const below = fs
    .readdirSync(at('src'), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => path.relative(home, path.join(entry.parentPath ?? entry.path, entry.name)));
  return [...own, ...below].map((name) => name.replaceAll('\\', '/')).sort();
}

function digest(names) {
  const hash = createHash('sha256');
  for (const name of names) hash.update(name).update('\0').update(fs.readFileSync(at(name))).update('\0');
  return hash.digest('hex');
}

function read(file) {
  return fs.existsSync(file) ? fs.readFileSync(file, 'utf8') : null;
}

function run(command, args, more = {}) {
  // npm is a script on Windows, and only a shell starts those.
  const done = spawnSync(command, args, {
    cwd: home,
    stdio: ['ignore', 'inherit', 'inherit'],
    env: { ...process.env, ...more },
    shell: process.platform === 'win32' && command === 'npm',
  });
  if (done.error || done.status !== 0) {
    throw new Error(`'${command} ${args.join(' ')}' in web/ ended with ${done.error?.message ?? `exit code ${done.status}`}.`);
  }
}

async function takeLock() {
  const patience = Date.now() + 5 * 60_000;
  for (;;) {
    try {
      fs.writeFileSync(lock, String(process.pid), { flag: 'wx' });
      return;
    } catch (error) {
      if (error.code !== 'EEXIST') throw error;
    }

    if (!alive(Number(read(lock)))) {
      fs.rmSync(lock, { force: true });
    } else if (Date.now() > patience) {
      fail(`Another build of the pages (process ${read(lock)}) holds web/.build-lock. End it, or delete that file.`);
    } else {
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
  }
}

function alive(process_) {
  // Between the lock's creation and its content, it names nobody yet.
  if (!process_) return true;
  try {
    process.kill(process_, 0);
    return true;
  } catch (error) {
    return error.code === 'EPERM';
  }
}

function fail(message) {
  console.error(message);
  process.exit(1);
}
