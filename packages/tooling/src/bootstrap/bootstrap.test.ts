import { expect, test } from 'vitest';
import { bootstrap } from './bootstrap.mjs';

const say = (): void => undefined;

test('Node 18 is refused with a sentence that says what to do', async () => {
  await expect(bootstrap({ say, version: '18.20.4' })).rejects.toThrow(
    /^Signpost needs Node 20 or newer to start; this is Node 18\.20\.4\. Install a newer one/,
  );
});

test('a Node that is new enough is used as it is', async () => {
  expect(await bootstrap({ say })).toBe(process.execPath);
});

test('an older Node hands over to the one that was installed', async () => {
  expect(await bootstrap({ say, version: '20.19.0' })).toMatch(/node_modules.*bin.node$/);
});
