import { spawn } from 'node:child_process';
import path from 'node:path';
import { putInventory, reports, writeInventory } from '@signpost/bff/testing';
import { beforeAll, expect, onTestFinished, test } from 'vitest';
import { names, setUpConsole } from './testing/console.ts';
import { turn } from './testing/run-command.ts';

const suite = setUpConsole('cli-scan');
beforeAll(() => {
  suite.stack.admin.putBucket({ name: reports });
});
/** Two versions of each file, and a link. */
const keys = 3 * names.length;
const scan = (...argv: string[]): string[] => ['scan', suite.bucket, ...argv];
const json = (out: string) => JSON.parse(out) as { scan: { state: string }; coverage: { state: string } };

/** Holds the first list of the bucket until it is let go. */
function holdList() {
  const held = suite.stack.faults.add({
    match: { bucket: suite.bucket, operation: 'ListObjectsV2' },
    times: 1,
    effect: { kind: 'stall', when: 'before' },
  });
  onTestFinished(() => held.release());
  return held;
}

/** Asks the console about the scan without following it. */
async function control(what: 'pause' | 'cancel'): Promise<void> {
  const answer = await fetch(`${suite.stack.bffUrl}/api/v1/index/scan/control`, {
    method: 'POST',
    headers: { 'x-signpost-csrf': '1', 'content-type': 'application/json' },
    body: JSON.stringify({ connection: 'default', bucket: suite.bucket, do: what }),
  });
  expect(answer.status).toBe(200);
}

/** A pause between two looks, in the first of which something is done. */
function atFirstPause(act: () => void | Promise<void>): () => Promise<void> {
  let done: Promise<void> | undefined;
  return async () => {
    await (done ??= Promise.resolve().then(act));
    await turn();
  };
}

test('a bucket is scanned to its end, after which its links are listed', async () => {
  const held = holdList();
  const scanned = await suite.signpost(scan(), { sleep: atFirstPause(() => held.release()) });
  expect(scanned, scanned.err).toMatchObject({ code: 0 });
  expect(scanned.out).toMatch(/^scan +complete$/m);
  expect(scanned.out).toMatch(new RegExp(`^keys +${keys}$`, 'm'));
  expect(scanned.out).toMatch(/^headers +not compared$/m);
  expect(scanned.err).toMatch(new RegExp(`^scan of ${suite.bucket} running, `, 'm'));
  const listed = await suite.signpost(['links', '--bucket', suite.bucket, '--output', 'json']);
  expect((JSON.parse(listed.out) as { items: object[] }).items).toHaveLength(names.length);

  const again = await suite.signpost(scan('--headers', '--output', 'ndjson'));
  expect(again, again.err).toMatchObject({ code: 0, out: expect.stringMatching(/^\{.*\}\n$/) });
  expect(JSON.parse(again.out)).toMatchObject({
    scan: { state: 'ended', headers: true },
    coverage: { bucket: suite.bucket, state: 'complete', keys },
  });
});

test('a scan under way is joined, and said to go on with its own source', async () => {
  const held = holdList();
  const begun = await suite.signpost(scan('--no-wait', '--output', 'json'));
  expect(begun, begun.err).toMatchObject({ code: 0, err: '' });
  expect(json(begun.out).scan.state).toBe('running');
  await held.hit;
  const joined = await suite.signpost(scan('--source', 'meta-query'), {
    sleep: atFirstPause(() => held.release()),
  });
  expect(joined, joined.err).toMatchObject({ code: 0 });
  expect(joined.err).toMatch(/^signpost: joins the scan of \S+, from list as it was begun$/m);
  expect(joined.out).toMatch(/^source +list$/m);
  expect(held.hits).toBe(1);
});

test('the time limit and Ctrl-C end the following, not the scan', async () => {
  const held = holdList();
  let clock = 0;
  const late = await suite.signpost(scan('--timeout', '5'), { now: () => (clock += 1000) });
  expect(late).toMatchObject({ code: 1, out: '' });
  expect(late.err).toContain(`the time is over, and the scan goes on: signpost scan ${suite.bucket}`);

  const stopped = await suite.signpost(scan(), {
    isTerminal: true,
    interrupted: () => held.hit.then(() => undefined),
    sleep: () => new Promise(() => {}),
  });
  expect(stopped).toMatchObject({ code: 1, out: '' });
  expect(stopped.err).toMatch(/\nsignpost: interrupted, and the scan goes on: .*\n$/);
  held.release();
  expect((await suite.signpost(scan())).code).toBe(0);
});

test.each(['SIGINT', 'SIGTERM'] as const)(
  '%s ends the command at once, and the scan goes on',
  async (signal) => {
    const held = holdList();
    const child = spawn(process.execPath, [path.join(import.meta.dirname, 'main.ts'), ...scan()], {
      env: { PATH: process.env['PATH'] ?? '', SIGNPOST_SERVER: suite.stack.bffUrl },
    });
    let err = '';
    const follows = new Promise<void>((resolve) => {
      child.stderr.setEncoding('utf8').on('data', (chunk: string) => {
        err += chunk;
        if (err.includes('running')) resolve();
      });
    });
    const closed = new Promise((resolve) => child.once('close', resolve));
    await follows;
    child.kill(signal);
    expect(await closed).toBe(1);
    expect(err).toMatch(/^signpost: interrupted, and the scan goes on/m);
    held.release();
    const after = await suite.signpost(scan('--output', 'json'));
    expect(after.code).toBe(0);
    expect(held.hits).toBe(1);
  },
);

