// What pages say to programs in JSON-LD: schema.org's own types, as a compiler reads
// them, and what those who show news ask for and no type says.
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { exportSample, finish, folder, pagesBelow, report } from './site.mjs';

const origin = 'https://newsroom.invalid';
const site = exportSample();
const modules = dirname(dirname(createRequire(import.meta.url).resolve('schema-dts/package.json')));

function unescape(text) {
  return text.replace(/&lt;/g, '<').replace(/&gt;/g, '>').replace(/&quot;/g, '"').replace(/&#39;/g, "'").replace(/&amp;/g, '&');
}

function readPage(path) {
  const html = readFileSync(join(site, path), 'utf8');
  const blocks = [...html.matchAll(/<script type="application\/ld\+json">(.*?)<\/script>/gs)].map((match) => JSON.parse(match[1]));
  return {
    path,
    blocks,
    isArticle: html.includes('<article class="article">'),
    hasCover: html.includes('<figure class="cover">'),
    lang: html.match(/<html lang="([^"]*)"/)[1],
    isUnlisted: html.includes('content="noindex"'),
    description: html.match(/<meta name="description" content="([^"]*)"/)?.[1],
    canonical: html.match(/<link rel="canonical" href="([^"]*)"/)?.[1],
    title: unescape(html.match(/<h1[^>]*>(.*?)<\/h1>/s)[1]),
  };
}

const isThere = (address) => typeof address === 'string' && address.startsWith(`${origin}/`) &&
  existsSync(join(site, address.slice(origin.length), address.endsWith('/') ? 'index.html' : ''));
const isMoment = (text) => /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(Z|[+-]\d\d:\d\d)$/.test(text) && !Number.isNaN(Date.parse(text));
const isName = (text) => typeof text === 'string' && text.trim() !== '';

function* newsFaults(news, page) {
  if (news['@id'] !== page.canonical || news.mainEntityOfPage !== page.canonical) yield 'another address';
  if (news.headline !== page.title) yield 'another headline';
  if (news.inLanguage !== page.lang) yield 'another language';
  if (!isName(news.description)) yield 'no description';
  if (!isMoment(news.datePublished)) yield `published ${news.datePublished}`;
  if (news.dateModified !== undefined && (!isMoment(news.dateModified) || Date.parse(news.dateModified) < Date.parse(news.datePublished))) {
    yield `modified ${news.dateModified}`;
  }
  if (page.hasCover !== (news.image?.length >= 3) || !(news.image ?? []).every(isThere)) yield `pictures ${news.image}`;
  if (!(news.author?.length > 0)) yield 'no author';
  for (const author of news.author ?? []) {
    if (!['Person', 'Organization'].includes(author['@type']) || !isName(author.name) || !isThere(author.url)) yield `author ${JSON.stringify(author)}`;
  }
  if (news.publisher?.['@type'] !== 'Organization' || !isName(news.publisher.name) || !isThere(news.publisher.url)) yield 'no publisher';
}

function* crumbFaults(list, page) {
  const crumbs = list.itemListElement ?? [];
  if (crumbs.length < 2) yield 'too few crumbs';
  for (const [i, crumb] of crumbs.entries()) {
    if (crumb['@type'] !== 'ListItem' || crumb.position !== i + 1 || !isName(crumb.name) || !isThere(crumb.item)) {
      yield `crumb ${JSON.stringify(crumb)}`;
    }
  }
  if (crumbs.at(-1)?.item !== page.canonical || crumbs.at(-1)?.name !== page.title) yield 'the last crumb is another page';
}

function faults(page) {
  const things = page.blocks.flatMap((block) => block['@graph'] ?? []);
  const of = (type) => things.filter((thing) => thing['@type'] === type);
  if (page.blocks.length !== 1 || page.blocks[0]['@context'] !== 'https://schema.org' || of('NewsArticle').length !== 1 || of('BreadcrumbList').length !== 1) {
    return ['not one NewsArticle and one BreadcrumbList'];
  }
  return [...newsFaults(of('NewsArticle')[0], page), ...crumbFaults(of('BreadcrumbList')[0], page)];
}

