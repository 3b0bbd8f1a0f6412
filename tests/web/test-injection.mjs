// Nothing that somebody writes runs on a page, or changes what is around it.
import { spawnSync } from 'node:child_process';
import { mkdirSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { browse, cli, finish, folder, pagesBelow, report, serve } from './site.mjs';
import { lines, vectors } from './vectors.mjs';

const texts = join(folder, 'texts');
let count = 0;

// JSON is YAML.
function write(title, body, fields = {}) {
  const matter = { title, lang: 'en', date: '2026-05-04', status: 'published', ...fields };
  count += 1;
  writeFileSync(join(texts, `${count}.md`),
    `---\n${Object.entries(matter).map(([name, value]) => `${name}: ${JSON.stringify(value)}\n`).join('')}---\n${body}`);
}

mkdirSync(texts);
cli('init');
cli('site', 'set', 'url=https://desk.invalid/', `title=Desk ${lines[0]}`);
vectors.forEach((vector, i) => write(`Case ${i}`, `Before.\n\n${vector}\n\nBehind ${i}.\n`));
write('All at once', vectors.join('\n\n'));
lines.forEach((line, i) => write(`Line ${i} ${line}`, 'Body.\n',
  { summary: line, tags: [`tag ${i} ${line}`], authors: [`name ${i} ${line}`], 'seo-title': line, 'seo-description': line }));
cli('import', texts);

const site = join(folder, 'site');
cli('export', site);
const pages = pagesBelow(site);
const { address, stop } = await serve();
const browser = await browse();

// Script would run here: the server's policy, which forbids it, is not asked.
const context = await browser.newContext({ bypassCSP: true });
const ran = [];
const asked = [];
const page = await context.newPage();
page.on('dialog', async (dialog) => {
  ran.push(`${page.url()}: ${dialog.message()}`);
  await dialog.dismiss();
});
page.on('request', (request) => {
  if (!request.url().startsWith(address)) {
    asked.push(`${page.url()}: ${request.url()}`);
  }
});

// What is on a page, whatever its own source says.
function look() {
  const problems = [];
  const forbidden = 'iframe, object, embed, frame, frameset, applet, base, form, style, template, noscript, svg, math, video, audio, marquee, [contenteditable], [style]';
  const own = document.querySelector('.search > form[role=search]'); // which the site's script builds
  for (const element of [...document.querySelectorAll(forbidden)].filter((found) => found !== own)) {
    problems.push(element.outerHTML.slice(0, 80));
  }
  for (const element of document.querySelectorAll('*')) {
    for (const { name, value } of element.attributes) {
      const isAddress = ['href', 'src', 'srcset', 'action', 'data', 'formaction', 'poster', 'xlink:href'].includes(name);
      if (name.startsWith('on') || (isAddress && !/^(https?:|mailto:|viber:|tel:|[/#])/.test(value) && !/^[\w.%-]+$/.test(value))) {
        problems.push(`${name}="${value}"`);
      }
    }
  }
  for (const element of document.querySelectorAll('script')) {
    const isData = element.type === 'application/ld+json';
    if (isData) {
      JSON.parse(element.textContent);
    } else if (!/^\/assets\/[0-9a-f]+\.js$/.test(element.getAttribute('src') ?? '')) {
      problems.push(element.outerHTML.slice(0, 80));
    }
  }
  for (const element of document.querySelectorAll('meta[http-equiv], link[rel=stylesheet]')) {
    if (!element.matches('link[href^="/assets/"]')) {
      problems.push(element.outerHTML.slice(0, 80));
    }
  }
  if (document.querySelectorAll('main, footer, h1').length !== 3) {
    problems.push('the page has come apart');
  }
  return problems;
}

const changed = [];
const torn = [];
for (const path of pages.filter((name) => !name.endsWith('404.html'))) {
  await page.goto(`${address}/${path.replace(/index\.html$/, '')}`, { waitUntil: 'load' });
  changed.push(...(await page.evaluate(look)).map((problem) => `${path}: ${problem}`));
  const number = path.match(/\/case-(\d+)\//)?.[1];
  const text = number !== undefined ? await page.locator('.text').innerText() : '';
  if (number !== undefined && !text.includes('Before.')) {
    torn.push(path);
  }
}

report('there is something to look at', pages.length > vectors.length ? [] : [`${pages.length}`]);
report('nothing runs', ran);
report('nobody else is asked for anything', asked.filter((line) => !/\/y$/.test(line)));
report('no page has what a text has no business to add', changed);
report('and each text is there', torn);

// What programs read is still what it says that it is.
const machine = readdirSync(site, { recursive: true }).filter((name) => /\.(xml|json|webmanifest)$/.test(name));
report('there are files for programs', machine.length >= 8 ? [] : machine);
report('what is XML is well-formed', machine.filter((name) => name.endsWith('.xml') &&
  spawnSync('xmllint', ['--noout', '--nonet', join(site, name)]).status !== 0));
report('what is JSON can be read', machine.filter((name) => {
  try {
    return !name.endsWith('.xml') && JSON.parse(readFileSync(join(site, name), 'utf8')) === null;
  } catch {
    return true;
  }
}));

// The test sees it when something does.
await page.setContent(`<main></main><footer></footer><h1></h1><img src=x onerror="alert('seen')"><svg></svg>`);
await page.waitForTimeout(500);
report('what runs would be seen', ran.some((line) => line.endsWith('seen')) ? [] : ['it was not']);
report('so would what is added', (await page.evaluate(look)).length >= 2 ? [] : ['it was not']);

await browser.close();
stop();
finish();
