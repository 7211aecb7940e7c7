import { pipeline } from 'node:stream/promises';
import {
  operations,
  replayedHeader,
  type Operation,
  type OperationName,
  type Right,
  type Scope,
} from '@signpost/api-contract';
import * as z from 'zod/mini';
import { Router, type Request, type RequestHandler, type Response } from 'express';
import { toHeaders } from '../auth/caller.ts';
import type { PermitSource } from '../auth/permit-source.ts';
import { answerOnce, type RequestAttempt } from '../idempotency/answer-once.ts';
import type { KeptAnswer } from '../idempotency/idempotency-store.ts';
import type { Redact } from '../logging/redact.ts';
import { ProblemError } from '../problems/problem-error.ts';
import type { Services } from './services.ts';
import { bodyLimit, jsonBody, planLimit, resolveLimit } from '../http/json-body.ts';
import { demandRight } from './demand-right.ts';
import type { OperationContext, OperationHandlers, StreamAnswer } from './operation.ts';
import { parseCondition } from './parse-condition.ts';
import { parseIdempotencyKey } from './parse-idempotency-key.ts';
import { parseInput } from './parse-input.ts';
import { parseRange } from '../http/parse-range.ts';
import { noteAsked, recordRefusals } from './record-refusals.ts';
import { parseUpload } from '../http/parse-upload.ts';
import { parseQuery } from '../http/parse-query.ts';
import { scopeOf } from '../http/request-scope.ts';
import type { WorkUnderWay } from '../http/work-under-way.ts';

type AnyHandler = (input: unknown, context: OperationContext) => Promise<unknown>;

/** A route that says which right it asks for. The rights test walks the router and accepts no other kind. */
export type GuardedRoute = RequestHandler & { right: Right };

export function guarded(right: Right, handler: RequestHandler): GuardedRoute {
  return Object.assign(handler, { right });
}

/** Operations whose bodies may be longer than those of an ordinary write. */
const longBodies: Partial<Record<OperationName, number>> = {
  resolveLinks: resolveLimit,
  draftPlan: planLimit,
};

/** Operations without a query take none. */
const emptyQuery = z.strictObject({});

interface MountOptions {
  handlers: OperationHandlers;
  services: Services;
  permits: PermitSource;
  underWay: WorkUnderWay;
  redactValues: Redact;
}

/** The router, derived from the operation table row by row. */
export function mountOperations(options: MountOptions): Router {
  const router = Router({ caseSensitive: true, strict: true });
  const methods = new Map<string, string[]>();
  for (const [name, row] of Object.entries(operations) as [OperationName, Operation][]) {
    const handler = options.handlers[name] as AnyHandler;
    const route = guarded(row.right, recordRefusals(answerOperation(name, handler, options)));
    const body = row.body === undefined ? [] : [jsonBody(longBodies[name] ?? bodyLimit)];
    const steps = [...body.map((step) => guarded(row.right, step)), route];
    if (row.method === 'GET') router.get(row.path, ...steps);
    else if (row.method === 'POST') router.post(row.path, ...steps);
    else router.patch(row.path, ...steps);
    methods.set(row.path, [...(methods.get(row.path) ?? []), row.method]);
  }
  for (const [path, allowed] of methods) router.all(path, methodNotAllowed(allowed));
  return router;
}

/** Answers 405 with what the address takes. */
export function methodNotAllowed(allowed: readonly string[]): GuardedRoute {
  return guarded('public', (_req, res, next) => {
    res.setHeader('allow', allowed.includes('GET') ? [...allowed, 'HEAD'].join(', ') : allowed.join(', '));
    next(new ProblemError('method-not-allowed'));
  });
}

