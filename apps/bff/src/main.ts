import path from 'node:path';
import { createBff, type Bff } from './bff.ts';
import { secretValues, type Config, type Secrets } from './config/config.ts';
import { readSettings, type Settings } from './config/read-settings.ts';
import { SetupError } from './config/setup-error.ts';
import { explainFileError } from './data-folder/explain-file-error.ts';
import { openDataFolder, type DataFolder } from './data-folder/data-folder.ts';
import { readOrMakeEmbeddedKeys, writeEmbeddedKeys } from './data-folder/embedded-keys.ts';
import { startEmbeddedOss, type EmbeddedOss } from './embedded-oss/start-embedded-oss.ts';
import { pastDailyStats } from './demo/demo-history.ts';
import { openDailyStatsFile } from './link-index/daily-stats-file.ts';
import { openJournalFile } from './changes/journal-file.ts';
import { createLog } from './logging/create-log.ts';
import { createRedact } from './logging/redact.ts';

const repositoryRoot = path.resolve(import.meta.dirname, '../../..');

/** Everything that has to end when Signpost ends, last started first. */
const endings: (() => Promise<void> | void)[] = [];
let isEnding = false;
/** Whatever does not end within this time is cut off. */
const longestEndMs = 30_000;
const lockCheckMs = 2000;
let redact = createRedact([]);
let dataFolder = '';

async function main(): Promise<void> {
  const settings = readSettings(process.env, repositoryRoot);
  dataFolder = settings.dataFolder;
  const folder = openDataFolder(dataFolder);
  endings.push(() => folder.release());
  watchLock(folder);
  const embedded = await openOss(settings, folder);
  const { config, secrets, keysFile } = embedded;
  redact = createRedact(secretValues(secrets));
  const [connection] = config.connections;
  const place = connection === undefined || connection.demo ? 'embedded' : connection;
  const journalFile = folder.journalOf(place);
  const journal = await openJournalFile(journalFile, (line) => {
    process.stderr.write(`Line ${line} of ${journalFile} cannot be read and is left out.\n`);
  });
  const dailyStats = openDailyStatsFile(folder.dailyStatsOf(place), tellLostStats);
  const demo = config.connections.find((connection) => connection.demo);
  if (demo !== undefined && dailyStats.isEmpty()) {
    for (const reading of pastDailyStats(Date.now())) dailyStats.of(demo.name).record(reading);
  }
  const bff = createBff(config, secrets, {
    dailyStats: (connection) => dailyStats.of(connection),
    demoHistory: true,
    readDemoAtStart: true,
    journal,
    logSink: process.stderr,
    logLevel: process.env['SIGNPOST_LOG_LEVEL'] ?? 'warn',
  });
  endings.push(() => bff.stop());
  await bff.start();
  sayWhereWeAre(bff, config, keysFile);
}

interface OpenedOss {
  config: Config;
  secrets: Secrets;
  keysFile?: string;
}

/** The default connection: the OSS that was configured, or the embedded one, started first. */
async function openOss({ http, oss }: Settings, folder: DataFolder): Promise<OpenedOss> {
  if (oss.kind === 'configured') {
    const { endpoint, region, credential, buckets } = oss;
    const connection = {
      name: 'default',
      mode: 'configured',
      endpoint,
      region,
      demo: false,
      ...(buckets === undefined ? {} : { buckets }),
    } as const;
    return {
      config: { ...http, connections: [connection] },
      secrets: { credentials: { default: credential } },
    };
  }
  const credential = readOrMakeEmbeddedKeys(folder.keys);
  const embedded = await startEmbeddedOss({
    port: oss.port,
    dataFolder: folder.oss,
    credential,
    environment: process.env,
    onComplaint: (text) => process.stderr.write(redact(text)),
  });
  endings.push(() => embedded.stop());
  endWith(embedded);
  const { endpoint, region } = embedded;
  const keysFile = writeEmbeddedKeys(folder.keys, { credential, endpoint, region });
  const connection = { name: 'default', mode: 'embedded', endpoint, region, demo: true } as const;
  return {
    config: { ...http, connections: [connection] },
    secrets: { credentials: { default: credential } },
    keysFile,
  };
}

