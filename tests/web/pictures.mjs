// Takes the pictures of the sample newsroom's site that docs/ shows.
//
// Usage: node tests/web/pictures.mjs COPYDESK_CLI [FOLDER]
// One file each: kind of page, language, width, colours. Nothing on a page depends on
// the day, so the same program, browser and fonts give the same pictures.
import { execFileSync } from 'node:child_process';
import { mkdirSync, readFileSync, readdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { browse, exportSample, folder, serve } from './site.mjs';

const out = process.argv[3] ?? join(dirname(fileURLToPath(import.meta.url)), '../../docs/images/site');
const HEIGHTS = { 1280: 1500, 390: 1300 }; // as much of a page as one wants to see of it
const COLOURS = 128;

// The kinds of pages, by language.
const pages = {
  en: {
    home: '/en/',
    article: '/en/analysis/what-a-ferry-timetable-says-about-a-border/',
    tag: '/en/tag/public-trust/',
    author: '/en/author/nadja-ostrelic/',
    search: '/en/search/?q=river',
  },
};
for (const [language, section, article, tag, word] of [
  ['sr', 'analize', 'sta-red-plovidbe-govori-o-granici', 'poverenje-gradjana', 'река'],
  ['sr-Latn', 'analize', 'sta-red-plovidbe-govori-o-granici', 'poverenje-gradjana', 'reka'],
]) {
  pages[language] = {
    home: `/${language}/`,
    article: `/${language}/${section}/${article}/`,
    tag: `/${language}/tag/${tag}/`,
    author: `/${language}/author/nadja-ostrelic/`,
    search: `/${language}/search/?q=${encodeURIComponent(word)}`,
  };
}

exportSample();
mkdirSync(out, { recursive: true });
const { address, stop } = await serve();
const browser = await browse();
const raw = join(folder, 'picture.png');
for (const colorScheme of ['light', 'dark']) {
  for (const [width, most] of Object.entries(HEIGHTS)) {
    const context = await browser.newContext({ colorScheme, viewport: { width: Number(width), height: 800 }, deviceScaleFactor: 1 });
    const page = await context.newPage();
    for (const [language, kinds] of Object.entries(pages)) {
      for (const [kind, path] of Object.entries(kinds)) {
        await page.setViewportSize({ width: Number(width), height: 800 });
        const answer = await page.goto(address + path, { waitUntil: 'networkidle' });
        if (!answer.ok()) {
          throw new Error(`${path}: ${answer.status()}`);
        }
        const height = Math.min(Number(most), await page.evaluate(() => document.documentElement.scrollHeight));
        await page.setViewportSize({ width: Number(width), height });
        await page.evaluate(() => Promise.all([...document.images].map((image) => image.decode())));
        await page.screenshot({ path: raw });
        execFileSync('convert', [raw, '-dither', 'None', '-colors', String(COLOURS), '-fuzz', '0.6%', '-fill', 'white', '-opaque', 'white', '-strip', '-define', 'png:compression-level=9',
          `PNG8:${join(out, `${kind}-${language}-${width}-${colorScheme}.png`)}`]);
      }
    }
    await context.close();
  }
}
await browser.close();
stop();
const files = readdirSync(out);
console.log(`${files.length} pictures, ${Math.round(files.reduce((sum, name) => sum + readFileSync(join(out, name)).length, 0) / 1024)} kB`);
process.exit(0);
