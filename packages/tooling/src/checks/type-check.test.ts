import { expect, test } from 'vitest';
import { withPlanted } from './plant.ts';
import { types } from './type-check.ts';

const project = {
  'tsconfig.base.json': undefined,
  'packages/sample/package.json': '{ "type": "module" }',
  'packages/sample/tsconfig.json': JSON.stringify({ extends: '../../tsconfig.base.json', include: ['.'] }),
};

test('a well-typed package passes', async () => {
  const files = { ...project, 'packages/sample/src/index.ts': 'export const answer: number = 42;\n' };
  expect(await withPlanted(files, types.run)).toMatchObject({ ok: true, summary: '1 project' });
});

test('a list element that may be absent is not taken for present', async () => {
  const files = {
    ...project,
    'packages/sample/src/index.ts': 'export const first: string = ([] as string[])[0];\n',
  };
  const report = await withPlanted(files, types.run);
  expect(report.ok).toBe(false);
  expect(report.lines.join('\n')).toMatch(/packages\/sample\/src\/index\.ts.*TS2322/);
});

test('syntax that Node cannot strip is refused', async () => {
  const files = { ...project, 'packages/sample/src/index.ts': 'export enum Colour { Red }\n' };
  expect((await withPlanted(files, types.run)).lines.join('\n')).toContain('TS1294');
});

test('a tree without any project does not pass', async () => {
  expect((await withPlanted({ 'README.md': '' }, types.run)).ok).toBe(false);
});
