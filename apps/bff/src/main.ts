import { randomUUID } from 'node:crypto';
import path from 'node:path';
import { createHeadAnnouncer } from './audit/announce-head.ts';
import type { Accounts } from './auth/accounts.ts';
import { createBff, type Bff } from './bff.ts';
import { createSharedBudget, poolGauges, startJobs, takeOverFiles } from './console-state.ts';
import { secretValues, type Config, type Secrets } from './config/config.ts';
import { describeIgnoredVariables } from './config/read-database-settings.ts';
import { openMasterKey } from './config/master-key.ts';
import { readSettings, type Settings } from './config/read-settings.ts';
import { SetupError } from './config/setup-error.ts';
import { explainFileError } from './data-folder/explain-file-error.ts';
import { addressOf, openDataFolder, type DataFolder, type OssPlace } from './data-folder/data-folder.ts';
import { readOrMakeEmbeddedKeys, writeEmbeddedKeys } from './data-folder/embedded-keys.ts';
import { startEmbeddedOss, type EmbeddedOss } from './embedded-oss/start-embedded-oss.ts';
import { openConsoleDatabase } from './open-console-database.ts';
import { hasAccounts, openAccounts, openConnectionStore, toKeyMark } from './state/open-accounts.ts';
import type { ConnectionStore } from './connections/connection-store.ts';
import { parseNetworks } from './connections/address-guard.ts';
import { readKeyServices } from './connections/keys/open-keys.ts';
import { readConnectionsFile } from './connections/read-connections-file.ts';
import type { Database } from './state/open-database.ts';
import { createState, releaseEarlierProcess, type State } from './state/open-state.ts';
import { createLog } from './logging/create-log.ts';
import { createRedact } from './logging/redact.ts';
import { createSecretList } from './logging/secret-list.ts';

const repositoryRoot = path.resolve(import.meta.dirname, '../../..');

/** Everything that has to end when Signpost ends, last started first. */
const endings: (() => Promise<void> | void)[] = [];
let isEnding = false;
/** Whatever does not end within this time is cut off. */
const longestEndMs = 30_000;
const lockCheckMs = 2000;
const secretTexts = createSecretList();
const redact = createRedact(secretTexts);
let dataFolder = '';

async function main(): Promise<void> {
  const settings = readSettings(process.env, repositoryRoot);
  dataFolder = settings.dataFolder;
  const folder = openDataFolder(dataFolder);
  endings.push(() => folder.release());
  watchLock(folder);
  const database = await openOwnDatabase(settings, folder);
  const state = createState({ db: database.db, newId: randomUUID });
  const { config, secrets, keysFile } = await openOss(settings, folder, state);
  await addConnectionsOfFile({ config, secrets }, state);
  secretTexts.set('settings', secretValues(secrets));
  const masterKey = await openMasterKey(process.env, { folder: folder.keys, mark: toKeyMark(database.db) });
  const accounts = openOwnAccounts(settings, database, masterKey);
  const connectionStore = openConnectionStore(database.db, { masterKey, newId: randomUUID });
  if (settings.signIn === 'open') await refuseOpenedAccounts(connectionStore, database);
  for (const connection of config.connections.filter(({ source }) => source !== 'file'))
    await takeOverFiles(database, folder, {
      connection,
      state,
      say: (line) => process.stderr.write(line),
    });
  const head = createHeadAnnouncer({
    audit: state.audit,
    say: (line) => process.stdout.write(line),
    onError: tellDatabaseError,
  });
  // Before the console is: its last events are in the head that is said at the end.
  endings.push(() => head.stop());
  const bff = createBff(config, secrets, {
    audit: state.audit,
    changeLog: state.changeLog,
    keyLease: state.keyLease,
    planStore: state.planStore,
    idempotency: state.idempotency,
    dailyStatsOf: state.dailyStatsOf,
    sharedCoverages: state.sharedCoverages,
    indexStoreOf: state.indexStoreOf,
    scanStoreOf: state.scanStoreOf,
    outsideChangesOf: state.outsideChangesOf,
    scheduleStoreOf: state.scheduleStoreOf,
    budget: createSharedBudget(database, settings, tellDatabaseError),
    connectionStore,
    allowedAddresses: parseNetworks(
      'SIGNPOST_ALLOWED_ADDRESSES',
      process.env['SIGNPOST_ALLOWED_ADDRESSES'] ?? '',
    ),
    keyServices: readKeyServices(process.env),
    gauges: poolGauges(database),
    ...(accounts === undefined ? {} : { accounts }),
    demoHistory: true,
    readDemoAtStart: true,
    maxIndexedKeys: settings.maxIndexedKeys,
    logSink: process.stderr,
    logLevel: process.env['SIGNPOST_LOG_LEVEL'] ?? 'warn',
  });
  endings.push(() => bff.stop());
  await bff.start();
  const worker = await startJobs(database, settings, tellDatabaseError);
  endings.push(() => worker.stop());
  sayWhereWeAre(bff, { config, keysFile, database: describeDatabase(settings, folder) });
  await head.start();
  if (accounts !== undefined && !(await accounts.store.hasAdministrator()))
    process.stdout.write(
      settings.signIn === 'accounts'
        ? `set up         open the console and give the code ${await accounts.setUpCode()}\n`
        : `accounts       none yet; to connect a real OSS, set up the first one with the code ${await accounts.setUpCode()}\n`,
    );
}

