import { expect, test } from 'vitest';
import { withPlanted } from './plant.ts';
import { unused } from './unused.ts';

const tree = {
  'knip.jsonc': undefined,
  'package.json': JSON.stringify({ name: 'planted', type: 'module' }),
  'pnpm-workspace.yaml': 'packages:\n  - packages/*\n',
  'packages/link-model/package.json': JSON.stringify({
    name: '@signpost/link-model',
    type: 'module',
    exports: { '.': './src/index.ts' },
  }),
  'packages/link-model/src/index.ts': "export { used } from './used.ts';\n",
  'packages/link-model/src/used.ts': 'export const used = 1;\n',
};

test('a tree in which everything is used passes', async () => {
  expect(await withPlanted(tree, unused.run)).toMatchObject({ ok: true, lines: [] });
});

test('a file nobody imports is found', async () => {
  const report = await withPlanted(
    { ...tree, 'packages/link-model/src/alone.ts': 'export {};\n' },
    unused.run,
  );
  expect(report.ok).toBe(false);
  expect(report.lines.join('\n')).toContain('packages/link-model/src/alone.ts');
});

test('an export nobody imports is found', async () => {
  const text = 'export const used = 1;\nexport const spare = 2;\n';
  const report = await withPlanted({ ...tree, 'packages/link-model/src/used.ts': text }, unused.run);
  expect(report.lines.join('\n')).toContain('spare');
});

test('a dependency nobody imports is found', async () => {
  const manifest = JSON.stringify({ name: 'planted', type: 'module', dependencies: { vitest: '5.1.1' } });
  const report = await withPlanted({ ...tree, 'package.json': manifest }, unused.run);
  expect(report.lines.join('\n')).toContain('vitest');
});