test('a scan that is paused meanwhile waits for somebody, and goes on when it is asked for again', async () => {
  const held = holdList();
  const paused = await suite.signpost(scan(), {
    sleep: atFirstPause(() => held.hit.then(() => control('pause'))),
  });
  expect(paused).toMatchObject({ code: 3, out: expect.stringMatching(/^scan +paused$/m) });
  expect(paused.err).toContain(`is paused: signpost scan ${suite.bucket} goes on with it`);
  const resumed = await suite.signpost(scan());
  expect(resumed, resumed.err).toMatchObject({ code: 0 });
  expect(resumed.err).toContain('goes on with the paused scan of ');
});

test('a scan that is cancelled, or that OSS refuses, is an error which says what stays', async () => {
  const held = holdList();
  await suite.signpost(scan('--no-wait'));
  await held.hit;
  const cancelled = await suite.signpost(scan(), { sleep: atFirstPause(() => control('cancel')) });
  expect(cancelled).toMatchObject({ code: 1, err: expect.stringContaining('was cancelled') });

  suite.stack.faults.clear();
  const refuse = () =>
    suite.stack.faults.add({
      match: { bucket: suite.bucket, operation: 'ListObjectsV2' },
      effect: { kind: 'error', code: 'AccessDenied', status: 403 },
    });
  const first = refuse();
  const failed = await suite.signpost(scan());
  expect(failed).toMatchObject({ code: 1, out: expect.stringMatching(/^scan +failed$/m) });
  expect(failed.err).toContain('did not come to its end (oss-access-denied)');
  expect(failed.err).toContain('What to do: ');
  expect(failed.err).not.toContain('stays');
  first.remove();
  expect((await suite.signpost(scan())).code).toBe(0);
  refuse();
  const later = await suite.signpost(scan());
  expect(later).toMatchObject({ code: 1, out: expect.stringMatching(/^scan +complete$/m) });
  expect(later.err).toContain('what was known before stays');
});

test('what a scan costs is told by source, and nothing is scanned', async () => {
  const { stack, bucket } = suite;
  putInventory(stack, { bucket });
  await writeInventory(stack, { bucket, createdAt: new Date(Date.now() + 1000), files: 2 });
  putInventory(stack, { bucket, id: 'half', filter: '<Filter><Prefix>live/</Prefix></Filter>' });
  const told = await suite.signpost(scan('--estimate'));
  expect(told, told.err).toMatchObject({ code: 0, err: '' });
  expect(told.out).toMatch(new RegExp(`^${bucket}: about ${keys} keys`));
  expect(told.out).toMatch(/^list +1 +\d+$/m);
  expect(told.out).toMatch(/^inventory daily +8 +44 +as of \S+, 2 files, \d+ bytes, read twice$/m);
  expect(told.out).toMatch(/^inventory half +- +- +cannot be used: does not list all keys$/m);
  expect(told.out).toMatch(/^meta-query +- +- +cannot be used: not open for the bucket$/m);

  const list = scan('--estimate', '--source', 'list', '--output', 'json');
  const most = async (...more: string[]): Promise<number> => {
    const { out } = await suite.signpost([...list, ...more]);
    const estimate = JSON.parse(out) as { keys: number; sources: { source: string; most: number }[] };
    expect(estimate).toMatchObject({ bucket, keys, sources: [{ source: 'list', calls: 1 }] });
    return estimate.sources[0]?.most ?? 0;
  };
  // Before the first scan every key may be a link, and two calls more for each compare headers.
  expect((await most('--headers')) - (await most())).toBe(2 * keys);
  const { out } = await suite.signpost(['links', '--bucket', bucket, '--output', 'json']);
  expect(JSON.parse(out)).toEqual({ items: [] });
});

test('an inventory and the metadata index feed a scan; a source that the bucket has not is refused with those it has', async () => {
  const { stack, bucket } = suite;
  const none = await suite.signpost(scan('--source', 'inventory'));
  expect(none).toMatchObject({ code: 1, out: '' });
  expect(none.err).toBe(`signpost: ${bucket} cannot be scanned from an inventory. It can be from: list.\n`);
  stack.admin.putBucketSetting(bucket, 'metaQuery', 'basic');
  putInventory(stack, { bucket });
  const unwritten = await suite.signpost(scan('--source', 'inventory'));
  expect(unwritten.err).toContain('(daily: not written yet). It can be from: list, meta-query.');

  const links = await suite.signpost(scan('--source', 'meta-query'));
  expect(links, links.err).toMatchObject({ code: 0 });
  expect(links.out).toMatch(/^scan +partial \(links and their targets only\)$/m);
  // One that is older than the scan would bring back what is gone.
  await writeInventory(stack, { bucket, createdAt: new Date(Date.now() + 1000) });
  const whole = await suite.signpost(scan('--source', 'inventory', '--output', 'json'));
  expect(whole, whole.err).toMatchObject({ code: 0 });
  expect(JSON.parse(whole.out)).toMatchObject({
    scan: { source: 'inventory' },
    coverage: { state: 'complete' },
  });

  const closed = await suite.signpost(['scan', reports, '--source', 'meta-query']);
  expect(closed.err).toContain('from a metadata index (not open for the bucket). It can be from: list.');
  expect((await suite.signpost(scan('--source', 'csv'))).err).toContain('takes list, inventory, meta-query');
  expect((await suite.signpost(['scan', 'no-such-bucket'])).err).toContain('(bucket-missing)');
});

test('on a terminal the scan is one line that is drawn again, full at its end', async () => {
  const held = holdList();
  const { code, err } = await suite.signpost(scan(), {
    isTerminal: true,
    env: { NO_COLOR: '1' },
    sleep: atFirstPause(() => held.release()),
  });
  expect(code).toBe(0);
  expect(err).toContain('\r\u001b[K[....');
  expect(err).toMatch(new RegExp(`\\[#{24}\\] scan of ${suite.bucket} ended, ${keys} keys, \\d+ calls\\n$`));
});
