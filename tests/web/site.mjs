// What the tests of exported pages share: a sample library, its exported site,
// a server on it, a browser, and TAP.
import { execFileSync, spawn } from 'node:child_process';
import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { chromium } from 'playwright-core';

export const folder = mkdtempSync(join(tmpdir(), 'copydesk-web-'));
process.on('exit', () => rmSync(folder, { recursive: true, force: true }));

const environment = {
  ...process.env,
  COPYDESK_LIBRARY: join(folder, 'sample.copydesk'),
  XDG_CACHE_HOME: join(folder, 'cache'),
  XDG_DATA_HOME: join(folder, 'data'),
};

export function cli(...words) {
  return execFileSync(process.argv[2], words, { env: environment, encoding: 'utf8' });
}

export function exportSample() {
  const site = join(folder, 'site');
  cli('init', '--sample');
  cli('export', site);
  return site;
}

export function pagesBelow(site) {
  return readdirSync(site, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && entry.name.endsWith('.html'))
    .map((entry) => relative(site, join(entry.parentPath, entry.name)))
    .sort();
}

const servers = [];
process.on('exit', () => servers.forEach((server) => server.kill()));

// Serves the library's site, and resolves to its address.
export async function serve(port = 0) {
  const server = spawn(process.argv[2], ['serve', '--port', String(port)], { env: environment, stdio: ['ignore', 'pipe', 'inherit'] });
  servers.push(server);
  for await (const chunk of server.stdout) {
    return { address: String(chunk).trim().replace(/\/$/, ''), stop: () => server.kill() };
  }
  throw new Error('serve printed no address');
}

async function findPort() {
  const server = createServer();
  await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address();
  await new Promise((resolve) => server.close(resolve));
  return port;
}

// The same, by the address that its pages say that they have.
export async function serveAsItself() {
  const port = await findPort();
  cli('site', 'set', `url=http://127.0.0.1:${port}/`);
  return serve(port);
}

export async function browse() {
  return chromium.launch({ executablePath: '/usr/bin/chromium', args: ['--no-sandbox'] });
}

let count = 0;
let failed = 0;

export function report(claim, problems) {
  count += 1;
  for (const problem of problems) {
    console.log(`# ${problem}`);
  }
  failed += problems.length > 0;
  console.log(`${problems.length > 0 ? 'not ok' : 'ok'} ${count} ${claim}`);
}

export function finish() {
  console.log(`1..${count}`);
  process.exit(failed > 0 ? 1 : 0);
}
