import { expect, test } from 'vitest';
import { withPlanted } from './plant.ts';
import { sizes } from './sizes.ts';

const lines = (count: number) => 'export {};\n'.repeat(count);

test('small files and a small embedded OSS pass', async () => {
  const files = {
    'packages/oss-server/a.ts': lines(30),
    'apps/web/a.ts': lines(100),
    'apps/web/b.ts': lines(250),
  };
  expect(await withPlanted(files, sizes.run)).toMatchObject({ ok: true });
});

test('a file above 250 lines is named, one above 400 fails', async () => {
  const report = await withPlanted({ 'apps/web/a.ts': lines(251), 'apps/web/b.ts': lines(401) }, sizes.run);
  expect(report.ok).toBe(false);
  expect(report.lines[0]).toMatch(/apps\/web\/b\.ts: 401 lines, more than 400/);
  expect(report.lines[1]).toBe('apps/web/a.ts: 251 lines');
});

test('a long file that says why passes', async () => {
  const text = `// Long because it is one table, a row a code.\n${lines(500)}`;
  const report = await withPlanted({ 'apps/web/a.ts': text }, sizes.run);
  expect(report.ok).toBe(true);
  expect(report.lines[0]).toContain('it is one table');
});

test('an embedded OSS of a third of the lines fails', async () => {
  const report = await withPlanted(
    { 'packages/oss-server/a.ts': lines(50), 'apps/web/a.ts': lines(100) },
    sizes.run,
  );
  expect(report.ok).toBe(false);
  expect(report.lines[0]).toContain('33.3%');
});
