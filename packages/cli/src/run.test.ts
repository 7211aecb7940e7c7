import { createServer, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect, onTestFinished, test } from 'vitest';
import { commands } from './commands.ts';
import { runCommand } from './testing/run-command.ts';

/** Something that is no console, at an address of its own. */
async function startServer(answer: RequestListener): Promise<string> {
  const server = createServer(answer);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

const oneLine = /^signpost: .+\n$/;

test('help is made from the table of commands', async () => {
  const whole = await runCommand(['--help']);
  expect(whole.code).toBe(0);
  for (const { name, args, options } of commands) {
    expect(whole.out).toContain(`  ${[name, ...args].join(' ')}`);
    const own = await runCommand([...name.split(' '), '--help']);
    expect(own.code).toBe(0);
    for (const option of [...Object.keys(options), 'server', 'output'])
      expect(own.out).toContain(`  --${option}`);
  }
  expect((await runCommand([])).out).toBe(whole.out);
});

test.each([
  [['plann'], 'no such command'],
  [['plan'], 'Say which: plan folder'],
  [['plan', 'folder', 'a/'], 'takes PREFIX TO'],
  [['status', '1', '2'], 'takes NUMBER'],
  [['status', '1', '--colour'], "Unknown option '--colour'"],
  [['status', '1', '--token=s3cret'], 'SIGNPOST_TOKEN only'],
  [['status', '1', '--output', 'xml'], 'table, json or ndjson'],
  [['plan', 'delete', '--bucket', 'abc'], 'Say --prefix, or --key'],
  [['plan', 'folder', 'a/', 'b/'], 'Say --bucket'],
  [['plan', 'rule', 'glob', 'a', '--prefix', 'x'], 'takes FROM TO'],
  [['status', '1', '--server', 'ftp://x'], 'is no address'],
  [['status', '1', '--server', 'http://a:s3cret@x'], 'no user and no password'],
])('%j is refused with one line', async (argv, words) => {
  const ran = await runCommand(argv);
  expect(ran).toMatchObject({ code: 1, out: '' });
  expect(ran.err).toMatch(oneLine);
  expect(ran.err).toContain(words);
  expect(ran.err).not.toContain('s3cret');
});

test('a refused connection is one line, after some tries', async () => {
  let tries = 0;
  const count: typeof fetch = (...args) => {
    tries += 1;
    return fetch(...args);
  };
  // Nobody listens on the discard port.
  const ran = await runCommand(['plans', '--server', 'http://127.0.0.1:9'], {
    fetch: count,
    sleep: async () => {},
  });
  expect(ran).toMatchObject({ code: 1, err: expect.stringMatching(oneLine) });
  expect(tries).toBe(4);
});

test.each<[string, RequestListener, string]>([
  [
    'a web page',
    (_req, res) => void res.setHeader('content-type', 'text/html').end('<p>hello'),
    'no Signpost console',
  ],
  [
    'other JSON',
    (_req, res) => void res.setHeader('content-type', 'application/json').end('{}'),
    'no Signpost console',
  ],
  [
    'broken JSON',
    (_req, res) => void res.setHeader('content-type', 'application/json').end('{'),
    'no Signpost console',
  ],
  [
    'a sign-in page',
    (_req, res) => void res.writeHead(302, { location: 'https://login.example' }).end(),
    'redirects',
  ],
])('%s in place of a console is one line', async (_what, answer, words) => {
  const ran = await runCommand(['plans', '--server', await startServer(answer)]);
  expect(ran).toMatchObject({ code: 1, err: expect.stringMatching(oneLine) });
  expect(ran.err).toContain(words);
});

test('the token goes into one header, and over plain http to this machine only', async () => {
  const seen: (string | undefined)[] = [];
  const server = await startServer((req, res) => {
    seen.push(req.headers.authorization);
    res.setHeader('content-type', 'application/json').end('{"items":[]}');
  });
  const env = { SIGNPOST_TOKEN: 't0ken' };
  await runCommand(['plans', '--server', server], { env });
  await runCommand(['plans', '--server', server]);
  expect(seen).toEqual(['Bearer t0ken', undefined]);
  const far = await runCommand(['plans', '--server', 'http://signpost.example'], {
    env,
    fetch: () => Promise.reject(new Error('nothing is sent')),
  });
  expect(far).toMatchObject({ code: 1, err: expect.stringContaining('not sent over plain http') });
});

test('several connections have to be told apart', async () => {
  const connection = { mode: 'configured', endpoint: 'https://x', region: 'cn-hangzhou', demo: false };
  const server = await startServer(
    (_req, res) =>
      void res.setHeader('content-type', 'application/json').end(
        JSON.stringify({
          items: [
            { name: 'one', ...connection },
            { name: 'two', ...connection },
          ],
        }),
      ),
  );
  const ran = await runCommand(['plans', '--server', server]);
  expect(ran).toMatchObject({ code: 1, err: 'signpost: Say --connection: one, two.\n' });
});
