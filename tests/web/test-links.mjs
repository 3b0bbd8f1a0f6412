// Every link within the site, and every place in a page that one names.
import { cpSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { check, LinkState } from 'linkinator';
import { exportSample, finish, folder, pagesBelow, report, serveAsItself } from './site.mjs';

const isOurs = (link) => ['127.0.0.1', 'localhost'].includes(new URL(link).hostname);

// @path: an address, or a folder, which is served for as long as it takes
async function follow(path) {
  const { links } = await check({
    path,
    recurse: true,
    checkFragments: true,
    checkCss: true,
    redirects: 'error',
    linksToSkip: (link) => Promise.resolve(/^https?:/.test(link) && !isOurs(link)),
  });
  return links;
}

function deadIn(links) {
  return links.filter((link) => link.state === LinkState.BROKEN)
    .map((link) => `${link.parent} → ${link.url}: ${link.status} ${(link.failureDetails ?? []).map((detail) => detail.message ?? '').join(' ')}`);
}

const site = exportSample();
const { address, stop } = await serveAsItself();
const links = await follow(`${address}/`);
stop();
const reached = new Set(links.filter((link) => link.state === LinkState.OK).map((link) => link.url.split('#')[0]));
report('there are many', reached.size >= 150 ? [] : [`${reached.size}`]);
report('each leads somewhere', deadIn(links));
report('nobody else was asked', links.filter((link) => link.state !== LinkState.SKIPPED && !isOurs(link.url)).map((link) => link.url));
report('every page can be reached', pagesBelow(site).filter((page) => !page.endsWith('404.html'))
  .map((page) => `${address}/${page.replace(/index\.html$/, '')}`).filter((page) => !reached.has(page)));

const faulty = join(folder, 'faulty');
cpSync(site, faulty, { recursive: true });
function change(path, old, now) {
  const file = join(faulty, path);
  const text = readFileSync(file, 'utf8');
  if (!text.includes(old)) {
    throw new Error(`${path} has no ${old}`);
  }
  writeFileSync(file, text.replace(old, now));
}
const noted = pagesBelow(faulty).find((page) => readFileSync(join(faulty, page), 'utf8').includes('href="#fn-1"'));
const picture = readdirSync(join(faulty, 'media')).find((name) => name.endsWith('.webp'));
const style = readdirSync(join(faulty, 'assets')).find((name) => name.endsWith('.css'));
change('en/index.html', 'href="#_content"', 'href="#_lost"');
change('sr/index.html', '</main>', '<a href="/en/search/#_none">x</a></main>');
change('sr-Latn/index.html', '</main>', '<a href="/sr-Latn/gone/">x</a></main>');
change(noted, 'href="#fn-1"', 'href="#fn-1x"');
change(`assets/${style}`, 'body {', 'body { background: url(/assets/none.png);');
rmSync(join(faulty, 'media', picture));

const dead = deadIn(await follow(faulty)).join('\n');
for (const [name, end] of Object.entries({
  'a place that its page lacks': '#_lost',
  'a place that another page lacks': '/en/search/#_none',
  'a page that is not there': '/sr-Latn/gone/',
  'a note that is not there': '#fn-1x',
  'a picture that is not there': `/media/${picture}`,
  'what a style names and is not there': '/assets/none.png',
})) {
  report(`${name} would be seen`, dead.includes(`${end}: `) ? [] : [dead]);
}
finish();
