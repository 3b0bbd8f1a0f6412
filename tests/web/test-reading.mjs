// What readers get from an article's page, without script and with it.
import { browse, cli, exportSample, finish, report, serve } from './site.mjs';

const expected = {
  en: { tags: 'Tags', share: 'Share', related: 'Related', author: 'Author', date: 'Date', html: 'en' },
  sr: { tags: 'Ознаке', share: 'Подели', related: 'Повезано', author: 'Аутор', date: 'Датум', html: 'sr-Cyrl' },
  'sr-Latn': { tags: 'Oznake', share: 'Podeli', related: 'Povezano', author: 'Autor', date: 'Datum', html: 'sr-Latn' },
};

exportSample();
const { address, stop } = await serve();
const browser = await browse();
const context = await browser.newContext({ javaScriptEnabled: false });
const page = await context.newPage();

async function firstArticle(language) {
  await page.goto(`${address}/${language}/`);
  const paths = await page.$$eval('main a[href]', (links) => links.map((link) => new URL(link.href).pathname));
  return paths.find((path) => path.split('/').length === 5);
}

for (const [language, words] of Object.entries(expected)) {
  await page.goto(address + await firstArticle(language));
  const text = await page.innerText('body');
  const html = await page.getAttribute('html', 'lang');
  const problems = Object.entries(words)
    .filter(([part, word]) => part !== 'html' && !text.toLowerCase().includes(word.toLowerCase()))
    .map(([part, word]) => `${page.url()}: no “${word}” (${part})`);
  if (html !== words.html) {
    problems.push(`lang is ${html}, not ${words.html}`);
  }
  report(`an article says its parts in ${language}`, problems);
}

for (const [language, word] of [['en', 'ferries'], ['sr', 'скелама'], ['sr-Latn', 'skelama']]) {
  await page.goto(`${address}/${language}/author/nadja-ostrelic/`);
  const about = await page.innerText('.about .text');
  const portrait = await page.$eval('.about img', (image) => image.naturalWidth > 0 && image.alt !== '');
  report(`an author's page says who that is in ${language}`, about.includes(word) && portrait ? [] : [about, `portrait: ${portrait}`]);
}

await page.goto(address + await firstArticle('en'));
const order = await page.evaluate(() => {
  const text = document.querySelector('main').textContent;
  const title = document.querySelector('h1').textContent;
  return ['Analysis', title, 'Tags', 'Share', 'Related'].map((part) => text.indexOf(part));
});
report('section, title, tags, share and related come in this order',
  order.every((place, i) => place >= 0 && (i === 0 || place > order[i - 1])) ? [] : [`places: ${order}`]);

const dates = await page.$$eval('main time', (times) => times.map((time) => time.textContent));
report('dates have the newsroom’s own form', dates.some((date) => /\d\d\.\d\d\.\d{4}\./.test(date)) ? [] : [String(dates)]);

const related = await page.$$eval('main h3', (titles) => titles.map((title) => title.textContent.trim()));
report('other articles stand under Related', related.length >= 1 ? [] : ['none']);

const requests = [];
page.on('request', (request) => requests.push(request.url()));
await page.reload();
report('nothing is asked of any other server', requests.filter((url) => !url.startsWith(address)));

const links = await page.$$eval('a[href]', (all) => all.map((link) => link.href));
const dead = [];
for (const link of new Set(links.map((url) => url.split('#')[0]).filter((url) => url.startsWith(address)))) {
  const answer = await context.request.get(link);
  if (!answer.ok()) {
    dead.push(`${link}: ${answer.status()}`);
  }
}
report('every link on the page leads somewhere', dead);

const id = cli('new', '--title', '<script>alert(1)</script> "x" & \'y\'', '--date', '2026-11-20').trim();
cli('set', id, 'summary=<img src=x onerror=alert(2)>', 'body=<script>alert(3)</script>\n\n[a](javascript:alert(4))\n');
cli('status', id, 'published');
stop();
const again = await serve();
const scripted = await browser.newPage();
const alerts = [];
scripted.on('dialog', (dialog) => { alerts.push(dialog.message()); dialog.dismiss(); });
await scripted.goto(`${again.address}/en/`);
const hostile = await scripted.$$eval('main a[href]', (all) => all.map((link) => link.href).find((url) => url.includes('script')));
await scripted.goto(hostile);
await scripted.waitForLoadState('load');
const unsafe = await scripted.$$eval('a[href^="javascript:"], main script, main [onerror]', (nodes) => nodes.length);
report('a hostile text runs nothing', [...alerts, ...(unsafe > 0 ? [`${unsafe} unsafe nodes`] : []), ...(hostile ? [] : ['the page is missing'])]);

again.stop();
await browser.close();
finish();
