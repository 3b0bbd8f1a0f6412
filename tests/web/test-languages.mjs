// Which languages a page has: said the same by each of them and by the sitemap.
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { exportSample, finish, pagesBelow, report } from './site.mjs';

const origin = 'https://newsroom.invalid';
const site = exportSample();

function attributes(tag) {
  return Object.fromEntries([...tag.matchAll(/([\w-]+)="([^"]*)"/g)].map((match) => [match[1], match[2]]));
}

function setOf(tags) {
  return tags.map((tag) => `${tag.hreflang} ${tag.href}`).sort().join('\n');
}

// What a page says of itself.
function readPage(path) {
  const html = readFileSync(join(site, path), 'utf8');
  const links = [...html.matchAll(/<link [^>]*>/g)].map((match) => attributes(match[0]));
  return {
    path,
    lang: attributes(html.match(/<html [^>]*>/)[0]).lang,
    canonical: links.filter((link) => link.rel === 'canonical').map((link) => link.href),
    alternates: links.filter((link) => link.rel === 'alternate' && link.hreflang !== undefined),
    isUnlisted: html.includes('content="noindex"'),
  };
}

// All of its parts: a page that stands in two of them is seen as one too few.
function readSitemap() {
  const index = readFileSync(join(site, 'sitemap.xml'), 'utf8');
  const parts = [...index.matchAll(/<sitemap><loc>([^<]*)<\/loc>/g)].map((match) => match[1].slice(origin.length));
  const xml = parts.map((part) => readFileSync(join(site, part), 'utf8')).join('');
  const n = [...xml.matchAll(/<url>/g)].length;
  const found = readPages(xml);
  return n === found.size ? found : new Map();
}

function readPages(xml) {
  return new Map([...xml.matchAll(/<url><loc>([^<]*)<\/loc>(.*?)<\/url>/g)].map((match) => [match[1],
    [...match[2].matchAll(/<xhtml:link [^>]*>/g)].map((link) => attributes(link[0]))]));
}

function fileOf(address) {
  return join(site, address.slice(origin.length), 'index.html');
}

const pages = pagesBelow(site).map(readPage).filter((page) => !page.isUnlisted);
const byAddress = new Map(pages.filter((page) => page.path !== 'index.html').map((page) => [page.canonical[0], page]));
const members = pages.filter((page) => page.alternates.length > 0);

report('the sample has pages in several languages', members.length >= 20 ? [] : [`${members.length}`]);
report('each page has one canonical address, which is there', pages
  .filter((page) => page.canonical.length !== 1 || !page.canonical[0].startsWith(`${origin}/`) ||
                    !existsSync(fileOf(page.canonical[0])))
  .map((page) => `${page.path}: ${page.canonical}`));
report('each lists itself, in its own language', members
  .filter((page) => !page.alternates.some((link) => link.href === page.canonical[0] && link.hreflang === page.lang))
  .map((page) => page.path));
report('each language is there once, and x-default is one of them', members.filter((page) => {
  const languages = page.alternates.map((link) => link.hreflang);
  const named = page.alternates.filter((link) => link.hreflang !== 'x-default').map((link) => link.href);
  return new Set(languages).size !== languages.length || named.length < 2 ||
         page.alternates.some((link) => link.hreflang === 'x-default' && !named.includes(link.href));
}).map((page) => page.path));
report('each leads to a page that says the same', members.flatMap((page) => page.alternates
  .filter((link) => !byAddress.has(link.href) || setOf(byAddress.get(link.href).alternates) !== setOf(page.alternates))
  .map((link) => `${page.path} → ${link.href}`)));

const sitemap = readSitemap();
report('the sitemap has each page once, and no other', [
  ...[...byAddress.keys()].filter((address) => !sitemap.has(address)),
  ...[...sitemap.keys()].filter((address) => !byAddress.has(address)),
]);
report('the sitemap says the same of each', [...sitemap]
  .filter(([address, links]) => byAddress.has(address) && setOf(links) !== setOf(byAddress.get(address).alternates))
  .map(([address]) => address));
finish();
