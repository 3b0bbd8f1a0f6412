// Addresses with a query, on a host that is told nothing: the home leads on.
import { browse, cli, exportSample, finish, report, serve } from './site.mjs';

exportSample();
const article = JSON.parse(cli('--json', 'list', '--status', 'published', '--lang', 'en', '--limit', '1'))[0].id;
cli('redirect', 'add', '/?p=7', article);
cli('redirect', 'add', '/?a=1&b=2', '/sr/');
cli('redirect', 'add', '/?away', 'https://elsewhere.invalid/');
cli('redirect', 'add', '/?p=8', '');
cli('redirect', 'add', "/?__proto__'</script>".replace(/[<>]/g, ''), '/en/');
const { address, stop } = await serve();
const browser = await browse();

async function end(path, options = {}) {
  const page = await browser.newPage(options);
  await page.route('https://elsewhere.invalid/**', (route) => route.fulfill({ body: 'elsewhere' }));
  await page.goto(`${address}${path}`, { waitUntil: 'networkidle' });
  const url = page.url();
  await page.close();
  return url.startsWith(address) ? url.slice(address.length) : url;
}

function same(claim, found, expected) {
  report(claim, found === expected ? [] : [`found ${found}`, `expected ${expected}`]);
}

const text = await end('/?p=7');
report('an old address leads to its text', /^\/en\/[^/]+\/[^/]+\/$/.test(text) ? [] : [text]);
same('whatever stands beside it', await end('/?utm_source=letter&p=7'), text);
same('by the name of the file, too', await end('/index.html?p=7'), text);
same('of two words both count', await end('/?a=1&b=2'), '/sr/');
same('but not one of them', await end('/?a=1'), '/?a=1');
same('it may lead elsewhere', await end('/?away'), 'https://elsewhere.invalid/');
same('what is gone has the home', await end('/?p=8'), '/?p=8');
same('and so has what nobody named', await end('/?p=9'), '/?p=9');
same('and what every object has', await end('/?constructor'), '/?constructor');
same('the home in a language asks nobody', await end('/en/?p=7'), '/en/?p=7');
same('without script it is the home', await end('/?p=7', { javaScriptEnabled: false }), '/?p=7');

await browser.close();
stop();
finish();
