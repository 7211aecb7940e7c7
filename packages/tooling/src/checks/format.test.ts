import { expect, test } from 'vitest';
import { format } from './format.ts';
import { withPlanted } from './plant.ts';

test('formatted code passes', async () => {
  expect(
    await withPlanted({ '.oxfmtrc.jsonc': undefined, 'src/a.ts': "export const a = 'x';\n" }, format.run),
  ).toMatchObject({
    ok: true,
  });
});

test('code formatted otherwise is named', async () => {
  const report = await withPlanted(
    { '.oxfmtrc.jsonc': undefined, 'src/a.ts': 'export   const a = "x"\n' },
    format.run,
  );
  expect(report).toMatchObject({ ok: false });
  expect(report.lines.join('\n')).toContain('src/a.ts');
});
