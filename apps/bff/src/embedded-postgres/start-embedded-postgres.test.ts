import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { chmod, mkdir, mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import pg from 'pg';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { SetupError } from '../config/setup-error.ts';
import { toDriverConfig } from '../state/open-database.ts';
import { startEmbeddedPostgres, type EmbeddedPostgres } from './start-embedded-postgres.ts';
import { readCommandLine, stopPrevious } from './stop-previous.ts';

const isRoot = process.getuid?.() === 0;
const settings = { fsync: 'off' };
const patience = 60_000;

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'signpost-pg-'));
  await chmod(folder, 0o700);
});
/** In order, before the folder goes. */
let endings: (() => unknown)[] = [];
afterEach(async () => {
  for (const end of endings.toReversed()) await end();
  endings = [];
  await rm(folder, { recursive: true, force: true, maxRetries: 5 });
});

async function start(
  more: Partial<Parameters<typeof startEmbeddedPostgres>[0]> = {},
): Promise<EmbeddedPostgres> {
  const postgres = await startEmbeddedPostgres({ folder, settings, ...more });
  endings.push(() => postgres.stop());
  return postgres;
}

async function ask<T>({ connection }: EmbeddedPostgres, text: string): Promise<T[]> {
  const client = new pg.Client(toDriverConfig(connection));
  client.on('error', () => undefined);
  await client.connect();
  try {
    return (await client.query(text)).rows as T[];
  } finally {
    await client.end();
  }
}

/** A process that has ended and waits to be collected has no command line any more. */
const isAlive = (pid: number): boolean => readCommandLine(pid) !== '';

/** Starts PostgreSQL from a process of its own, which says its process id and waits. */
async function startElsewhere(): Promise<{ kill: () => void; pid: number }> {
  const program = pathToFileURL(path.join(import.meta.dirname, 'start-embedded-postgres.ts')).href;
  const script = `const { startEmbeddedPostgres } = await import(${JSON.stringify(program)});
    const postgres = await startEmbeddedPostgres({ folder: ${JSON.stringify(folder)}, settings: { fsync: 'off' } });
    process.stdout.write(String(postgres.pid()) + '\\n');
    setInterval(() => {}, 1000);`;
  const child = spawn(process.execPath, ['--input-type=module', '-e', script], {
    stdio: ['ignore', 'pipe', 'inherit'],
    cwd: import.meta.dirname,
  });
  endings.push(() => child.kill('SIGKILL'));
  for await (const text of child.stdout.setEncoding('utf8'))
    return { kill: () => void child.kill('SIGKILL'), pid: Number(text) };
  throw new Error('It did not start');
}

describe('a first start', () => {
  test(
    'makes a database in UTF-8 that orders by code point and knows Chinese letters, in a folder only we may enter',
    async () => {
      const postgres = await start();
      const [found] = await ask<object>(
        postgres,
        `SELECT current_setting('server_encoding') AS encoding, 'a' < 'B' AS "isLocaleOrder", '中' ~ '[[:alpha:]]' AS wordy,
          current_setting('listen_addresses') AS addresses`,
      );
      expect(found).toEqual({ encoding: 'UTF8', isLocaleOrder: false, wordy: true, addresses: '' });
      expect((await stat(path.join(folder, 'data'))).mode & 0o077).toBe(0);
      await postgres.stop();
      expect(postgres.pid() === undefined || !isAlive(postgres.pid() ?? 0)).toBe(true);
    },
    patience,
  );

  test(
    'that was killed while the database was being made begins anew',
    async () => {
      await mkdir(path.join(folder, 'data.new'));
      await writeFile(path.join(folder, 'data.new', 'PG_VERSION'), '18\n');
      expect(await ask(await start(), 'SELECT 1 AS one')).toEqual([{ one: 1 }]);
      expect(existsSync(path.join(folder, 'data.new'))).toBe(false);
    },
    patience,
  );

  test(
    'takes a socket folder elsewhere where the path is too long for one',
    async () => {
      const deep = path.join(folder, 'x'.repeat(90));
      const postgres = await start({ folder: deep });
      expect(postgres.connection.host.startsWith(deep)).toBe(false);
      expect(await ask(postgres, 'SELECT 1 AS one')).toEqual([{ one: 1 }]);
      await postgres.stop();
      expect(existsSync(postgres.connection.host)).toBe(false);
    },
    patience,
  );
});

