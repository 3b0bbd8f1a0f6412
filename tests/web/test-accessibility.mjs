// axe-core on pages of each kind, light and dark, on a narrow and a wide window.
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { browse, exportSample, finish, pagesBelow, report, serve } from './site.mjs';

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

async function violations(page) {
  await page.evaluate(axe);
  const result = await page.evaluate(() => globalThis.axe.run(document, {
    runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'],
  }));
  return result.violations.map((violation) => `${page.url()}: ${violation.id}: ${violation.nodes[0].html}`);
}

async function sideways(page) {
  const wider = await page.evaluate(() => document.documentElement.scrollWidth > document.documentElement.clientWidth);
  return wider ? [`${page.url()}: scrolls sideways at ${page.viewportSize().width}px`] : [];
}

const site = exportSample();
const pages = pagesBelow(site).map((page) => `/${page.replace(/index\.html$/, '')}`);
const isList = (page) => /^\/[^/]+\/(tag|author|archive)\//.test(page);
const articles = pages.filter((page) => page.split('/').length === 5 && !isList(page));
const first = (beginning) => pages.filter((page) => page.startsWith(beginning)).slice(0, 1);
const looked = ['/en/search/', '/en/search/?q=river', '/sr-Latn/search/?q=reka', '/en/', '/sr/', '/sr-Latn/', '/en/analysis/', '/404.html',
  ...first('/en/tag/'), ...first('/sr/author/'), ...first('/sr-Latn/archive/'),
  ...['/en/', '/sr/', '/sr-Latn/'].flatMap((language) => articles.filter((page) => page.startsWith(language)).slice(0, 2))];

const { address, stop } = await serve();
const browser = await browse();

for (const colorScheme of ['light', 'dark']) {
  for (const width of [320, 1280]) {
    const context = await browser.newContext({ bypassCSP: true, colorScheme, viewport: { width, height: 800 } });
    const page = await context.newPage();
    const found = [];
    for (const path of looked) {
      await page.goto(address + path, { waitUntil: path.includes('?') ? 'networkidle' : 'load' });
      found.push(...await violations(page), ...await sideways(page));
    }
    report(`pages of each kind are accessible, ${colorScheme}, ${width} px`, found);
    await context.close();
  }
}

const context = await browser.newContext({ bypassCSP: true });
const page = await context.newPage();
await page.setContent('<html><body><img src="x"><p style="color:#ccc;background:#fff">grey</p></body></html>');
report('the checker finds what is wrong with a broken page', (await violations(page)).length > 2 ? [] : ['it found too little']);

await browser.close();
stop();
finish();
