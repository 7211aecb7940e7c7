import { createServer, request, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { OssCall } from '@signpost/oss-client';

/** A call that passed the proxy; times in milliseconds. */
export interface RecordedCall {
  readonly call: OssCall;
  readonly began: number;
  readonly ended: number;
}

/** Stands between a program and OSS, and keeps what is asked. */
export interface RecordingProxy {
  readonly url: string;
  /** What was asked since the last call of this. */
  take(): RecordedCall[];
  close(): Promise<void>;
}

/** Forwards everything as it is; the signature does not cover the host. */
export async function startRecordingProxy(target: string): Promise<RecordingProxy> {
  let recorded: RecordedCall[] = [];
  const server = createServer((incoming, outgoing) => {
    const began = performance.now();
    const { method, url, rawHeaders } = incoming;
    const onward = request(
      new URL(url ?? '/', target),
      { method: method ?? 'GET', headers: rawHeaders },
      (answer) => {
        outgoing.writeHead(answer.statusCode ?? 502, answer.rawHeaders);
        answer.pipe(outgoing);
        answer.once('end', () => recorded.push({ call: toCall(incoming), began, ended: performance.now() }));
      },
    );
    onward.once('error', () => outgoing.destroy());
    incoming.pipe(onward);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${String((server.address() as AddressInfo).port)}`,
    take() {
      const taken = recorded.toSorted((a, b) => a.began - b.began);
      recorded = [];
      return taken;
    },
    close() {
      server.closeAllConnections();
      return new Promise((resolve) => server.close(() => resolve()));
    },
  };
}

/** Calls that were under way together, in order: a wave begins once a call of the one before has ended. */
export function toWaves(recorded: readonly RecordedCall[]): OssCall[][] {
  const waves: OssCall[][] = [];
  let until = -Infinity;
  for (const { call, began, ended } of recorded) {
    if (began >= until) {
      waves.push([]);
      until = ended;
    }
    waves.at(-1)!.push(call);
    until = Math.min(until, ended);
  }
  return waves;
}

/** The call as `oss-client` takes it; addressed by path, since the endpoint is an IP address. */
function toCall({ method = 'GET', url = '/', headers }: IncomingMessage): OssCall {
  const { pathname, searchParams } = new URL(url, 'http://oss');
  const [bucket = '', ...key] = pathname.slice(1).split('/');
  const query = [...searchParams];
  const sent = Object.entries(headers).filter(
    ([name]) => name.startsWith('x-oss-') && !ofSignature.has(name),
  );
  return {
    operation: nameOf(method, new Set(searchParams.keys()), key.join('/')),
    method: method as OssCall['method'],
    bucket,
    ...(key.join('/') === '' ? {} : { key: decodeURIComponent(key.join('/')) }),
    query,
    headers: sent.map(([name, value]) => [name, String(value)] as const),
    effect: method === 'PUT' ? 'write' : 'read',
  };
}

const ofSignature = new Set(['x-oss-date', 'x-oss-content-sha256', 'x-oss-security-token']);

function nameOf(method: string, query: ReadonlySet<string>, key: string): string {
  const verb = method === 'PUT' ? 'Put' : 'Get';
  if (query.has('symlink')) return `${verb}Symlink`;
  if (query.has('tagging')) return `${verb}ObjectTagging`;
  if (query.has('acl')) return `${verb}ObjectAcl`;
  if (query.has('list-type')) return 'ListObjectsV2';
  if (query.has('versions')) return 'ListObjectVersions';
  if (key === '') return `${verb}Bucket (${[...query].join(', ')})`;
  return method === 'HEAD' ? 'HeadObject' : `${method} object`;
}