describe('a later start', () => {
  test(
    'finds what was written, also after the server was killed; it is started again while we live',
    async () => {
      const restarts: string[] = [];
      const postgres = await start({ onRestart: (reason) => restarts.push(reason) });
      await ask(postgres, 'CREATE TABLE kept AS SELECT 7 AS seven');
      const before = postgres.pid();
      process.kill(before ?? 0, 'SIGKILL');
      await vi.waitFor(
        async () => {
          expect(postgres.pid()).not.toBe(before);
          expect(await ask(postgres, 'SELECT seven FROM kept')).toEqual([{ seven: 7 }]);
        },
        {
          timeout: patience,
          interval: 100,
        },
      );
      expect(restarts).toHaveLength(1);
      await postgres.stop();
      expect(await ask(await start(), 'SELECT seven FROM kept')).toEqual([{ seven: 7 }]);
    },
    patience,
  );

  test(
    'follows at once on a console that was killed, and leaves no server behind',
    async () => {
      const first = await startElsewhere();
      first.kill();
      const postgres = await start();
      expect(isAlive(first.pid)).toBe(false);
      expect(await ask(postgres, 'SELECT 1 AS one')).toEqual([{ one: 1 }]);
    },
    patience,
  );

  test.runIf(process.platform === 'linux')(
    'is not needed to end the server of a console that was killed',
    async () => {
      const first = await startElsewhere();
      first.kill();
      await vi.waitFor(() => expect(isAlive(first.pid)).toBe(false), { timeout: 20_000, interval: 50 });
    },
    patience,
  );

  test(
    'stops a server that outlived its console',
    async () => {
      const restarts: string[] = [];
      const outlived = await start({ onRestart: (reason) => restarts.push(reason) });
      const pid = outlived.pid() ?? 0;
      await stopPrevious(path.join(folder, 'data'));
      expect(isAlive(pid)).toBe(false);
      await vi.waitFor(() => expect(restarts).toHaveLength(1));
    },
    patience,
  );

  test('leaves a process alone that was given the id of an earlier server', async () => {
    await mkdir(path.join(folder, 'data'));
    await writeFile(path.join(folder, 'data', 'postmaster.pid'), `${process.pid}\n`);
    await expect(stopPrevious(path.join(folder, 'data'))).resolves.toBeUndefined();
    // Had it been ended, nothing would come after this line.
    expect(isAlive(process.pid)).toBe(true);
  });

  test(
    'refuses a folder of another PostgreSQL and says what to do',
    async () => {
      await mkdir(path.join(folder, 'data'));
      await writeFile(path.join(folder, 'data', 'PG_VERSION'), '17\n');
      await expect(start()).rejects.toThrow(/made by PostgreSQL 17.*backup/);
      await expect(start()).rejects.toBeInstanceOf(SetupError);
    },
    patience,
  );

  test(
    'refuses a folder of another platform and leaves it alone',
    async () => {
      const postgres = await start();
      await postgres.stop();
      const mark = path.join(folder, 'data', 'signpost-platform');
      expect((await readFile(mark, 'utf8')).trim()).toBe(`${process.platform}-${process.arch}`);
      await writeFile(mark, 'plan9-mips\n');
      await expect(start()).rejects.toThrow(/made on plan9-mips.*npm run backup.*npm run restore/);
      expect(existsSync(path.join(folder, 'data', 'postmaster.pid'))).toBe(false);
    },
    patience,
  );
});

test(
  'a server that cannot start says why, in one sentence with its log',
  async () => {
    await expect(start({ settings: { shared_buffers: 'nonsense' } })).rejects.toThrow(
      /^The embedded PostgreSQL did not start: invalid value for parameter "shared_buffers".*postgres\.log/,
    );
  },
  patience,
);

test.runIf(isRoot)(
  'as another user it works below /var/lib/signpost, with programs that user may read, and nothing of ours around it',
  async () => {
    const programs = await import('./find-binaries.ts');
    expect(programs.findBinaries().root).toContain('embedded-postgres');
    const postgres = await start({ user: { kind: 'other', name: 'nobody', uid: 65_534, gid: 65_534 } });
    endings.unshift(() => rm(postgres.folder, { recursive: true, force: true, maxRetries: 5 }));
    expect(postgres.folder.startsWith('/var/lib/signpost/')).toBe(true);
    expect(await ask(postgres, 'SELECT 1 AS one')).toEqual([{ one: 1 }]);
    expect((await stat(path.join(postgres.folder, 'data'))).uid).toBe(65_534);
    const environ = await readFile(`/proc/${postgres.pid()}/environ`, 'utf8');
    expect(environ).not.toMatch(/OSS_|SIGNPOST_|npm_/);
  },
  patience,
);
