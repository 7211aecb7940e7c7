import { isLoopbackHost } from '@signpost/oss-protocol/rules';
import { createServer } from 'node:http';
import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import { isIP } from 'node:net';
import type { AddressInfo, Socket } from 'node:net';

import { AccountBook } from './protocol/accounts.ts';
import type { OssAccount } from './protocol/accounts.ts';
import { OssAdmin } from './admin/admin.ts';
import { FaultInjector } from './faults/fault-injector.ts';
import type { AddressRules } from './pipeline/address.ts';
import { answerBrokenRequest } from './pipeline/broken-request.ts';
import { createPipeline } from './pipeline/pipeline.ts';
import { openStore } from './store/store.ts';

export interface OssServerOptions {
  /** 0 (the default) takes a free port. */
  port?: number;
  /** Default 127.0.0.1. */
  host?: string;
  /** Where data is kept; a temporary folder, removed by `stop()`, when absent. */
  dataDir?: string;
  /** Default cn-hangzhou. */
  region?: string;
  /** Further regions, each on a port of its own; buckets may be put there. */
  extraRegions?: readonly string[];
  /** At least one; the first owns what the admin creates. */
  accounts: readonly OssAccount[];
  /** Default: the machine's clock. */
  clock?: () => Date | number;
  /**
   * Accepts requests with both Transfer-Encoding and Content-Length, which the C client sends. It
   * loosens checks against request smuggling, so it is on by default on loopback only.
   */
  lenientParser?: boolean;
  /** Host names below which a label is a bucket, besides `localhost`, `oss.localhost` and the vendor's. */
  hostSuffixes?: readonly string[];
  /** Host names that stand for one bucket. */
  cnames?: Readonly<Record<string, string>>;
  /** How long a client may take to send a head, in milliseconds. Default 20,000. */
  headTimeoutMs?: number;
  /** Takes one line about each request that failed on this server's side. Default: no log. */
  log?: (line: string) => void;
  /** Fills an empty data folder before the first request, once and as a whole. */
  seed?: OssSeed;
}

/** Puts data into a new server; one transaction, run again from the start when it was cut short. */
export type OssSeed = (admin: OssAdmin, clock: () => Date) => void;

export interface OssServer {
  /** `http://host:port` of the server's own region. */
  url: string;
  port: number;
  region: string;
  /** Address by region, the extra ones included. */
  regionUrls: Readonly<Record<string, string>>;
  accounts: readonly OssAccount[];
  /** Makes things go wrong on purpose. */
  faults: FaultInjector;
  /** Puts things in without HTTP. */
  admin: OssAdmin;
  /** Ends connections, closes the store, removes temporary data. */
  stop(): Promise<void>;
}

/** The longest head accepted; OSS's own limits on its parts are checked behind it. */
const MAX_HEADER_BYTES = 64 * 1024;
const HEAD_TIMEOUT_MS = 20_000;
/** A client may be silent this long in a body. */
const IDLE_TIMEOUT_MS = 300_000;

/**
 * Starts an OSS-compatible server.
 * @throws FolderLockedError, DataFolderError; Node's EADDRINUSE when the port is taken
 */
export async function startOssServer(options: OssServerOptions): Promise<OssServer> {
  const host = options.host ?? '127.0.0.1';
  const region = options.region ?? 'cn-hangzhou';
  if (options.accounts.length === 0) throw new TypeError('The server needs at least one account.');
  const accounts = new AccountBook(options.accounts);
  const now = toClock(options.clock);
  const rules: AddressRules = {
    suffixes: [
      'localhost',
      'oss.localhost',
      ...(isIP(host) === 0 ? [host.toLowerCase()] : []),
      ...(options.hostSuffixes ?? []).map((name) => name.toLowerCase()),
    ],
    cnames: new Map(
      Object.entries(options.cnames ?? {}).map(([name, bucket]) => [name.toLowerCase(), bucket]),
    ),
  };
  const store = openStore(options.dataDir);
  const faults = new FaultInjector();
  const servers: Server[] = [];
  try {
    const admin = new OssAdmin({ store, accounts, region, now });
    seedOnce(options.seed, { store, admin, now });
    const ports = new Map<string, number>();
    const pipeline = createPipeline({
      store,
      accounts,
      faults,
      rules,
      now,
      region,
      ports,
      host,
      log: options.log ?? (() => undefined),
    });
    const headersTimeout = options.headTimeoutMs ?? HEAD_TIMEOUT_MS;
    const answering = new WeakMap<Socket, ServerResponse>();
    for (const served of new Set([region, ...(options.extraRegions ?? [])])) {
      const server = createServer({
        insecureHTTPParser: options.lenientParser ?? isLoopbackHost(host),
        maxHeaderSize: MAX_HEADER_BYTES,
        headersTimeout,
        requestTimeout: 0,
        connectionsCheckingInterval: headersTimeout / 4,
        keepAliveTimeout: 60_000,
        noDelay: true,
        // A request without Host is refused by the pipeline, as an OSS error.
        requireHostHeader: false,
      });
      server.timeout = IDLE_TIMEOUT_MS;
      const serve = (request: IncomingMessage, response: ServerResponse, waits: boolean) => {
        answering.set(request.socket, response);
        response.once('close', () => answering.delete(request.socket));
        // The pipeline answers whatever fails in it; a failure of answering ends the connection, not the server.
        pipeline(request, response, { region: served, waits }).catch(() => response.destroy());
      };
      server.on('request', (request, response) => serve(request, response, false));
      server.on('checkContinue', (request, response) => serve(request, response, true));
      server.on('checkExpectation', (request, response) => serve(request, response, false));
      server.on('clientError', (error, stream) => {
        const socket = stream as Socket;
        const answered = answering.get(socket)?.headersSent === true;
        answerBrokenRequest(error, socket, { now: now(), answered });
      });
      servers.push(server);
      ports.set(served, await listen(server, served === region ? (options.port ?? 0) : 0, host));
    }
    const regionUrls = Object.fromEntries(
      [...ports].map(([name, port]) => [name, `http://${host.includes(':') ? `[${host}]` : host}:${port}`]),
    );
    return {
      url: regionUrls[region]!,
      port: ports.get(region)!,
      region,
      regionUrls,
      accounts: options.accounts,
      faults,
      admin,
      async stop() {
        faults.clear();
        await Promise.all(servers.map(close));
        store.close();
      },
    };
  } catch (error) {
    await Promise.all(servers.map(close));
    store.close();
    throw error;
  }
}

function seedOnce(
  seed: OssSeed | undefined,
  site: { store: ReturnType<typeof openStore>; admin: OssAdmin; now: () => number },
): void {
  if (seed === undefined || site.store.fact('seeded') !== undefined || !site.store.isEmpty()) return;
  site.admin.bulk(() => {
    seed(site.admin, () => new Date(site.now()));
    site.admin.noteFact('seeded', new Date(site.now()).toISOString());
  });
}

function toClock(clock: (() => Date | number) | undefined): () => number {
  if (clock === undefined) return Date.now;
  return () => Number(clock());
}

function listen(server: Server, port: number, host: string): Promise<number> {
  const { promise, resolve, reject } = Promise.withResolvers<number>();
  server.once('error', reject);
  server.listen({ port, host }, () => resolve((server.address() as AddressInfo).port));
  return promise;
}

function close(server: Server): Promise<void> {
  const { promise, resolve } = Promise.withResolvers<void>();
  server.close(() => resolve());
  server.closeAllConnections();
  return promise;
}
