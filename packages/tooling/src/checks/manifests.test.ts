import { expect, test } from 'vitest';
import { manifests } from './manifests.ts';
import { withPlanted } from './plant.ts';

const good = {
  private: true,
  description: 'A package for a test.',
  license: 'Apache-2.0',
  type: 'module',
};
const sample = { ...good, name: '@signpost/sample', exports: { '.': './src/index.ts' } };

async function problems(
  changes: { sample?: object; other?: object; catalog?: string } = {},
): Promise<string> {
  const files = {
    'package.json': JSON.stringify({ ...good, name: 'signpost' }),
    'pnpm-workspace.yaml': `packages:\n  - packages/*\n\ncatalog:\n${changes.catalog ?? ''}`,
    'packages/sample/package.json': JSON.stringify({ ...sample, ...changes.sample }),
    'packages/sample/src/index.ts': 'export {};\n',
    'packages/other/package.json': JSON.stringify({
      ...good,
      name: '@signpost/other',
      exports: {},
      ...changes.other,
    }),
  };
  return (await withPlanted(files, manifests.run)).lines.join('\n');
}

test('manifests that follow the rules pass', async () => {
  const dependencies = { zod: 'catalog:', '@signpost/other': 'workspace:*', left: '1.2.3' };
  expect(await problems({ sample: { dependencies }, catalog: '  zod: 4.0.0\n' })).toBe('');
});

test.each([
  ['a name outside the scope', { name: 'sample' }, 'name is not @signpost/sample'],
  ['another licence', { license: 'MIT' }, 'license is not "Apache-2.0"'],
  ['CommonJS', { type: 'commonjs' }, 'type is not "module"'],
  ['a package that could be published', { private: false }, 'private is not true'],
  ['no description', { description: '' }, 'description is missing'],
  ['no exports', { exports: undefined }, 'exports is missing'],
  ['exports of a built file', { exports: { '.': './dist/index.js' } }, 'not one source file'],
  ['exports of a pattern', { exports: { './*': './src/*.ts' } }, 'not one source file'],
  ['exports of a file that is not there', { exports: { '.': './src/gone.ts' } }, 'does not exist'],
  ['an unpinned version', { dependencies: { left: '^1.2.3' } }, 'left is not pinned'],
  ['a package of ours by version', { dependencies: { '@signpost/other': '0.1.0' } }, 'is not workspace:*'],
])('%s is found', async (_what, change, message) => {
  expect(await problems({ sample: change })).toContain(message);
});

test('a dependency that two packages name belongs into the catalog', async () => {
  const shared = { dependencies: { left: '1.2.3' } };
  expect(await problems({ sample: shared, other: shared })).toContain('belongs into the catalog');
});

test('a dependency that the catalog has is taken from there', async () => {
  const found = await problems({ sample: { dependencies: { zod: '4.0.0' } }, catalog: '  zod: 4.0.0\n' });
  expect(found).toContain('zod is in the catalog');
});

test('a line of the catalog that nobody uses is found', async () => {
  expect(await problems({ catalog: "  '@scope/spare': 1.0.0\n" })).toContain(
    "uses the catalog's @scope/spare",
  );
});
