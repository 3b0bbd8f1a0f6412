// Every exported page before two checkers of HTML: the Nu one, and html-validate, which
// sees what that doesn't: a picture in a figure that has no words.
import { execFileSync, spawnSync } from 'node:child_process';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { HtmlValidate, StaticConfigLoader } from 'html-validate';
import { cli, exportSample, finish, folder, pagesBelow, report } from './site.mjs';

const jar = join(dirname(createRequire(import.meta.url).resolve('vnu-jar/package.json')), 'build/dist/vnu.jar');

function check(path) {
  const run = spawnSync('java', ['-Xss1m', '-jar', jar, '--errors-only', '--skip-non-html', path], { encoding: 'utf8' });
  return (run.stderr || (run.error ? String(run.error) : '')).split('\n').filter((line) => line !== '');
}

// What it asks of style, and we decided otherwise: the theme's ids begin with a line, so
// that no heading of a text has the same; a wide table scrolls within a box that is none
// of the text's sections; a title is as long as whoever wrote it wants.
const validator = new HtmlValidate(new StaticConfigLoader({
  root: true,
  extends: ['html-validate:recommended'],
  rules: { 'valid-id': ['error', { relaxed: true }], 'prefer-native-element': ['error', { exclude: ['region'] }], 'long-title': 'off' },
}));

async function validate(files) {
  const found = [];
  for (const file of files) {
    const { results } = await validator.validateFile(file);
    found.push(...results.flatMap((result) => result.messages).map((message) => `${file}:${message.line}: ${message.ruleId}: ${message.message}`));
  }
  return found;
}

const broken = join(folder, 'broken');
mkdirSync(broken);
writeFileSync(join(broken, 'index.html'), '<!doctype html><html lang="en"><title>x</title><p><div></p></html>');
report('the checker finds what is wrong with a broken page', check(broken).length > 0 ? [] : ['it found nothing']);

const faults = {
  'wcag/h37': '<figure><img src="x.png"><figcaption>x</figcaption></figure>',
  'no-dup-id': '<p id="a">x</p><p id="a">x</p>',
  'wcag/h30': '<a href="/"></a>',
  'element-permitted-content': '<p><button><a href="/">x</a></button></p>',
};
for (const [rule, html] of Object.entries(faults)) {
  const file = join(folder, 'fault.html');
  writeFileSync(file, `<!DOCTYPE html>\n<html lang="en"><head><title>x</title></head><body>${html}</body></html>\n`);
  const found = await validate([file]);
  report(`the other one finds ${rule}`, found.some((line) => line.includes(` ${rule}:`)) ? [] : ['it does not', ...found]);
}

const site = exportSample();
const pages = pagesBelow(site);
report('the sample has its pages in three languages', ['en', 'sr', 'sr-Latn']
  .filter((language) => pages.filter((page) => page.startsWith(`${language}/`)).length < 10)
  .map((language) => `${language}: too few pages`));
report('every page is valid HTML', check(site));
report('and has what the other one asks for', await validate(pages.map((page) => join(site, page))));

const drawn = join(folder, 'icon.png');
execFileSync('convert', ['-size', '600x600', 'xc:#7a1f3d', drawn]);
cli('site', 'set', `icon=${JSON.parse(cli('--json', 'media', 'add', drawn)).id}`);
cli('export', site);
const home = join(site, 'en', 'index.html');
report('a page has the newsroom\'s own icon', readFileSync(home, 'utf8').includes('rel="apple-touch-icon"') ? [] : [home]);
report('and is valid HTML with it', check(home));
report('and has what the other one asks for, with it', await validate([home]));
finish();
