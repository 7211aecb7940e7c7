import { readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { expect, test } from 'vitest';
import { names, setUpConsole } from './testing/console.ts';

const suite = setUpConsole('cli-plans');
const all = names.length;
const folderPlan = (): string[] => ['plan', 'folder', 'live/', '2.0/', '--bucket', suite.bucket];

/** Number of the plan that a command printed as JSON. */
const numberIn = (out: string): string => String((JSON.parse(out) as { number: number }).number);

test('a folder is planned into a file, confirmed, applied, looked at and taken back', async () => {
  const planned = await suite.signpost([...folderPlan(), '--out', 'plan.json']);
  expect(planned).toMatchObject({ code: 2 });
  expect(planned.out).toContain(`writes: ${all} repoint`);
  expect(planned.out).toContain(`  ${all} repoint: 1.0/ -> 2.0/`);
  expect(planned.out).toContain(`--confirm ${all}`);
  expect(suite.targetOf('live/file-00.txt')).toBe('1.0/file-00.txt');

  const refused = await suite.signpost(['apply', 'plan.json', '--wait']);
  expect(refused.code).toBe(3);
  expect(refused.err).toContain(`--confirm ${all}`);
  expect(refused.err).toMatch(/request id: \S+/);
  expect((await suite.signpost(['apply', 'plan.json', '--confirm', '3'])).code).toBe(3);
  expect(suite.targetOf('live/file-00.txt')).toBe('1.0/file-00.txt');

  const done = await suite.signpost(['apply', 'plan.json', '--confirm', String(all), '--wait']);
  expect(done, done.err).toMatchObject({ code: 0 });
  expect(done.out).toContain(`rows: ${all} applied`);
  for (const name of names) expect(suite.targetOf(`live/${name}`)).toBe(`2.0/${name}`);
  // The same step of a pipeline, run again.
  expect((await suite.signpost(['apply', 'plan.json', '--wait'])).code).toBe(0);

  const { number } = JSON.parse(await readFile(path.join(suite.folder, 'plan.json'), 'utf8')) as {
    number: number;
  };
  expect(await suite.signpost(['status', String(number)])).toMatchObject({ code: 0 });
  const back = await suite.signpost(['rollback', String(number), '--out', 'back.json']);
  expect(back.code).toBe(2);
  const restored = await suite.signpost(['apply', 'back.json', '--wait']);
  expect(restored, restored.err).toMatchObject({ code: 0 });
  for (const name of names) expect(suite.targetOf(`live/${name}`)).toBe(`1.0/${name}`);
});

test('a plan that has nothing to do is no change, in its own exit code and when it is applied', async () => {
  const planned = await suite.signpost([
    'plan',
    'folder',
    'live/',
    '1.0/',
    '--bucket',
    suite.bucket,
    '--out',
    'nothing.json',
  ]);
  expect(planned, planned.err).toMatchObject({ code: 0 });
  expect(await suite.signpost(['apply', 'nothing.json'])).toMatchObject({
    code: 0,
    err: expect.stringContaining('Nothing to do'),
  });
});

test('a plan that was edited since its file was written is refused', async () => {
  await suite.signpost([...folderPlan(), '--out', 'edited.json']);
  const file = JSON.parse(await readFile(path.join(suite.folder, 'edited.json'), 'utf8')) as {
    plan: string;
    revision: string;
  };
  const edited = await fetch(`${suite.stack.bffUrl}/api/v1/plan/edit`, {
    method: 'POST',
    headers: { 'x-signpost-csrf': '1', 'content-type': 'application/json' },
    body: JSON.stringify({
      connection: 'default',
      plan: file.plan,
      revision: file.revision,
      rows: { by: 'row', rows: [1] },
      decision: 'leave',
    }),
  });
  expect(edited.status).toBe(200);
  const refused = await suite.signpost(['apply', 'edited.json', '--confirm', String(all)]);
  expect(refused.code).toBe(1);
  expect(refused.err).toContain('was changed since edited.json was written');
  expect(suite.targetOf('live/file-00.txt')).toBe('1.0/file-00.txt');
});

test('a file never chooses the server, and a file that is none is one line', async () => {
  await suite.signpost([...folderPlan(), '--out', 'mine.json']);
  const text = await readFile(path.join(suite.folder, 'mine.json'), 'utf8');
  await writeFile(
    path.join(suite.folder, 'theirs.json'),
    text.replace(suite.stack.bffUrl, 'https://elsewhere.example'),
  );
  const refused = await suite.signpost(['apply', 'theirs.json']);
  expect(refused).toMatchObject({ code: 1, err: expect.stringContaining('https://elsewhere.example') });
  await writeFile(path.join(suite.folder, 'text.json'), '{"a":1}');
  for (const name of ['text.json', 'missing.json']) {
    const { code, err } = await suite.signpost(['apply', name]);
    expect(code).toBe(1);
    expect(err).toMatch(/^signpost: .+\n$/);
  }
});

test('a manifest that a roll-back holds waits for somebody, and says for whom', async () => {
  const lines = names.map((name) => `  ${name}: 2.0/${name}\n`).join('');
  await writeFile(
    path.join(suite.folder, 'live.yaml'),
    `version: 1\nprefix: live/\nprune: false\nlinks:\n${lines}`,
  );
  const manifest = ['plan', 'manifest', 'live.yaml', '--bucket', suite.bucket];
  const apply = ['--confirm', String(all), '--wait', '--output', 'json'];
  const first = numberIn((await suite.signpost([...manifest, '--output', 'json'])).out);
  expect((await suite.signpost(['apply', first, ...apply])).code).toBe(0);
  const back = numberIn((await suite.signpost(['rollback', first, '--output', 'json'])).out);
  expect((await suite.signpost(['apply', back, ...apply])).code).toBe(0);

  const held = await suite.signpost(manifest);
  expect(held.code).toBe(3);
  expect(held.out).toContain(`held: plan ${back} rolled live/ back`);
  const holder = await suite.signpost(['status', back]);
  expect(holder).toMatchObject({ code: 0 });
  expect(holder.out).toContain('holds manifests below live/');
});

test('a number applies the plan as it is now; rows that drifted are an error', async () => {
  const planned = await suite.signpost([...folderPlan(), '--output', 'json']);
  const number = numberIn(planned.out);
  suite.stack.admin.putSymlink({ bucket: suite.bucket, key: 'live/file-03.txt', target: '2.0/file-00.txt' });
  const applied = await suite.signpost([
    'apply',
    number,
    '--confirm',
    String(all),
    '--wait',
    '--output',
    'ndjson',
  ]);
  expect(applied.code).toBe(1);
  expect(JSON.parse(applied.out)).toMatchObject({
    state: 'done',
    outcomes: { applied: all - 1, drifted: 1 },
    url: `${suite.stack.bffUrl}/c/default/plans/${(JSON.parse(planned.out) as { id: string }).id}`,
  });
  const rows = await suite.signpost(['status', number, '--rows', '--output', 'ndjson']);
  expect(rows.code).toBe(1);
  const outcomes = rows.out
    .trim()
    .split('\n')
    .map((line) => (JSON.parse(line) as { outcome: string }).outcome);
  expect(outcomes.filter((outcome) => outcome === 'drifted')).toHaveLength(1);
});

test('progress is a line now and then where nobody watches, and the time limit is kept', async () => {
  suite.stack.faults.add({
    match: { operation: 'PutSymlink', bucket: suite.bucket },
    effect: { kind: 'stall', when: 'before' },
  });
  const planned = await suite.signpost([...folderPlan(), '--output', 'json']);
  let clock = 0;
  const ended = await suite.signpost(
    ['apply', numberIn(planned.out), '--confirm', String(all), '--wait', '--timeout', '5'],
    { now: () => (clock += 1000) },
  );
  expect(ended.code).toBe(1);
  expect(ended.err).toContain('the time is over');
  expect(ended.err).toMatch(/^plan \d+ applying, 0 of 12/m);
  expect((await suite.signpost(['status', numberIn(planned.out)])).code).toBe(2);
});

test('on a terminal progress is one line that is drawn again, without colours where NO_COLOR is set', async () => {
  const plan = async (env: Record<string, string>): Promise<string> => {
    const planned = await suite.signpost([...folderPlan(), '--output', 'json']);
    const number = numberIn(planned.out);
    const back = ['apply', number, '--confirm', String(all), '--wait'];
    const { err } = await suite.signpost(back, { isTerminal: true, env });
    const roll = JSON.parse((await suite.signpost(['rollback', number, '--output', 'json'])).out) as {
      number: number;
    };
    await suite.signpost(['apply', String(roll.number), '--wait']);
    return err;
  };
  const coloured = await plan({});
  expect(coloured).toContain('\r\u001b[K[\u001b[32m');
  const plain = await plan({ NO_COLOR: '1' });
  expect(plain).toContain('\r\u001b[K[....');
  for (const colour of ['31', '32', '0']) expect(plain).not.toContain(`\u001b[${colour}m`);
});

test('links are deleted, set, renamed and changed by rules; CSV and manifest make those they name', async () => {
  const { bucket, folder } = suite;
  const json = (out: string) => JSON.parse(out) as { writes: Record<string, number>; state: string };
  const plan = async (argv: string[], input = '') => {
    const ran = await suite.signpost(['plan', ...argv, '--bucket', bucket, '--output', 'json'], { input });
    expect(ran, ran.err).toMatchObject({ code: 2 });
    return json(ran.out).writes;
  };
  expect(await plan(['delete', '--key', 'live/file-00.txt', '--key', 'live/file-01.txt'])).toMatchObject({
    delete: 2,
  });
  expect(await plan(['set', '--prefix', 'live/', '--header', 'Cache-Control=no-cache'])).toMatchObject({
    repoint: all,
  });
  expect(await plan(['rule', 'swap-prefix', '1.0/', '2.0/', '--prefix', 'live/'])).toMatchObject({
    repoint: all,
  });
  expect(await plan(['rule', 'glob', '1.0/*', '2.0/$1', '--key', 'live/file-00.txt'])).toMatchObject({
    repoint: 1,
  });
  await writeFile(
    path.join(folder, 'links.csv'),
    Buffer.from('\uFEFFkey;target\nlive/新.txt;2.0/file-00.txt\n', 'utf16le'),
  );
  expect(await plan(['csv', 'links.csv'])).toMatchObject({ create: 1 });
  expect(await plan(['csv', '-'], 'key,target\nlive/x,2.0/file-00.txt\n')).toMatchObject({ create: 1 });
  await writeFile(
    path.join(folder, 'm.yaml'),
    'version: 1\nprefix: live/\nprune: true\nlinks:\n  file-00.txt: 2.0/file-00.txt\n',
  );
  expect(await plan(['manifest', 'm.yaml'])).toMatchObject({ repoint: 1, delete: all - 1 });
  expect(await plan(['rename', 'live/file-00.txt', 'live/first.txt'])).toMatchObject({
    create: 1,
    delete: 1,
  });
  expect(await plan(['copy', 'live/', 'next/', '--prefix'])).toMatchObject({ create: all, delete: 0 });
  expect(await plan(['copy', '1.0/file-00.txt', '1.0/first.txt'])).toMatchObject({ copy: 1 });
});

test('a request whose answer is lost is sent again, and carried out once', async () => {
  const lost: string[] = [];
  /** Loses the first answer of each address. */
  const losing: typeof fetch = async (input, init) => {
    const response = await fetch(input, init);
    const { pathname } = new URL(input instanceof Request ? input.url : input);
    if (lost.includes(pathname)) return response;
    lost.push(pathname);
    await response.body?.cancel();
    throw new TypeError('fetch failed', { cause: Object.assign(new Error(), { code: 'ECONNRESET' }) });
  };
  const planned = await suite.signpost([...folderPlan(), '--output', 'json'], { fetch: losing });
  expect(planned, planned.err).toMatchObject({ code: 2 });
  const applied = await suite.signpost(['apply', numberIn(planned.out), '--confirm', String(all), '--wait'], {
    fetch: losing,
  });
  expect(applied, applied.err).toMatchObject({ code: 0 });
  expect(lost).toEqual(expect.arrayContaining(['/api/v1/plans', '/api/v1/plan/apply']));
  const list = await suite.signpost(['plans', '--bucket', suite.bucket, '--output', 'ndjson']);
  expect(list.out.trim().split('\n')).toHaveLength(1);
});

test('a console that cannot wait for a change is asked again and again', async () => {
  let refused = 0;
  const older: typeof fetch = async (input, init) => {
    const url = new URL(input instanceof Request ? input.url : input);
    if (!url.searchParams.has('wait')) return fetch(input, init);
    refused += 1;
    const problem = {
      type: 'about:blank',
      title: 'The request does not have the documented shape.',
      status: 400,
      code: 'invalid-request',
      retryable: false,
      errors: [{ pointer: '#/query/wait', detail: 'No such member.' }],
    };
    return Response.json(problem, { status: 400, headers: { 'content-type': 'application/problem+json' } });
  };
  const planned = await suite.signpost([...folderPlan(), '--output', 'json']);
  const argv = ['apply', numberIn(planned.out), '--confirm', String(all), '--wait'];
  const applied = await suite.signpost(argv, { fetch: older });
  expect(applied, applied.err).toMatchObject({ code: 0 });
  expect(refused).toBe(1);
});

test('a file with mistakes is refused by line and column, with what to do', async () => {
  const ran = await suite.signpost(['plan', 'csv', '-', '--bucket', suite.bucket], {
    input: 'key,target\nlive/x,1.0/file-00.txt\nlive/x,1.0/file-01.txt\n',
  });
  expect(ran.code).toBe(1);
  expect(ran.err).toContain('Line 3, column key');
  expect(ran.err).toContain('What to do:');
  expect(ran.err).toMatch(/request id: \S+/);
});

test('a plan of which nothing can be written is an error, and leaves no file that could be applied', async () => {
  const argv = ['plan', 'csv', '-', '--bucket', suite.bucket, '--out', 'skipped.json'];
  const ran = await suite.signpost(argv, { input: 'key,target\nlive/x,/y\n' });
  expect(ran.code).toBe(1);
  expect(ran.err).toContain('1 rows cannot be written');
  expect((await suite.signpost(['apply', 'skipped.json'])).err).toContain('does not exist');
  const some = await suite.signpost(argv, { input: 'key,target\nlive/x,/y\nlive/z,1.0/file-00.txt\n' });
  expect(some).toMatchObject({ code: 2, err: expect.stringContaining('1 rows cannot be written') });
});

test('plans are listed as table, JSON and NDJSON', async () => {
  await suite.signpost(folderPlan());
  const list = ['plans', '--bucket', suite.bucket];
  const table = await suite.signpost(list);
  expect(table.code).toBe(0);
  expect(table.out).toMatch(/^NUMBER {2}STATE .*\n\d+ +open .*folder live\/ to 2\.0\/\n$/);
  const json = JSON.parse((await suite.signpost([...list, '--output', 'json'])).out) as { items: object[] };
  const line = JSON.parse((await suite.signpost([...list, '--output', 'ndjson'])).out) as object;
  expect(json.items).toEqual([line]);
  expect((await suite.signpost([...list, '--state', 'done', '--output', 'ndjson'])).out).toBe('');
});
