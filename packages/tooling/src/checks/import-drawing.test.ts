import { expect, test } from 'vitest';
import { drawImports, withDrawing } from './import-drawing.ts';

test('draws each workspace folder and each folder of the BFF with what it imports, importers first', () => {
  const files = [
    'packages/model/src/index.ts',
    'packages/client/src/index.ts',
    'apps/bff/src/main.ts',
    'apps/bff/src/http/a.ts',
    'apps/bff/src/api/a.ts',
    'apps/bff/src/api/a.test.ts',
  ];
  const imports = [
    { from: 'packages/client/src/index.ts', to: 'packages/model/src/index.ts' },
    { from: 'apps/bff/src/main.ts', to: 'apps/bff/src/api/a.ts' },
    { from: 'apps/bff/src/api/a.ts', to: 'apps/bff/src/http/a.ts' },
    { from: 'apps/bff/src/api/a.ts', to: 'packages/client/src/index.ts' },
    { from: 'apps/bff/src/api/a.test.ts', to: 'apps/bff/src/main.ts' },
  ];
  expect(drawImports(files, imports).split('\n').slice(3, -3)).toEqual([
    'apps',
    '└─ bff    ──▶ packages/client',
    'packages',
    '├─ client ──▶ packages/model',
    '└─ model',
    'apps/bff/src',
    '├─ *.ts   ──▶ ./api',
    '├─ api    ──▶ ./http',
    '│             packages/client',
    '└─ http',
  ]);
});

test('a circle is drawn as well', () => {
  const [a, b] = ['packages/a/a.ts', 'packages/b/b.ts'];
  const circle = [
    { from: a, to: b },
    { from: b, to: a },
  ];
  expect(drawImports([a, b], circle)).toContain('├─ a ──▶ packages/b\n└─ b ──▶ packages/a');
});

test('the drawing takes the place of the old one and leaves the rest of the page', () => {
  const old = drawImports(['packages/a/a.ts'], []);
  const now = drawImports(['packages/b/b.ts'], []);
  expect(withDrawing(`# Page\n\n${old}\n\nMore.\n`, now)).toBe(`# Page\n\n${now}\n\nMore.\n`);
  expect(withDrawing('# Page\n', now)).toBeUndefined();
});
