import { expect, test, vi } from 'vitest';
import { capture } from './process.ts';

const print = [process.execPath, '--eval', 'console.log(JSON.stringify(process.env))'];

test('a tool is run without keys and tokens, unless it is given them', async () => {
  vi.stubEnv('OSS_ACCESS_KEY_SECRET', 'planted-secret');
  vi.stubEnv('CI_JOB_TOKEN', 'planted-secret');
  const { output } = await capture(print);
  expect(output).not.toContain('planted-secret');
  expect(JSON.parse(output)).toMatchObject({ PATH: process.env['PATH'] });
  expect((await capture(print, { env: process.env })).output).toContain('planted-secret');
});
