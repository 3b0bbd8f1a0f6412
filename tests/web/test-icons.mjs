// The site's icons in a real browser: it finds, loads and decodes what pages and the
// manifest name, each as large as they say.
import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { browse, cli, exportSample, finish, folder, report, serveAsItself } from './site.mjs';

exportSample();
const drawn = join(folder, 'icon.png');
execFileSync('convert', ['-size', '900x600', 'xc:#7a1f3d', '-fill', 'white', '-draw', 'circle 450,300 450,80', drawn]);
const icon = JSON.parse(cli('--json', 'media', 'add', drawn)).id;
const browser = await browse();

// The side of a square PNG, from its header.
async function readSide(page, address) {
  const answer = await page.request.get(address);
  const bytes = await answer.body();
  const isPng = answer.status() === 200 && answer.headers()['content-type'] === 'image/png' &&
                bytes.subarray(0, 8).equals(Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]));
  return isPng && bytes.readUInt32BE(16) === bytes.readUInt32BE(20) ? bytes.readUInt32BE(16) : answer.status();
}

// What it is once it is decoded.
async function decode(page, address) {
  return page.evaluate(async (src) => {
    const image = new Image();
    image.src = src;
    await image.decode();
    return image.naturalWidth;
  }, address);
}

function same(claim, found, expected) {
  report(claim, JSON.stringify(found) === JSON.stringify(expected) ? [] : [`found    ${JSON.stringify(found)}`, `expected ${JSON.stringify(expected)}`]);
}

async function readIcons(page) {
  return page.$$eval('link[rel~="icon"], link[rel="apple-touch-icon"]', (links) =>
    links.map((link) => ({ rel: link.rel, address: link.href, type: link.type, sizes: link.getAttribute('sizes') })));
}

// The manifest as the browser reads it, with what it has against it.
async function readManifest(page) {
  const session = await page.context().newCDPSession(page);
  const { url, data, errors } = await session.send('Page.getAppManifest');
  await session.detach();
  return { errors, icons: JSON.parse(data).icons.map((entry) => ({ ...entry, address: new URL(entry.src, url).href })) };
}

const { address, stop } = await serveAsItself();
const page = await browser.newPage();
await page.goto(`${address}/en/`);
let icons = await readIcons(page);
same('without one of its own the site has the letter', icons.map(({ rel, type, sizes }) => [rel, type, sizes]), [['icon', 'image/svg+xml', null]]);
report('which the browser draws', await decode(page, icons[0].address) > 0 ? [] : ['it does not']);
same('and the manifest', (await readManifest(page)).icons.map((entry) => [entry.type, entry.sizes]), [['image/svg+xml', 'any']]);
stop();

cli('site', 'set', `icon=${icon}`);
const own = await serveAsItself();
const served = [];
const visit = await browser.newPage();
visit.on('response', (answer) => served.push([answer.url(), answer.status()]));
for (const path of ['/en/', '/sr/', '/sr-Latn/', '/en/search/']) {
  await visit.goto(own.address + path, { waitUntil: 'networkidle' });
  icons = await readIcons(visit);
  same(`${path} has an icon for tabs and one for home screens`, icons.map(({ rel, type, sizes }) => [rel, type, sizes]),
    [['icon', 'image/png', '48x48'], ['apple-touch-icon', 'image/png', '180x180']]);
  for (const { address: where, sizes } of icons) {
    const side = Number(sizes.split('x')[0]);
    same(`${path}: it is there, ${sizes}`, [await readSide(visit, where), await decode(visit, where)], [side, side]);
  }
  const { errors, icons: entries } = await readManifest(visit);
  same(`${path}: the browser has nothing against the manifest`, errors, []);
  same(`${path}: it has an icon for apps and one for their start`, entries.map((entry) => [entry.type, entry.sizes, entry.purpose]),
    [['image/png', '192x192', 'any'], ['image/png', '512x512', 'any']]);
  for (const { address: where, sizes } of entries) {
    const side = Number(sizes.split('x')[0]);
    same(`${path}: it is there, ${sizes}`, [await readSide(visit, where), await decode(visit, where)], [side, side]);
  }
}
report('all that the browser asked for was there', served.filter(([, status]) => status >= 400).map(([where, status]) => `${where}: ${status}`));
await browser.close();
own.stop();
finish();
