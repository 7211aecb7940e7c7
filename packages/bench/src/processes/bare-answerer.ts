import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { startProcess, endWithParent, type MeasuredProcess } from './measured-process.ts';

/** What it answers to everything. */
export interface FixedAnswer {
  readonly headers?: Readonly<Record<string, string>>;
  /** File whose bytes are the body. */
  readonly bodyFile?: string;
}

export interface BareAnswererReady {
  readonly url: string;
}

/** node:http and nothing else, answering the same 200 to everything: the floor that a server stands on. */
export function startBareAnswerer(answer: FixedAnswer = {}): Promise<MeasuredProcess<BareAnswererReady>> {
  return startProcess<BareAnswererReady>({
    name: 'server',
    file: import.meta.filename,
    args: [JSON.stringify(answer)],
  });
}

if (import.meta.main) {
  const { headers, bodyFile } = JSON.parse(process.argv[2] ?? '{}') as FixedAnswer;
  const body = bodyFile === undefined ? Buffer.alloc(0) : readFileSync(bodyFile);
  const head = {
    'x-oss-request-id': '5C3D9175B6FC201293AD4890',
    ...headers,
    'content-length': String(body.length),
  };
  const server = createServer({ keepAliveTimeout: 60_000, noDelay: true }, (request, response) => {
    request.resume();
    response.writeHead(200, head);
    response.end(body);
  });
  server.listen(0, '127.0.0.1', () => {
    process.send?.({ url: `http://127.0.0.1:${(server.address() as AddressInfo).port}` });
  });
  endWithParent(() => {
    server.close();
    server.closeAllConnections();
    return Promise.resolve();
  });
}
