import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { request as httpRequest } from 'node:http';
import { connect } from 'node:net';
import type { Socket } from 'node:net';

import { signV4Header } from '@signpost/oss-protocol';

import { startOssServer } from '../src/index.ts';
import type { OssServer } from '../src/index.ts';
import { elementTexts, send, TEST_ACCOUNT } from './signed-request.ts';

/** Opens connections that say nothing, or half of a head. */
export async function openIdle(port: number, count: number, said: string): Promise<Socket[]> {
  const sockets: Socket[] = [];
  for (let index = 0; index < count; index += 1) {
    const socket = connect({ host: '127.0.0.1', port });
    socket.on('error', () => undefined);
    await once(socket, 'connect');
    if (said !== '') socket.write(said);
    sockets.push(socket);
  }
  return sockets;
}

/** Resident memory of a process in MiB. */
function residentMebibytes(pid: number): number {
  const kibibytes = /^VmRSS:\s+(\d+) kB/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1];
  return Number(kibibytes) / 1024;
}

/** Streams an object of `mebibytes` up and down; returns the MD5 both ways and the peak memory seen. */
export async function roundTripLarge(
  port: number,
  pid: number,
  mebibytes: number,
): Promise<{ sent: string; received: string; peak: number }> {
  const chunk = Buffer.alloc(1024 * 1024, 'large');
  const signed = (method: string) =>
    signV4Header(
      { method, bucket: 'large', key: 'object', query: [], headers: new Map() },
      { credentials: TEST_ACCOUNT, region: 'cn-hangzhou', date: new Date() },
    );
  let peak = 0;
  const upload = httpRequest({
    host: '127.0.0.1',
    port,
    method: 'PUT',
    path: '/large/object',
    headers: { ...signed('PUT'), 'content-length': mebibytes * chunk.length },
  });
  const sent = createHash('md5');
  for (let index = 0; index < mebibytes; index += 1) {
    sent.update(chunk);
    if (!upload.write(chunk)) await once(upload, 'drain');
    peak = Math.max(peak, residentMebibytes(pid));
  }
  upload.end();
  const [answer] = (await once(upload, 'response')) as [NodeJS.ReadableStream & { statusCode: number }];
  answer.resume();
  if (answer.statusCode !== 200) throw new Error(`The upload was answered ${answer.statusCode}.`);
  const download = httpRequest({
    host: '127.0.0.1',
    port,
    path: '/large/object',
    headers: signed('GET'),
  }).end();
  const [body] = (await once(download, 'response')) as [AsyncIterable<Buffer>];
  const received = createHash('md5');
  for await (const bytes of body) {
    received.update(bytes);
    peak = Math.max(peak, residentMebibytes(pid));
  }
  return { sent: sent.digest('hex'), received: received.digest('hex'), peak };
}

/** A server with `count` keys in a thousand folders, two links to every object. */
export async function serverWithKeys(count: number): Promise<OssServer> {
  const server = await startOssServer({ accounts: [TEST_ACCOUNT] });
  const { admin } = server;
  admin.putBucket({ name: 'many' });
  admin.bulk(() => {
    for (let index = 0; index < count; index += 1) {
      const key = `d${String(index % 1000).padStart(4, '0')}/f${String(index).padStart(8, '0')}`;
      if (index % 3 === 0) admin.putObject({ bucket: 'many', key });
      else admin.putSymlink({ bucket: 'many', key, target: `t/${index}` });
    }
  });
  return server;
}

/** Processor milliseconds of this process per page, over pages spread across the bucket. */
export async function costPerPage(server: OssServer, query: string): Promise<number> {
  const starts = Array.from({ length: 20 }, (_, index) => `d${String(index * 45).padStart(4, '0')}/`);
  const before = process.cpuUsage();
  for (const start of starts) {
    const { text } = await send(server.port, { bucket: 'many', query: `${query}&start-after=${start}` });
    if (elementTexts(text, 'KeyCount')[0] === '0') throw new Error('An empty page.');
  }
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1000 / starts.length;
}
