// The search on the site: in a browser, in both scripts, and without script.
import { readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { browse, cli, exportSample, finish, folder, report, serve } from './site.mjs';

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
  const pieces = join(site, language, 'search');
  return readdirSync(pieces).filter((name) => name.endsWith('.json'))
    .flatMap((name) => JSON.parse(readFileSync(join(pieces, name), 'utf8')));
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

// Words of the text itself, which neither title nor opening has.
const opening = 'Here is what a list shows of it, two sentences that say nothing of what comes. '.repeat(3);
function write(name, language, heading, body, ...more) {
  const file = join(folder, `${name}.md`);
  writeFileSync(file, `${opening}\n\n${body}\n`);
  return cli('new', '--lang', language, '--title', heading, '--body-file', file, ...more).trim();
}
function publish(article, language) {
  cli('status', article, '--lang', language, 'published');
  return article;
}
const find = async (path, word) => (await titles(`${path}search/?q=${encodeURIComponent(word)}`)).found;
const gate = publish(write('gate', 'en', 'A gate', 'By the okapihouse, an [adjutant](https://quokka.invalid/).[^1]\n\n![](media:none "Caracara")\n\n[^1]: Binturong.'), 'en');
publish(write('forge', 'sr', 'Ковачница', 'Чекићи и ђуле на Дунаву.'), 'sr');
publish(write('market', 'sr', 'Pijaca', 'Čaršija, džumbus i ljubičice.'), 'sr');
write('plan', 'en', 'A plan', 'About the wolverine.');
await serveAnew();
for (const word of ['okapihouse', 'adjutant', 'caracara', 'binturong', 'OKAPIHOUSES']) {
  same(`a word of the text finds it: ${word}`, await find('/en/', word), ['A gate']);
}
same('where a link leads is no word of it', await find('/en/', 'quokka'), []);
same('a word that a draft alone has finds nothing', await find('/en/', 'wolverine'), []);
for (const word of ['чекићи', 'čekići', 'cekici', 'ђуле', 'đule', 'djule', 'Дунав']) {
  same(`in a text in Cyrillic: ${word}`, [await find('/sr/', word), await find('/sr-Latn/', word)], [['Ковачница'], ['Kovačnica']]);
}
for (const word of ['чаршија', 'čaršija', 'carsija', 'џумбус', 'džumbus', 'dzumbus', 'Љубичица', 'ljubicice']) {
  same(`in one in Latin: ${word}`, [await find('/sr/', word), await find('/sr-Latn/', word)], [['Пијаца'], ['Pijaca']]);
}
same('of several words each may be elsewhere', await find('/en/', 'gate adjutant'), ['A gate']);
same('and all have to be there', await find('/en/', 'gate wolverine'), []);
writeFileSync(join(folder, 'gate.md'), `${opening}\n\nBy the wombat.\n`);
cli('set', gate, '--draft', `body=@${join(folder, 'gate.md')}`);
publish(write('fence', 'en', 'A fence', 'Beside it.'), 'en'); // so that the month is written anew
await serveAnew();
same('what is only being written is not found', await find('/en/', 'wombat'), []);
same('and readers find what they have', await find('/en/', 'okapihouse'), ['A gate']);
publish(gate, 'en');
await serveAnew();
same('what was taken out is not found any more', await find('/en/', 'okapihouse'), []);
same('what came in its place is', await find('/en/', 'wombat'), ['A gate']);

// A text about something comes before those that say its name, however new they are.
publish(write('named', 'en', 'The tapir', 'An animal.', '--date', '2022-12-05'), 'en');
publish(write('filed', 'en', 'A beast', 'An animal.', '--date', '2022-12-10', '--tag', 'Tapirs'), 'en');
publish(write('both', 'en', 'The tapir again', 'And the capybara.', '--date', '2022-11-05'), 'en');
publish(write('old', 'en', 'The oldest tapir', 'An animal.', '--date', '2020-01-05'), 'en'); // more than twelve months of texts before
for (let day = 10; day < 31; day += 1) {
  publish(write('told', 'en', `Told ${day}`, 'Of a tapir and a capybara.', '--date', `2023-01-${day}`), 'en');
}
await serveAnew();
const ranked = await open('/en/search/?q=tapir');
same('title, then names, then text, each the newest first', await ranked.locator('.found h3').allTextContents(),
  ['The tapir', 'The tapir again', 'A beast', ...[30, 29, 28, 27, 26, 25, 24].map((day) => `Told ${day}`)]);
await ranked.locator('.search > button').click();
await ranked.waitForFunction(() => document.querySelectorAll('.found').length > 10);
same('further ones come below', (await ranked.locator('.found h3').allTextContents()).slice(9, 13), ['Told 24', 'The oldest tapir', 'Told 23', 'Told 22']);
await ranked.locator('.search > button').click();
await ranked.waitForFunction(() => document.querySelectorAll('.found').length === 25);
report('until there are no more', await ranked.locator('.search > button').isHidden() ? [] : ['the button is still there']);
await ranked.close();
same('of two words, too', (await find('/en/', 'tapir capybara')).slice(0, 2), ['The tapir again', 'Told 30']);

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
