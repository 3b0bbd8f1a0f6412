// The search on the site: in a browser, in both scripts, and without script.
import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { browse, cli, exportSample, finish, report, serve } from './site.mjs';

const site = exportSample();
let { address, stop } = await serve();
const browser = await browse();
const asked = [];

// It serves what the library was when it began.
async function serveAnew() {
  stop();
  ({ address, stop } = await serve());
}

async function open(path, options = {}) {
  const page = await browser.newPage(options);
  page.on('request', (request) => asked.push(request.url()));
  await page.goto(`${address}${path}`, { waitUntil: 'networkidle' });
  return page;
}

async function titles(path) {
  const page = await open(path);
  const found = await page.locator('.found h3').allTextContents();
  const said = await page.locator('[role=status]').textContent();
  await page.close();
  return { found, said };
}

function entries(language) {
  const folder = join(site, language, 'search');
  return readdirSync(folder).filter((name) => name.endsWith('.json'))
    .flatMap((name) => JSON.parse(readFileSync(join(folder, name), 'utf8')));
}

function same(claim, found, expected) {
  report(claim, JSON.stringify(found) === JSON.stringify(expected) ? [] : [`found ${JSON.stringify(found)}`, `expected ${JSON.stringify(expected)}`]);
}

const english = entries('en');
report('each text is in one piece', english.length > 10 && new Set(english.map((entry) => entry.u)).size === english.length ? [] : [english.length]);
report('and nothing else is', english.filter((entry) => JSON.stringify(Object.keys(entry)) !== '["t","u","d","s","o","n","w"]'));

const ferry = await titles('/en/search/?q=ferry');
report('a word finds its texts', ferry.found.some((title) => title.includes('ferry')) && ferry.said === `Found: ${ferry.found.length}` ? [] : [JSON.stringify(ferry)]);
const marked = await open('/en/search/?q=ferry');
report('what was found is marked', (await marked.locator('.found mark').allTextContents()).every((word) => /^ferr/i.test(word)) &&
       await marked.locator('.found mark').count() > 0 ? [] : ['not']);
await marked.close();
same('in capitals, too', (await titles('/en/search/?q=FERRY')).found, ferry.found);
same('and in another form', (await titles('/en/search/?q=ferries')).found.filter((title) => ferry.found.includes(title)).length > 0, true);
same('of two words both count', (await titles('/en/search/?q=ferry+zzzz')).found, []);
same('what is not there is said', (await titles('/en/search/?q=zzzz')).said, 'Nothing was found. Try other words, or a tag.');
same('no word finds nothing and says nothing', await titles('/en/search/'), { found: [], said: '' });
same('nor do signs', (await titles('/en/search/?q=%3C%3F%21')).found, []);

const cyrillic = await titles(`/sr/search/?q=${encodeURIComponent('граница')}`);
const latin = await titles('/sr-Latn/search/?q=granica');
report('Serbian is found', cyrillic.found.length > 0 ? [] : ['nothing']);
same('by Latin letters in the Cyrillic site', (await titles('/sr/search/?q=granica')).found, cyrillic.found);
same('by Cyrillic letters in the Latin one', (await titles(`/sr-Latn/search/?q=${encodeURIComponent('граница')}`)).found, latin.found);
same('the same texts in both', latin.found.length, cyrillic.found.length);
same('without the accents', (await titles('/sr-Latn/search/?q=saobracaj')).found, (await titles('/sr-Latn/search/?q=saobra%C4%87aj')).found);

// Typed, and what it leads to.
const page = await open('/en/search/');
report('the field has the focus', await page.evaluate(() => document.activeElement.id === '_search') ? [] : ['not']);
await page.keyboard.type('ferry');
await page.keyboard.press('Enter');
await page.waitForFunction(() => document.querySelectorAll('.found').length > 0);
same('typing finds the same', await page.locator('.found h3').allTextContents(), ferry.found);
report('and the address can be passed on', page.url().endsWith('?q=ferry') ? [] : [page.url()]);
const title = await page.locator('.found h3 a').first().textContent();
await page.locator('.found h3 a').first().click();
same('a result leads to its text', await page.locator('h1').textContent(), title);
await page.close();

// Injection: what is found is text.
cli('new', '--title', '<img src=x onerror="document.title=1"> zebra');
const id = JSON.parse(cli('--json', 'list', '--limit', '100')).find((article) => article.title.includes('zebra')).id;
cli('status', id, 'published');
await serveAnew();
const odd = await open('/en/search/?q=zebra');
same('a title is text, whatever is in it', [await odd.locator('.found h3').textContent(), await odd.locator('.found img').count()],
  ['<img src=x onerror="document.title=1"> zebra', 0]);
await odd.close();
cli('status', id, 'draft');
await serveAnew();
same('what is taken away is not found any more', (await titles('/en/search/?q=zebra')).found, []);

// Many: it stops, and goes back further when somebody wants to.
for (let month = 1; month <= 9; month += 1) {
  for (let day = 1; day <= 2; day += 1) {
    const many = cli('new', '--title', `Okapi ${month} of ${day}`, '--date', `2019-0${month}-0${day}`).trim();
    cli('status', many, 'published');
  }
}
await serveAnew();
const long = await open('/en/search/?q=okapi');
const first = await long.locator('.found h3').allTextContents();
report('it stops when there is something to read', first.length >= 10 && first.length < 18 ? [] : [first.length]);
same('the newest comes first', first[0], 'Okapi 9 of 2');
await long.locator('.search > button').click();
await long.waitForFunction(() => document.querySelectorAll('.found').length === 18);
report('and goes back when somebody wants to', await long.locator('.search > button').isHidden() ? [] : ['the button is still there']);
await long.close();

const tall = await open('/en/search/?q=zzzz', { viewport: { width: 1280, height: 2000 } });
same('the menu says where one is', await tall.locator('.menu [aria-current]').allTextContents(), ['Search']);
same('a short page leaves nothing below its foot', await tall.evaluate(() => Math.round(document.querySelector('.bottom').getBoundingClientRect().bottom)), 2000);

const plain = await open('/en/search/', { javaScriptEnabled: false });
report('without script there are the tags', await plain.locator('.chips a').count() > 5 && await plain.locator('form').count() === 0 &&
       (await plain.locator('.search').textContent()).includes('takes a script') ? [] : ['not']);
await plain.close();
report('nobody else is asked', asked.filter((url) => !url.startsWith('http://127.0.0.1:')));

await browser.close();
stop();
finish();