async function openOwnDatabase(settings: Settings, folder: DataFolder): Promise<Database> {
  const isEmbedded = settings.database.kind === 'embedded';
  const ignored = isEmbedded ? describeIgnoredVariables(process.env) : undefined;
  if (ignored !== undefined) process.stderr.write(`${ignored}\n`);
  const database = await openConsoleDatabase(settings, folder, {
    onIdleError: tellDatabaseError,
    onRestart: (reason) => process.stderr.write(`PostgreSQL ended (${reason}) and is started again.\n`),
  });
  endings.push(() => database.close());
  // The folder is locked for this process, so that nobody else works on its database.
  if (isEmbedded) await releaseEarlierProcess(database.db);
  return database;
}

function openOwnAccounts(settings: Settings, database: Database, masterKey: Buffer): Accounts | undefined {
  if (settings.signIn === 'open') return undefined;
  const isSecure = settings.tls !== undefined || settings.http.publicUrl?.startsWith('https:') === true;
  const from = settings.signIn === 'accounts' ? 'start' : 'set-up';
  return openAccounts(database, {
    masterKey,
    isSecure,
    newId: randomUUID,
    from,
    oidc: settings.oidc,
    ciIssuers: settings.ciIssuers,
  });
}

/** What people set up with accounts is not opened to everybody by a variable. */
async function refuseOpenedAccounts(store: ConnectionStore, { db }: Database): Promise<void> {
  if ((await store.list()).length === 0 && !(await hasAccounts(db))) return;
  throw new SetupError(
    'SIGNPOST_SIGN_IN=open is refused: the database has accounts or connections that were made by people who signed in. Leave the variable out.',
  );
}

function tellDatabaseError(error: Error): void {
  createLog({ level: 'warn', redact, sink: process.stderr }).warn(
    { err: error },
    'a database connection broke',
  );
}

function describeDatabase({ database }: Settings, folder: DataFolder): string {
  return database.kind === 'embedded'
    ? `embedded PostgreSQL in ${shorten(folder.database)}`
    : `${database.database} at ${database.host}:${database.port}`;
}

interface OpenedOss {
  config: Config;
  secrets: Secrets;
  keysFile?: string;
}

/** The default connection: the OSS that was configured, or the embedded one, started first. */
async function openOss(
  { http: address, oss, eventsSecret, oidc, tls, trustedProxies }: Settings,
  folder: DataFolder,
  state: State,
): Promise<OpenedOss> {
  const http = {
    ...address,
    ...(tls === undefined ? {} : { tls }),
    ...(trustedProxies === undefined ? {} : { trustedProxies }),
  };
  const others = {
    ...(eventsSecret === undefined ? {} : { events: eventsSecret }),
    ...(oidc === undefined ? {} : { oidcClient: oidc.clientSecret }),
  };
  const toId = (place: OssPlace): Promise<string> =>
    state.connectionId({ address: addressOf(place), name: 'default' });
  if (oss.kind === 'configured') {
    const { endpoint, region, credential, buckets } = oss;
    const connection = {
      id: await toId({ endpoint, region }),
      name: 'default',
      mode: 'configured',
      endpoint,
      region,
      demo: false,
      source: 'environment',
      ...(buckets === undefined ? {} : { buckets }),
    } as const;
    return {
      config: { ...http, connections: [connection] },
      secrets: { credentials: { default: credential }, ...others },
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
  const id = await toId('embedded');
  const connection = {
    id,
    name: 'default',
    mode: 'embedded',
    source: 'embedded',
    endpoint,
    region,
    demo: true,
  } as const;
  return {
    config: { ...http, connections: [connection] },
    secrets: { credentials: { default: credential }, ...others },
    keysFile,
  };
}

async function addConnectionsOfFile({ config, secrets }: OpenedOss, state: State): Promise<void> {
  const toId = (name: string): Promise<string> => state.connectionId({ address: `file ${name}`, name });
  for (const { config: connection, credential } of await readConnectionsFile({ env: process.env, toId })) {
    if (config.connections.some(({ name }) => name === connection.name))
      throw new SetupError(
        `SIGNPOST_CONNECTIONS_FILE names a connection ${connection.name}, which is the one that is there anyway: give it another name.`,
      );
    config.connections.push(connection);
    secrets.credentials[connection.name] = credential;
  }
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

/** Without its OSS there is nothing to show: Signpost ends and says why. */
function endWith(embedded: EmbeddedOss): void {
  embedded.ended.then(() => {
    if (isEnding) return;
    process.stderr.write('The embedded OSS has ended unexpectedly; stopping.\n');
    end(1);
  }, endOnDefect);
}

function sayWhereWeAre(
  bff: Bff,
  { config, keysFile, database }: { config: Config; keysFile: string | undefined; database: string },
): void {
  const [connection] = config.connections;
  if (connection === undefined) return;
  const lines =
    keysFile === undefined
      ? [
          `Signpost       ${bff.url}${config.basePath ?? ''}`,
          `connected to   OSS at ${connection.endpoint} (${connection.region})`,
          'embedded OSS   not running, since OSS_* is set',
          `database       ${database}`,
          'demo instead   start without OSS_*',
        ]
      : [
          `Signpost       ${bff.url}${config.basePath ?? ''}`,
          'connected to   the embedded OSS with demo data; nothing here can hurt',
          `embedded OSS   ${connection.endpoint} (${connection.region}), keys in ${shorten(keysFile)}`,
          `database       ${database}`,
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
