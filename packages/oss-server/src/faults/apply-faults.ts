import { setTimeout as wait } from 'node:timers/promises';
import type { ServerResponse } from 'node:http';

import { fault, OssFault } from '../protocol/oss-fault.ts';
import type { BodyFault } from '../protocol/render.ts';
import { lengthOfBody } from '../protocol/reply.ts';
import type { Reply } from '../protocol/reply.ts';
import type { ActiveFault } from './fault-injector.ts';
import type { FaultContext } from './fault-rule.ts';

/** Applies what happens before executing. `gone`: the connection is no more. Throws injected errors. */
export async function beforeFaults(
  active: readonly ActiveFault[],
  request: { response: ServerResponse; context: FaultContext },
): Promise<'gone' | undefined> {
  for (const { effect, released } of active) {
    if (effect.kind === 'hook') await effect.run(request.context);
    if (effect.kind === 'stall' && effect.when === 'before') await stall(effect.ms, released);
    if (effect.kind === 'reset' && effect.when === 'before') return reset(request.response);
    if (effect.kind === 'error') throw new OssFault(effect.code, withoutUndefined(effect));
    if (effect.kind === 'busy') throw busy(effect);
  }
  return request.response.destroyed ? 'gone' : undefined;
}

/** Applies what happens between executing and answering. */
export async function afterFaults(
  active: readonly ActiveFault[],
  response: ServerResponse,
): Promise<'gone' | undefined> {
  for (const { effect, released } of active) {
    if (effect.kind === 'stall' && effect.when === 'after') await stall(effect.ms, released);
    if (effect.kind === 'reset' && effect.when === 'after') return reset(response);
  }
  return response.destroyed ? 'gone' : undefined;
}

/** What happens to the body on its way out. An honest truncation changes the reply itself. */
export function bodyFaultOf(active: readonly ActiveFault[], reply: Reply): BodyFault | undefined {
  for (const { effect, released } of active) {
    if (effect.kind === 'reset' && effect.when === 'mid-body') return { act: 'reset' };
    if (effect.kind === 'stall' && effect.when === 'mid-body') {
      return { act: { wait: () => stall(effect.ms, released) } };
    }
    if (effect.kind !== 'truncate') continue;
    const at = effect.bytes ?? Math.floor(lengthOfBody(reply.body) / 2);
    if (effect.framing === 'honest') truncate(reply, at);
    else return { act: 'stop', at };
  }
  return undefined;
}

function truncate(reply: Reply, at: number): void {
  if (typeof reply.body === 'string') reply.body = Buffer.from(reply.body).subarray(0, at);
  else if (reply.body instanceof Uint8Array) reply.body = reply.body.subarray(0, at);
  else if (reply.body !== undefined)
    reply.body = { length: Math.min(at, reply.body.length), chunks: firstBytes(reply.body.chunks, at) };
}

async function* firstBytes(chunks: AsyncIterable<Uint8Array>, count: number): AsyncGenerator<Uint8Array> {
  let left = count;
  for await (const chunk of chunks) {
    if (left <= 0) return;
    yield chunk.subarray(0, left);
    left -= chunk.length;
  }
}

async function stall(ms: number | undefined, released: Promise<void>): Promise<void> {
  if (ms === undefined) return released;
  const done = new AbortController();
  await Promise.race([released, wait(ms, undefined, { signal: done.signal })]).finally(() => done.abort());
}

function reset(response: ServerResponse): 'gone' {
  response.socket?.resetAndDestroy();
  return 'gone';
}

function busy(effect: { code?: string; delayMs?: number }): OssFault {
  const headers = effect.delayMs === undefined ? {} : { 'x-oss-qos-delay-time': String(effect.delayMs) };
  if (effect.code === undefined) return fault('ServiceUnavailable', { headers });
  return new OssFault(effect.code, { status: 503, headers });
}

type ErrorParts = { status?: number; message?: string; ec?: string; headers?: Record<string, string> };

function withoutUndefined(effect: ErrorParts): ErrorParts {
  return {
    ...(effect.status !== undefined && { status: effect.status }),
    ...(effect.ec !== undefined && { ec: effect.ec }),
    ...(effect.message !== undefined && { message: effect.message }),
    ...(effect.headers !== undefined && { headers: effect.headers }),
  };
}
