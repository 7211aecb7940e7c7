import { parseIsoTime, XmlError } from '@signpost/oss-protocol';

import type { BucketLocator } from './bucket-locator.ts';
import { xmlProtocolError } from './call-errors.ts';
import { gateOf, GateTimeout, isStream, type CallGate, type CallGates } from './call-gate.ts';
import type { OssAnswer, OssCall } from './oss-call.ts';
import type { CallRecord, OssTimeouts, RetryOptions } from './oss-client.ts';
import { toAnswer } from './oss-answer.ts';
import { OssError } from './oss-error.ts';
import type { RequestPreparer } from './request-preparer.ts';
import { readRetryDelay, writeRetryDelay } from './retry-policy.ts';
import { createServerClock } from './server-clock.ts';
import { intermediaryError, toAnswerError } from './service-error.ts';
import {
  isSuccess,
  type BodyMode,
  type ExchangeLimits,
  type WireAnswer,
} from './transport/answer-handler.ts';
import type { Transport } from './transport/transport.ts';
import { neverSent, WireError } from './transport/wire-fault.ts';
import { wireProblem } from './wire-problem.ts';

/** What a sender works with. */
export interface SenderParts {
  readonly preparer: RequestPreparer;
  readonly locator: BucketLocator;
  readonly transport: Transport;
  readonly gates: CallGates;
  readonly timeouts: Pick<OssTimeouts, 'queueMs' | 'callMs' | 'uploadMs'>;
  readonly limits: Omit<ExchangeLimits, 'ms'>;
  readonly retry: RetryOptions;
  readonly clock: () => Date;
  readonly random: () => number;
  readonly sleep: (ms: number, signal: AbortSignal | undefined) => Promise<void>;
  readonly onCall: ((call: CallRecord) => void) | undefined;
}

/** How the body of a successful answer is read. */
export interface ResponseReader<T> {
  /** @param call for errors of a stream */
  bodyMode(call: OssCall): BodyMode;
  /** Makes the result. @throws XmlError */
  take(answer: OssAnswer, body: WireAnswer): T;
}

/** One sending of a call. */
interface Sending {
  readonly call: OssCall;
  readonly attempt: number;
  /** End of the time of the whole call, on the scale of `performance.now()`. */
  readonly endsAt: number;
}

/** Sends calls until they succeed or may not be sent again. */
export interface CallSender {
  send<T>(call: OssCall, reader: ResponseReader<T>): Promise<T>;
  /** The clock, corrected by what OSS said about it. */
  now(): Date;
  /** See `OssClient.waitToRetryWrite`. */
  waitToRetryWrite(error: unknown, attempt: number): Promise<boolean>;
}

