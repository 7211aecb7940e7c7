import { request, type IncomingHttpHeaders } from 'node:http';

export interface RawAnswer {
  status: number;
  headers: IncomingHttpHeaders;
  text: string;
  json: { code?: string; requestId?: string; errors?: unknown };
}

/** One request over node:http, since fetch lets nobody choose Host, Origin or Sec-Fetch-Mode. */
export function sendRaw(
  url: string,
  options: { method?: string; headers?: Record<string, string>; body?: string | Buffer } = {},
): Promise<RawAnswer> {
  const { promise, resolve, reject } = Promise.withResolvers<RawAnswer>();
  const outgoing = request(
    url,
    { method: options.method ?? 'GET', headers: options.headers ?? {} },
    (incoming) => {
      const chunks: Buffer[] = [];
      incoming.on('data', (chunk: Buffer) => chunks.push(chunk));
      incoming.on('error', reject);
      incoming.on('end', () => {
        const text = Buffer.concat(chunks).toString();
        const json = text.startsWith('{') ? (JSON.parse(text) as RawAnswer['json']) : {};
        resolve({ status: incoming.statusCode ?? 0, headers: incoming.headers, text, json });
      });
    },
  );
  outgoing.on('error', reject);
  outgoing.end(options.body);
  return promise;
}