function answerOperation(
  name: OperationName,
  handler: AnyHandler,
  { services, permits, underWay, redactValues }: MountOptions,
): RequestHandler {
  const row: Operation = operations[name];
  return async (req, res) => {
    const { requestId, address, log } = scopeOf(res);
    // Who asks comes first: a stranger learns nothing of what a request must look like.
    const permit = await permits.ofRequest(req, row.right);
    const query = parseQuery(req.url);
    const fromQuery = parseInput(row.query ?? emptyQuery, query, '#/query');
    const input = row.body === undefined ? fromQuery : parseInput(row.body, req.body, '#');
    const origin = { requestId, address };
    const scope = toScope(input);
    noteAsked(res, { asker: { permit, services, origin, log }, operation: name, scope });
    demandRight(permit, row, scope);
    const callerGone = new AbortController();
    res.once('close', () => callerGone.abort());
    if (row.upload !== undefined) res.once('finish', () => letGo(req));
    const context = {
      permit,
      permitNow: () => permits.ofRequest(req, row.right),
      services,
      condition: parseCondition(req, row.condition),
      upload: row.upload === undefined ? undefined : parseUpload(req, row.upload.maxBytes),
      range: row.answer === undefined ? parseRange(req) : undefined,
      lastEventId: req.get('last-event-id'),
      redact: redactValues,
      headOnly: req.method === 'HEAD',
      signal: callerGone.signal,
      origin,
      log,
      caller: { headers: toHeaders(req), address: address ?? '' },
      setCookies: (cookies: readonly string[]) =>
        cookies.forEach((cookie) => res.append('set-cookie', cookie)),
    };
    const { answer: schema } = row;
    if (schema === undefined) {
      const output = await underWay.track(handler(input, { ...context, attempt: undefined }));
      await sendStream(res, output as StreamAnswer);
      return;
    }
    const carryOut = async (attempt: RequestAttempt | undefined): Promise<KeptAnswer> => {
      // Parsed on the way out as well: nothing leaves that the contract does not name.
      const answer = schema.parse(await handler(input, { ...context, attempt }));
      return { status: isUnsettled(answer) ? 202 : 200, text: redactValues(JSON.stringify(answer)) };
    };
    const keyed = parseIdempotencyKey(req, row, { actor: permit.actor.id, input });
    if (keyed === undefined) {
      sendJson(res, await underWay.track(carryOut(undefined)));
      return;
    }
    const once = answerOnce({ store: services.idempotency, log }, keyed, carryOut);
    const { isReplayed, ...answer } = await underWay.track(once);
    if (isReplayed) res.setHeader(replayedHeader, 'true');
    sendJson(res, answer);
  };
}

/** A caller that stopped in the middle of its bytes is given a moment to read the answer, not the connection. */
function letGo(req: Request): void {
  if (!req.complete) setTimeout(() => req.destroy(), 5000).unref();
}

function toScope(input: unknown): Scope {
  const { connection, bucket, key, prefix } = (input ?? {}) as Record<string, unknown>;
  const text = (value: unknown): string | undefined => (typeof value === 'string' ? value : undefined);
  const scope = { connection: text(connection), bucket: text(bucket) };
  return key === undefined ? { ...scope, prefix: text(prefix) } : { ...scope, key: text(key) };
}

/** A write whose outcome is not known yet was accepted, not done. */
function isUnsettled(answer: unknown): boolean {
  return (answer as { change?: { outcome?: string } } | null)?.change?.outcome === 'unknown';
}

/** Not by `res.json`, which answers `If-None-Match: *` with 304: here that is a condition of writes. */
function sendJson(res: Response, { status, text }: { status: number; text: string }): void {
  const body = Buffer.from(text);
  res
    .status(status)
    .setHeader('cache-control', 'no-store')
    .setHeader('content-length', body.length)
    .type('application/json')
    .end(res.req.method === 'HEAD' ? undefined : body);
}

async function sendStream(res: Response, answer: StreamAnswer): Promise<void> {
  const { body } = answer;
  // Failed before anything was sent: that can still be said.
  if (body !== undefined && body.errored !== null) throw body.errored;
  res.status(answer.status);
  for (const [name, value] of Object.entries(answer.headers)) res.setHeader(name, value);
  if (body !== undefined && res.req.method !== 'HEAD') {
    await pipeline(body, res);
    return;
  }
  // Bytes that nobody asked for are not fetched.
  body?.destroy();
  res.end();
}