/** Two writers on one folder would lose each other's changes: once the lock is gone, nothing more is written. */
function watchLock(folder: DataFolder): void {
  setInterval(() => {
    if (isEnding || folder.isLocked()) return;
    process.stderr.write(
      `lock.sqlite in ${folder.path} was deleted or replaced while Signpost ran; stopping, since another one could start on the folder.\n`,
    );
    end(1);
  }, lockCheckMs).unref();
}

/** Numbers of past days are drawn, never decided upon: a disk that is full must not fail the scan they come from. */
function tellLostStats(error: unknown): void {
  createLog({ level: 'warn', redact, sink: process.stderr }).warn(
    { err: error },
    'the numbers of the day were not kept',
  );
}

/** Without its OSS there is nothing to show: Signpost ends and says why. */
function endWith(embedded: EmbeddedOss): void {
  embedded.ended.then(() => {
    if (isEnding) return;
    process.stderr.write('The embedded OSS has ended unexpectedly; stopping.\n');
    end(1);
  }, endOnDefect);
}

function sayWhereWeAre(bff: Bff, config: Config, keysFile: string | undefined): void {
  const [connection] = config.connections;
  if (connection === undefined) return;
  const lines =
    keysFile === undefined
      ? [
          `Signpost       ${bff.url}${config.basePath ?? ''}`,
          `connected to   OSS at ${connection.endpoint} (${connection.region})`,
          'embedded OSS   not running, since OSS_* is set',
          'demo instead   start without OSS_*',
        ]
      : [
          `Signpost       ${bff.url}${config.basePath ?? ''}`,
          'connected to   the embedded OSS with demo data; nothing here can hurt',
          `embedded OSS   ${connection.endpoint} (${connection.region}), keys in ${shorten(keysFile)}`,
          'real OSS       set OSS_REGION, OSS_ACCESS_KEY_ID and OSS_ACCESS_KEY_SECRET (OSS_ENDPOINT, OSS_SESSION_TOKEN, OSS_BUCKETS if needed)',
        ];
  process.stdout.write(`${lines.join('\n')}\n`);
}

/** A path below the current folder reads better relative to it. */
function shorten(file: string): string {
  const relative = path.relative(process.cwd(), file);
  return relative.startsWith('..') ? file : relative;
}

/** Ends everything once. The highest code asked for is that of the process. */
function end(code: number): void {
  process.exitCode = Math.max(Number(process.exitCode ?? 0), code);
  if (isEnding) return;
  isEnding = true;
  setTimeout(() => process.exit(), longestEndMs).unref();
  stopAll().then(() => process.exit(), endOnDefect);
}

async function stopAll(): Promise<void> {
  for (const stop of endings.toReversed()) {
    try {
      await stop();
    } catch (error) {
      tellDefect(error);
      process.exitCode = 1;
    }
  }
}

/** After an error that nobody caught the state of the process is unknown: what is under way ends, and nothing new begins. */
function endOnDefect(error: unknown): void {
  tellDefect(error);
  end(1);
}

function tellDefect(error: unknown): void {
  createLog({ level: 'fatal', redact, sink: process.stderr }).fatal(
    { err: error },
    'unexpected error: Signpost stops',
  );
}

process.on('uncaughtException', endOnDefect);
process.on('unhandledRejection', endOnDefect);
// A log shipper that has gone takes the log with it, not the console.
for (const stream of [process.stdout, process.stderr]) stream.on('error', () => {});
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => end(0));
// Started over a channel, the end of the starter is our end too, however it came.
if (process.channel !== undefined) {
  process.once('disconnect', () => end(0));
  process.channel.unref();
}

try {
  await main();
} catch (error) {
  const setup = error instanceof SetupError ? error : explainFileError(error, dataFolder);
  if (setup === undefined) endOnDefect(error);
  else {
    process.stderr.write(`${setup.message}\n`);
    end(1);
  }
}
