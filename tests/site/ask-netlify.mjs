// What Netlify's own reader of _redirects does with addresses.
// Usage: node ask-netlify.mjs NODE_MODULES FILE < [[PATH, QUERY, LANGUAGE], …]
// Prints for each, as JSON, [STATUS, TO], or null where no rule is for it.
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';

const [modules, file] = process.argv.slice(2);
const netlify = createRequire(join(modules, 'ask-netlify.mjs'))('netlify-redirector');
const rules = await netlify.parsePlain(readFileSync(file, 'utf8'), {});

const ask = ([path, query, language]) => {
  // The host has chosen a language by then, from a cookie or what the browser asks for.
  const getHeader = (name) => (name.toLowerCase() === 'x-language' ? language : '');
  const found = rules.match({ scheme: 'https', host: 'x.invalid', path, query, headers: {}, cookieValues: {}, getHeader, getCookie: () => '' });
  return found && [found.status, found.to];
};
console.log(JSON.stringify(JSON.parse(readFileSync(0, 'utf8')).map(ask)));
