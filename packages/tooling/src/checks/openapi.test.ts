import { expect, test } from 'vitest';
import { openapi } from './openapi.ts';
import { withPlanted } from './plant.ts';

const source = {
  'packages/api-contract/package.json': '{ "type": "module" }',
  'packages/api-contract/src/openapi.ts':
    "export function toOpenApi(): unknown {\n  return { openapi: '3.1.0', paths: { '/links': {} } };\n}\n",
};
const current = `${JSON.stringify({ openapi: '3.1.0', paths: { '/links': {} } }, null, 1)}\n`;

test('a committed document that is what the contract derives passes', async () => {
  const files = { ...source, 'packages/api-contract/openapi.json': current };
  expect(await withPlanted(files, openapi.run)).toMatchObject({
    ok: true,
    summary: '1 paths, 1 kB, current',
  });
});

test('a stale document is found', async () => {
  const files = { ...source, 'packages/api-contract/openapi.json': current.replace('/links', '/old') };
  expect((await withPlanted(files, openapi.run)).lines.join()).toContain('not what the contract says now');
});

test('a missing document is found', async () => {
  expect((await withPlanted(source, openapi.run)).lines.join()).toContain('is missing');
});

test('a document that repeats itself is found', async () => {
  const text = 'x'.repeat(3000);
  const files = {
    ...source,
    'packages/api-contract/src/openapi.ts': `export function toOpenApi(): unknown {\n  return { paths: { '/links': '${text}' } };\n}\n`,
  };
  expect((await withPlanted(files, openapi.run)).lines.join()).toContain('more than 3000');
});
