// Brings third-party browser files to wwwroot/lib: Tabler's stylesheet (our parts of it),
// one sprite of the icons that pages use, and the SignalR client. Run by BrowserFiles.targets
// when something here or the lock file changed; `npm run build` does the same by hand.
import { createHash } from 'node:crypto';
import { spawnSync } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

const here = path.dirname(fileURLToPath(import.meta.url));
const web = path.dirname(here);
const root = path.resolve(web, '../..');
const lib = path.join(root, 'wwwroot/lib');
const obj = path.join(web, 'obj');
const stamp = path.join(obj, 'browser-files.stamp');
const lock = path.join(obj, 'browser-files.lock');

fs.mkdirSync(obj, { recursive: true });
await takeLock();
try {
  const wanted = fingerprint();
  const files = ['tabler.css', 'icons.svg', 'signalr.min.js'].map(name => path.join(lib, name));
  if (read(stamp) === wanted && files.every(file => fs.existsSync(file))) {
    // A parallel build did the work while this one waited.
    touch(files);
  } else {
    installPackages();
    fs.mkdirSync(lib, { recursive: true });
    await writeStyles();
    writeIcons();
    fs.copyFileSync(module('@microsoft/signalr/dist/browser/signalr.min.js'), path.join(lib, 'signalr.min.js'));
  }
  fs.writeFileSync(stamp, wanted);
} finally {
  fs.rmSync(lock, { force: true });
}

/** Two projects building at once must not run npm twice: the first to create the file works, the others wait. */
async function takeLock() {
  for (;;) {
    try {
      fs.writeFileSync(lock, String(process.pid), { flag: 'wx' });
      return;
    } catch (error) {
      if (error.code !== 'EEXIST') throw error;
    }
    const holder = Number(read(lock));
    if (holder && !isAlive(holder)) fs.rmSync(lock, { force: true });
    await new Promise(done => setTimeout(done, 200));
  }
}

function isAlive(pid) {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error.code === 'EPERM';
  }
}

/** Changes with the lock file and with everything in this folder. */
function fingerprint() {
  const hash = createHash('sha256').update(fs.readFileSync(path.join(root, 'package-lock.json')));
  for (const name of fs.readdirSync(here).sort()) hash.update(name).update(fs.readFileSync(path.join(here, name)));
  return hash.digest('hex');
}

/** `npm ci`, only when the lock file is another one than that of the installed packages. */
function installPackages() {
  const mark = path.join(root, 'node_modules/.installed-lock');
  const wanted = createHash('sha256').update(fs.readFileSync(path.join(root, 'package-lock.json'))).digest('hex');
  if (read(mark) === wanted) return;
  const done = spawnSync('npm', ['ci', '--ignore-scripts', '--omit=optional', '--no-audit', '--no-fund'], {
    cwd: root, stdio: ['ignore', 'inherit', 'pipe'], encoding: 'utf8', shell: process.platform === 'win32',
  });
  if (done.status !== 0) {
    console.error(done.stderr ?? done.error);
    throw new Error('npm ci failed; the browser files could not be fetched.');
  }
  fs.writeFileSync(mark, wanted);
}

async function writeStyles() {
  const sass = await import('sass');
  const { css } = sass.compile(path.join(here, 'tabler.scss'), {
    style: 'compressed',
    loadPaths: [module('@tabler/core/scss')],
    quietDeps: true,
    silenceDeprecations: ['import', 'global-builtin', 'color-functions'],
  });
  fs.writeFileSync(path.join(lib, 'tabler.css'), css.replace(/^\uFEFF/, ''));
}

/** One symbol for each name in icons.txt; pages refer to /lib/icons.svg#name. */
function writeIcons() {
  const names = read(path.join(here, 'icons.txt')).split('\n').map(line => line.trim()).filter(Boolean);
  const symbols = names.map(name => {
    const svg = fs.readFileSync(module(`@tabler/icons/icons/outline/${name}.svg`), 'utf8');
    const drawing = svg.slice(svg.indexOf('>', svg.indexOf('<svg')) + 1, svg.lastIndexOf('</svg>')).replace(/\s+/g, ' ').trim();
    return `<symbol id="${name}" viewBox="0 0 24 24">${drawing}</symbol>`;
  });
  fs.writeFileSync(path.join(lib, 'icons.svg'), `<svg xmlns="http://www.w3.org/2000/svg">\n${symbols.join('\n')}\n</svg>\n`);
}

function module(name) {
  return path.join(root, 'node_modules', name);
}

function read(file) {
  return fs.existsSync(file) ? fs.readFileSync(file, 'utf8') : '';
}

function touch(files) {
  const now = new Date();
  for (const file of files) fs.utimesSync(file, now, now);
}