export function createCallSender(parts: SenderParts): CallSender {
  const serverClock = createServerClock(parts.clock);
  const policy = { ...parts.retry, random: parts.random };

  async function sendOnce<T>({ call, attempt, endsAt }: Sending, reader: ResponseReader<T>): Promise<T> {
    const prepared = parts.preparer.prepare(call, serverClock.now());
    const request = prepared instanceof Promise ? await prepared : prepared;
    const started = performance.now();
    let answer: OssAnswer | undefined;
    try {
      const body = await parts.transport.exchange({
        origin: request.origin,
        method: request.method,
        path: request.path,
        headers: request.headers,
        body: call.body,
        signal: call.signal,
        bodyMode: reader.bodyMode(call),
        limits: { ...parts.limits, ms: Math.max(1, Math.ceil(endsAt - started)) },
      });
      answer = toAnswer(body);
      if (!isSuccess(body.status)) {
        const text = body.bytes.toString('utf8');
        throw toAnswerError(call, answer, { body: text, now: parts.clock(), redact: request.redact });
      }
      if (answer.requestId === undefined) {
        body.stream?.destroy();
        throw intermediaryError(call, answer, request.redact);
      }
      return reader.take(answer, body);
    } catch (error) {
      if (error instanceof WireError) {
        answer ??= error.head && toAnswer(error.head);
        if (answer && isForeign(answer, error)) throw intermediaryError(call, answer, request.redact);
        throw wireProblem(call, error);
      }
      if (error instanceof XmlError && answer) throw xmlProtocolError(call, answer, error);
      throw error;
    } finally {
      parts.onCall?.({
        operation: call.operation,
        bucket: call.bucket,
        ms: performance.now() - started,
        status: answer?.status,
        requestId: answer?.requestId,
        attempt,
      });
    }
  }

  /**
   * Corrects the clock or the endpoint by what a refusal says. Each correction allows one more sending of a read, once
   * per call; a write corrects them as well, but is not sent again.
   */
  function correct(error: OssError, call: OssCall, corrections: { clock: boolean; place: boolean }): boolean {
    const { detail } = error;
    if (detail.kind !== 'service') return false;
    if (!corrections.clock && detail.code === 'RequestTimeTooSkewed') {
      // The Date header is no help: proxies and freshly booted hosts have answered with 1970 there.
      const serverTime = parseIsoTime(detail.fields['ServerTime'] ?? '');
      if (!serverTime || !serverClock.learn(serverTime)) return false;
      corrections.clock = true;
      return true;
    }
    const endpoint = detail.fields['Endpoint'];
    if (corrections.place || endpoint === undefined || call.bucket === undefined) return false;
    if (detail.status !== 403 && (detail.status < 300 || detail.status > 308)) return false;
    corrections.place = true;
    return parts.locator.learn(call.bucket, { endpoint, region: detail.fields['Region'] });
  }

  async function sendUntilDone<T>(call: OssCall, endsAt: number, reader: ResponseReader<T>): Promise<T> {
    const corrections = { clock: false, place: false };
    let sendings = 0;
    for (let attempt = 1; ;) {
      sendings += 1;
      try {
        return await sendOnce({ call, attempt: sendings, endsAt }, reader);
      } catch (error) {
        if (!(error instanceof OssError)) throw error;
        if (correct(error, call, corrections) && call.effect === 'read') continue;
        const situation = { call, attempt, replayable: isReplayable(call) };
        const delay = readRetryDelay(error, situation, policy);
        if (delay === undefined || performance.now() + delay >= endsAt) throw error;
        attempt += 1;
        await parts.sleep(delay, call.signal).catch(() => {
          // Aborted while waiting: what happened on the wire is the better answer.
          throw error;
        });
      }
    }
  }

  return {
    now: () => serverClock.now(),
    async waitToRetryWrite(error, attempt) {
      const delay = writeRetryDelay(error, attempt, policy);
      if (delay === undefined) return false;
      await parts.sleep(delay, undefined);
      return true;
    },
    async send(call, reader) {
      const { callMs, uploadMs, queueMs } = parts.timeouts;
      const endsAt = performance.now() + (isStream(call.body) ? uploadMs : callMs);
      const gate = gateOf(parts.gates, call);
      // A source may fail while nobody reads from it yet.
      if (isStream(call.body)) call.body.stream.on('error', ignore);
      try {
        const slot = enterGate(gate, call, Math.min(queueMs, callMs));
        if (slot) await slot;
        try {
          return await sendUntilDone(call, endsAt, reader);
        } finally {
          gate.leave();
        }
      } catch (error) {
        // What fills a stream learns that nothing of it is wanted any more.
        if (isStream(call.body)) call.body.stream.destroy(toError(error));
        throw error;
      }
    },
  };
}

/** An answer that came, but cannot be read to its end, and that does not say it is of OSS. */
function isForeign({ requestId }: OssAnswer, { detail }: WireError): boolean {
  return detail.kind === 'protocol' && requestId === undefined;
}

function enterGate(gate: CallGate, call: OssCall, waitMs: number): Promise<void> | undefined {
  const giveUp = (reason: unknown): never => {
    const fault =
      reason instanceof GateTimeout
        ? ({ kind: 'transport', phase: 'overload', sent: false, causeCode: undefined } as const)
        : neverSent(call.signal);
    throw wireProblem(call, new WireError(fault));
  };
  return call.signal?.aborted ? giveUp(call.signal.reason) : gate.enter(call.signal, waitMs)?.catch(giveUp);
}

function ignore(): void {}

function toError(error: unknown): Error {
  return error instanceof Error ? error : new Error('The call failed');
}

/** Bytes can go out again; a stream only while nobody has read from it or ended it. */
function isReplayable({ body }: OssCall): boolean {
  if (body === undefined || body instanceof Uint8Array) return true;
  return !body.stream.readableDidRead && !body.stream.destroyed;
}
