import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { expect, test } from 'vitest';
import { names, setUpConsole } from './testing/console.ts';

const suite = setUpConsole('cli-links');
const inBucket = (...argv: string[]): string[] => [...argv, '--bucket', suite.bucket];

test('a link is shown, made, repointed and left where it leads already', async () => {
  const get = inBucket('link', 'get', 'live/file-00.txt');
  const shown = await suite.signpost(get);
  expect(shown).toMatchObject({ code: 0 });
  expect(shown.out).toMatch(/^target +1\.0\/file-00\.txt$/m);
  expect(shown.out).toMatch(/^health +ok$/m);
  expect(JSON.parse((await suite.signpost([...get, '--output', 'json'])).out)).toMatchObject({
    key: 'live/file-00.txt',
    link: { health: 'ok' },
  });

  const set = (target: string, ...more: string[]) =>
    suite.signpost([...inBucket('link', 'set', 'live/new.txt', target), ...more]);
  expect(await set('1.0/file-01.txt')).toMatchObject({ code: 0 });
  expect(suite.targetOf('live/new.txt')).toBe('1.0/file-01.txt');
  expect((await set('2.0/file-01.txt', '--output', 'ndjson')).out).toMatch(/^\{.*"outcome":"applied".*\}\n$/);
  expect(suite.targetOf('live/new.txt')).toBe('2.0/file-01.txt');
  expect(await set('2.0/file-01.txt')).toMatchObject({ code: 0, err: 'Nothing to do.\n' });
});

test('what has to be accepted is named, and accepted by its name', async () => {
  const set = inBucket('link', 'set', 'live/file-00.txt', '9.9/missing.txt');
  const refused = await suite.signpost(set);
  expect(refused.code).toBe(3);
  expect(refused.err).toContain('needs: target-missing');
  expect(suite.targetOf('live/file-00.txt')).toBe('1.0/file-00.txt');
  expect((await suite.signpost([...set, '--accept', 'target-missing'])).code).toBe(0);
  expect((await suite.signpost(inBucket('link', 'get', 'live/file-00.txt'))).code).toBe(1);
});

test('nothing there, a missing bucket and an object are errors', async () => {
  expect((await suite.signpost(inBucket('link', 'get', 'live/none.txt'))).code).toBe(1);
  const missing = await suite.signpost(['link', 'get', 'a', '--bucket', 'no-such-bucket']);
  expect(missing).toMatchObject({ code: 1, err: expect.stringContaining('(bucket-missing)') });
  const object = await suite.signpost(inBucket('link', 'set', '1.0/file-00.txt', '2.0/file-00.txt'));
  expect(object.code).toBe(1);
  expect(suite.targetOf('1.0/file-00.txt')).toBeUndefined();
});

test('links are listed, and exported as a file that plans no change', async () => {
  const refused = await suite.signpost(inBucket('export'));
  expect(refused).toMatchObject({ code: 1, err: expect.stringContaining('--scan') });
  suite.stack.admin.putSymlink({ bucket: suite.bucket, key: '=cmd()', target: '1.0/file-00.txt' });
  expect(await suite.signpost(inBucket('export', '--scan', '--out', 'links.csv'))).toMatchObject({ code: 0 });
  const csv = await readFile(path.join(suite.folder, 'links.csv'), 'utf8');
  expect(csv).toContain(`"'=cmd()","1.0/file-00.txt"`);
  const again = await suite.signpost(inBucket('plan', 'csv', 'links.csv', '--output', 'json'));
  expect(again, again.err).toMatchObject({ code: 0 });
  expect(JSON.parse(again.out)).toMatchObject({ kinds: { unchanged: names.length + 1 } });

  const list = inBucket('links', '--prefix', 'live/');
  expect((await suite.signpost(list)).out.split('\n')).toHaveLength(names.length + 2);
  const lines = (await suite.signpost([...list, '--output', 'ndjson'])).out.trim().split('\n');
  const { items } = JSON.parse((await suite.signpost([...list, '--output', 'json'])).out) as {
    items: object[];
  };
  expect(lines.map((line) => JSON.parse(line) as object)).toEqual(items);
  expect(
    (await suite.signpost([...list, '--limit', '3', '--output', 'ndjson'])).out.trim().split('\n'),
  ).toEqual(lines.slice(0, 3));
});

test('a manifest that is exported plans no change', async () => {
  const manifest = inBucket('export', '--form', 'manifest', '--prefix', 'live/', '--scan', '--prune');
  const exported = await suite.signpost([...manifest, '--out', 'live.json']);
  expect(exported, exported.err).toMatchObject({ code: 0 });
  const planned = await suite.signpost(inBucket('plan', 'manifest', 'live.json'));
  expect(planned, planned.err).toMatchObject({ code: 0 });
  expect(planned.out).toContain('writes nothing');
});

test('no form of output writes a control character of a key raw to a terminal', async () => {
  const evil = 'live/\u001b[2J\u009b\u202etxt';
  suite.stack.admin.putSymlink({ bucket: suite.bucket, key: evil, target: '1.0/file-00.txt' });
  await suite.signpost(inBucket('export', '--scan', '--out', 'evil.csv'));
  // oxlint-disable-next-line no-control-regex -- they are what must not be there
  const raw = /[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u202e]/;
  const manifest = inBucket('export', '--form', 'manifest', '--prefix', 'live/');
  for (const argv of [
    inBucket('links'),
    inBucket('links', '--output', 'json'),
    inBucket('links', '--output', 'ndjson'),
    inBucket('link', 'get', evil),
    inBucket('export'),
    manifest,
    inBucket('plan', 'delete', '--key', evil),
    inBucket('plan', 'delete', '--key', evil, '--output', 'json'),
  ]) {
    const { out, err } = await suite.signpost(argv, { isTerminal: true, env: { TERM: 'dumb' } });
    expect(out, argv.join(' ')).toContain('2J');
    expect(out, argv.join(' ')).not.toMatch(raw);
    expect(err, argv.join(' ')).not.toMatch(raw);
  }
  const { links } = JSON.parse((await suite.signpost(manifest)).out) as { links: Record<string, string> };
  expect(links[evil.slice('live/'.length)]).toBe('1.0/file-00.txt');
});
