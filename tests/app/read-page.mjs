// What a reader sees on an article's page, as JSON. Its argument is the address.
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';

const [address, modules] = process.argv.slice(2);
const { chromium } = createRequire(pathToFileURL(join(modules, 'read-page.mjs')))('playwright-core');

const browser = await chromium.launch({ executablePath: '/usr/bin/chromium', args: ['--no-sandbox'] });
const page = await browser.newPage();
const answer = await page.goto(address);

const found = await page.evaluate(() => {
  const text = (selector) => document.querySelector(selector)?.textContent.trim() ?? null;
  const texts = (selector) => [...document.querySelectorAll(selector)].map((node) => node.textContent.trim());
  const labelled = (label) => [...document.querySelectorAll('.byline dt')]
    .filter((node) => node.textContent.trim() === label)
    .flatMap((node) => [...node.parentElement.querySelectorAll('dd')].map((value) => value.textContent.trim()));
  return {
    language: document.documentElement.lang,
    window: document.title,
    section: text('.crumbs .label'),
    title: text('h1'),
    summary: text('.summary'),
    body: [...document.querySelectorAll('.text > *')].map((node) => [node.localName, node.innerText.trim()]),
    items: texts('.text li'),
    tags: texts('.chips li'),
    authors: labelled('Author'),
    date: texts('.byline time > [aria-hidden]'),
    spoken: texts('.byline time > .hidden'),
    day: document.querySelector('.byline time')?.getAttribute('datetime') ?? null,
    share: [...document.querySelectorAll('.share a')].map((link) => link.href),
    address: text('.address .url'),
  };
});

console.log(JSON.stringify({ status: answer.status(), ...found }));
await browser.close();
