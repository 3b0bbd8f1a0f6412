// Every exported page before the Nu HTML checker.
import { spawnSync } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { exportSample, finish, folder, pagesBelow, report } from './site.mjs';

const jar = join(dirname(createRequire(import.meta.url).resolve('vnu-jar/package.json')), 'build/dist/vnu.jar');

function check(path) {
  const run = spawnSync('java', ['-Xss1m', '-jar', jar, '--errors-only', '--skip-non-html', path], { encoding: 'utf8' });
  return (run.stderr || (run.error ? String(run.error) : '')).split('\n').filter((line) => line !== '');
}

const broken = join(folder, 'broken');
mkdirSync(broken);
writeFileSync(join(broken, 'index.html'), '<!doctype html><html lang="en"><title>x</title><p><div></p></html>');
report('the checker finds what is wrong with a broken page', check(broken).length > 0 ? [] : ['it found nothing']);

const site = exportSample();
const pages = pagesBelow(site);
report('the sample has its pages in three languages', ['en', 'sr', 'sr-Latn']
  .filter((language) => pages.filter((page) => page.startsWith(`${language}/`)).length < 10)
  .map((language) => `${language}: too few pages`));
report('every page is valid HTML', check(site));
finish();
