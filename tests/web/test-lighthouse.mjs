// What Lighthouse thinks of the home and of an article, by the addresses that they say
// that they have: it asks whether the canonical one is the page's own.
import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { cli, finish, folder, report, serveAsItself } from './site.mjs';

const LEAST = 95;
const lighthouse = join(dirname(createRequire(import.meta.url).resolve('lighthouse/package.json')), 'cli/index.js');

async function judge(address, categories) {
  const path = join(folder, 'judgement.json');
  const run = spawn(process.execPath, [lighthouse, address, '--quiet', '--output=json', `--output-path=${path}`,
    `--only-categories=${categories}`, '--chrome-flags=--headless --no-sandbox', '--no-enable-error-reporting'], {
    env: { ...process.env, CHROME_PATH: '/usr/bin/chromium' },
    stdio: ['ignore', 'inherit', 'inherit'],
  });
  const status = await new Promise((resolve) => run.on('exit', resolve));
  if (status !== 0) {
    throw new Error(`lighthouse ended with ${status}`);
  }
  const { audits, categories: judged } = JSON.parse(readFileSync(path, 'utf8'));
  return Object.values(judged).map(({ id, score, auditRefs }) => ({
    id,
    score: Math.round(score * 100),
    lost: auditRefs.filter((ref) => ref.weight > 0 && audits[ref.id].score !== null && audits[ref.id].score < 1).map((ref) => audits[ref.id].title),
  }));
}

const asked = 'accessibility,best-practices,seo';
cli('init', '--sample');
const { address, stop } = await serveAsItself();
for (const [name, path] of [['the home', '/en/'], ['an article', '/en/analysis/what-a-ferry-timetable-says-about-a-border/']]) {
  const judged = await judge(address + path, `performance,${asked}`);
  console.log(`# ${name}: ${judged.map(({ id, score }) => `${id} ${score}`).join(', ')}`);
  for (const { id, score, lost } of judged.filter((category) => category.id !== 'performance')) {
    report(`${name} has at least ${LEAST} for ${id}`, score >= LEAST ? [] : [`${score}`, ...lost]);
  }
}
stop();

const broken = '<!doctype html><html><body style="color:#ccc"><img src="x.png"><a href="javascript:x()">click here</a><script>throw 1</script></body></html>';
const server = createServer((_, answer) => answer.writeHead(200, { 'Content-Type': 'text/html', 'X-Robots-Tag': 'noindex' }).end(broken));
await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
const judged = await judge(`http://127.0.0.1:${server.address().port}/`, asked);
server.close();
for (const { id, score } of judged) {
  report(`a broken page has less for ${id}`, score < LEAST ? [] : [`${score}`]);
}
finish();