// Each object is a constant of the type that it says that it has.
function compile(files) {
  const sources = join(folder, 'types');
  mkdirSync(sources);
  symlinkSync(modules, join(sources, 'node_modules'));
  writeFileSync(join(sources, 'package.json'), '{"type":"module"}');
  for (const [name, objects] of Object.entries(files)) {
    writeFileSync(join(sources, `${name}.ts`), [
      "import type { Graph } from 'schema-dts';",
      ...objects.map((object, i) => `export const page${i}: Graph = ${JSON.stringify(object)};`),
    ].join('\n'));
  }
  writeFileSync(join(sources, 'tsconfig.json'), JSON.stringify({
    compilerOptions: { noEmit: true, strict: true, skipLibCheck: true, module: 'nodenext', types: [], preserveSymlinks: true },
  }));
  const run = spawnSync(process.execPath, [join(modules, 'typescript/bin/tsc'), '--project', sources], { cwd: sources, encoding: 'utf8' });
  return run.stdout.split('\n').filter((line) => line !== '');
}

const pages = pagesBelow(site).map(readPage);
const articles = pages.filter((page) => page.isArticle);
const blocks = pages.flatMap((page) => page.blocks);
report('there are enough articles, with and without a picture',
  articles.length >= 30 && articles.some((page) => page.hasCover) && articles.some((page) => !page.hasCover) ? [] : [`${articles.length}`]);
report('what those who show news ask for is there', articles.flatMap((page) => faults(page).map((fault) => `${page.path}: ${fault}`)));

const listed = pages.filter((page) => !page.isUnlisted && page.path !== 'index.html');
report('each page that may be found is described', listed.filter((page) => !isName(page.description)).map((page) => page.path));
report('in a line', listed.filter((page) => !page.isArticle && isName(page.description) && [...page.description].length > 170).map((page) => `${page.path}: ${page.description}`));

const whole = articles.find((page) => page.hasCover);
const broken = {
  'a headline of another page': (news) => { news.headline = 'x'; },
  'a date without offset': (news) => { news.datePublished = '2026-11-16T00:00:00'; },
  'a change before the beginning': (news) => { news.dateModified = '2001-01-01T00:00:00Z'; },
  'no picture': (news) => { delete news.image; },
  'a picture that is not there': (news) => { news.image[0] = `${origin}/media/x.jpg`; },
  'an author without address': (news) => { delete news.author[0].url; },
  'an author without name': (news) => { delete news.author[0].name; },
  'no publisher': (news) => { delete news.publisher; },
  'a path as address': (news) => { news['@id'] = '/en/'; },
  'a crumb without place': (_, list) => { delete list.itemListElement[0].position; },
  'a crumb that leads nowhere': (_, list) => { list.itemListElement[1].item = `${origin}/nowhere/`; },
};
for (const [name, change] of Object.entries(broken)) {
  const page = structuredClone(whole);
  change(...page.blocks[0]['@graph']);
  report(`${name} would be seen`, faults(page).length > 0 ? [] : ['nothing was said']);
}

const mistyped = {
  property: (news) => { news.headlin = news.headline; },
  kind: (news) => { news['@type'] = 'NewsStory'; },
  author: (news) => { news.author = 5; },
  person: (news) => { news.author[0].nick = 'x'; },
  publisher: (news) => { news.publisher['@type'] = 'ListItem'; },
  crumbs: (_, list) => { list.itemListElement[0].position = { first: true }; },
};
const files = { site: blocks };
for (const [name, change] of Object.entries(mistyped)) {
  const block = structuredClone(whole.blocks[0]);
  change(...block['@graph']);
  files[name] = [block];
}
const said = compile(files);
report('every object has the type that it says', said.filter((line) => line.startsWith('site.ts') || !/^\w+\.ts\(/.test(line) && !line.startsWith(' ')));
for (const name of Object.keys(mistyped)) {
  report(`a wrong ${name} would be seen`, said.some((line) => line.startsWith(`${name}.ts(`)) ? [] : ['nothing was said']);
}
finish();
