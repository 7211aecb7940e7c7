import { parseArgs } from 'node:util';
import { pathToFileURL } from 'node:url';

import type { OssAccount } from './protocol/accounts.ts';
import { startOssServer } from './start-oss-server.ts';
import type { OssSeed } from './start-oss-server.ts';
import { watchParent } from './watch-parent.ts';

const USAGE = `Usage: npm run oss -- [options]
  --port N                 default 9000; 0 takes a free one
  --host H                 default 127.0.0.1
  --data DIR               default: a temporary folder, removed at the end
  --region R               default cn-hangzhou
  --extra-region R         a further region on a port of its own; repeatable
  --access-key-id X        or SIGNPOST_OSS_ACCESS_KEY_ID (arguments can be read by every user of the machine)
  --access-key-secret Y    or SIGNPOST_OSS_ACCESS_KEY_SECRET
  --account UID:ID:SECRET  further accounts; repeatable, the first account owns what is seeded
  --host-suffix S          host names below which a label is a bucket; repeatable
  --cname HOST=BUCKET      a host that stands for one bucket; repeatable
  --lenient-parser yes|no  accept Content-Length beside chunked coding (default: on loopback only)
  --seed FILE              module exporting seed(admin, clock), run once on an empty data folder
  --parent-pid N           end when that process has gone
`;

const DEFAULT_UID = '1000000000000001';

async function main(): Promise<void> {
  // Whoever read the log has gone: that is no reason to end.
  process.stderr.on('error', () => undefined);
  const { values } = parseArgs({
    options: {
      port: { type: 'string', default: '9000' },
      host: { type: 'string', default: '127.0.0.1' },
      data: { type: 'string' },
      region: { type: 'string', default: 'cn-hangzhou' },
      'extra-region': { type: 'string', multiple: true, default: [] },
      'access-key-id': { type: 'string' },
      'access-key-secret': { type: 'string' },
      account: { type: 'string', multiple: true, default: [] },
      'host-suffix': { type: 'string', multiple: true, default: [] },
      cname: { type: 'string', multiple: true, default: [] },
      'lenient-parser': { type: 'string' },
      seed: { type: 'string' },
      'parent-pid': { type: 'string' },
      help: { type: 'boolean', default: false },
    },
  });
  if (values.help) {
    process.stdout.write(USAGE);
    return;
  }
  const accounts = readAccounts(values);
  const server = await startOssServer({
    port: readPort(values.port),
    host: values.host,
    region: values.region,
    extraRegions: values['extra-region'],
    accounts,
    hostSuffixes: values['host-suffix'],
    cnames: Object.fromEntries(values.cname.map(readCname)),
    log: (line) => process.stderr.write(`${line}\n`),
    ...(values.data !== undefined && { dataDir: values.data }),
    ...(values['lenient-parser'] !== undefined && { lenientParser: readYesNo(values['lenient-parser']) }),
    ...(values.seed !== undefined && { seed: await loadSeed(values.seed) }),
  });
  let stopping = false;
  const stop = () => {
    if (stopping) return;
    stopping = true;
    server.stop().then(
      () => process.exit(0),
      (error: unknown) => {
        process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
        process.exit(1);
      },
    );
  };
  process.on('SIGTERM', stop);
  process.on('SIGINT', stop);
  watchParent(values['parent-pid'] === undefined ? undefined : Number(values['parent-pid']), stop);
  const ready = {
    url: server.url,
    port: server.port,
    region: server.region,
    accessKeyId: accounts[0]!.accessKeyId,
    pid: process.pid,
    ...(values['extra-region'].length > 0 && { regionUrls: server.regionUrls }),
  };
  process.stdout.write(`${JSON.stringify(ready)}\n`);
}

function readAccounts(values: {
  'access-key-id'?: string;
  'access-key-secret'?: string;
  account: string[];
}): OssAccount[] {
  const accounts: OssAccount[] = [];
  const accessKeyId = values['access-key-id'] ?? process.env['SIGNPOST_OSS_ACCESS_KEY_ID'];
  const accessKeySecret = values['access-key-secret'] ?? process.env['SIGNPOST_OSS_ACCESS_KEY_SECRET'];
  if (accessKeyId && accessKeySecret) accounts.push({ uid: DEFAULT_UID, accessKeyId, accessKeySecret });
  else if (accessKeyId || accessKeySecret)
    throw new Error('An access key id needs a secret, and a secret an id.');
  for (const text of values.account) {
    const match = /^([^:]+):([^:]+):(.+)$/.exec(text);
    if (match === null) throw new Error('--account wants UID:ACCESS_KEY_ID:SECRET.');
    accounts.push({ uid: match[1]!, accessKeyId: match[2]!, accessKeySecret: match[3]! });
  }
  if (accounts.length === 0) {
    throw new Error('Name an account: --access-key-id and --access-key-secret, or --account.');
  }
  return accounts;
}

function readPort(text: string): number {
  const port = /^\d{1,5}$/.test(text) ? Number(text) : Number.NaN;
  if (port <= 65_535) return port;
  throw new Error('--port wants a number from 0 to 65535.');
}

function readYesNo(text: string): boolean {
  if (text === 'yes') return true;
  if (text === 'no') return false;
  throw new Error('--lenient-parser wants yes or no.');
}

function readCname(text: string): [string, string] {
  const [host, bucket] = text.split('=');
  if (!host || !bucket) throw new Error('--cname wants HOST=BUCKET.');
  return [host, bucket];
}

async function loadSeed(path: string): Promise<OssSeed> {
  const module = (await import(pathToFileURL(path).href)) as { seed?: unknown };
  if (typeof module.seed !== 'function') throw new Error(`${path} exports no function seed.`);
  return module.seed as OssSeed;
}

main().catch((error: NodeJS.ErrnoException & { port?: number }) => {
  const taken = `Port ${error.port} is taken; choose another with --port, or 0 for a free one.`;
  process.stderr.write(`${error.code === 'EADDRINUSE' ? taken : error.message}\n`);
  process.exitCode = 1;
});
