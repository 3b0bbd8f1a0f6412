// Files before a JSON Schema: prints, as JSON, what is wrong with each that has a fault.
// Usage: node judge-json.mjs NODE_MODULES SCHEMA FILE…
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';

const [modules, schema, ...paths] = process.argv.slice(2);
const Ajv = createRequire(join(modules, 'judge-json.mjs'))('ajv').default;
const read = (path) => JSON.parse(readFileSync(path, 'utf8'));
const validate = new Ajv({ allErrors: true, strict: true, strictRequired: false }).compile(read(schema));

const found = {};
for (const path of paths) {
  if (!validate(read(path))) {
    found[path] = validate.errors.map((error) => `${error.instancePath} ${error.message}`);
  }
}
console.log(JSON.stringify(found));
