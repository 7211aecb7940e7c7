import { parseIsoTime, XmlError } from '@signpost/oss-protocol';

import type { BucketLocator } from './bucket-locator.ts';
import { xmlProtocolError } from './call-errors.ts';
import type { CallGate } from './call-gate.ts';
import type { OssAnswer, OssCall } from './oss-call.ts';
import type { CallRecord, RetryOptions } from './oss-client.ts';
import { toAnswer } from './oss-answer.ts';
import { OssError } from './oss-error.ts';
import type { RequestPreparer } from './request-preparer.ts';
import { readRetryDelay, writeRetryDelay } from './retry-policy.ts';
import { intermediaryError, toAnswerError } from './service-error.ts';
import { isSuccess, type BodyWish, type WireAnswer } from './transport/answer-handler.ts';
import type { Transport } from './transport/transport.ts';
import { WireError } from './transport/wire-fault.ts';
import { wireProblem } from './wire-problem.ts';

/** What a sender works with. */
export interface SenderParts {
  readonly preparer: RequestPreparer;
  readonly locator: BucketLocator;
  readonly transport: Transport;
  readonly gate: CallGate;
  readonly retry: RetryOptions;
  readonly clock: () => Date;
  readonly random: () => number;
  readonly sleep: (ms: number, signal: AbortSignal | undefined) => Promise<void>;
  readonly onCall: ((call: CallRecord) => void) | undefined;
}

/** How a successful answer is taken. */
export interface Taking<T> {
  /** @param call for errors of a stream */
  wish(call: OssCall): BodyWish;
  /** Makes the result. @throws XmlError */
  take(answer: OssAnswer, body: WireAnswer): T;
}

/** Sends calls until they succeed or may not be sent again. */
export interface CallSender {
  send<T>(call: OssCall, taking: Taking<T>): Promise<T>;
  /** The clock, corrected by what OSS said about it. */
  now(): Date;
  /** See `OssClient.waitToRetryWrite`. */
  waitToRetryWrite(error: unknown, attempt: number): Promise<boolean>;
}

export function createCallSender(parts: SenderParts): CallSender {
  let skewMs = 0;
  const policy = { ...parts.retry, random: parts.random };

  function now(): Date {
    return new Date(parts.clock().getTime() + skewMs);
  }

  async function sendOnce<T>(call: OssCall, attempt: number, taking: Taking<T>): Promise<T> {
    const prepared = parts.preparer.prepare(call, now());
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
        wish: taking.wish(call),
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
      return taking.take(answer, body);
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
   * Learns from a refusal; each lesson is worth one more sending of a read, once per call. A write teaches as well,
   * but is not sent again.
   */
  function correct(error: OssError, call: OssCall, lessons: { clock: boolean; place: boolean }): boolean {
    const { detail } = error;
    if (detail.kind !== 'service') return false;
    if (!lessons.clock && detail.code === 'RequestTimeTooSkewed') {
      // The Date header is no help: proxies and freshly booted hosts have answered with 1970 there.
      const serverTime = parseIsoTime(detail.fields['ServerTime'] ?? '');
      if (!serverTime) return false;
      lessons.clock = true;
      skewMs = serverTime.getTime() - parts.clock().getTime();
      return true;
    }
    const endpoint = detail.fields['Endpoint'];
    if (lessons.place || endpoint === undefined || call.bucket === undefined) return false;
    if (detail.status !== 403 && (detail.status < 300 || detail.status > 308)) return false;
    lessons.place = true;
    return parts.locator.learn(call.bucket, { endpoint, region: detail.fields['Region'] });
  }

  async function sendUntilDone<T>(call: OssCall, taking: Taking<T>): Promise<T> {
    const lessons = { clock: false, place: false };
    let sendings = 0;
    for (let attempt = 1; ;) {
      sendings += 1;
      try {
        return await sendOnce(call, sendings, taking);
      } catch (error) {
        if (!(error instanceof OssError)) throw error;
        if (correct(error, call, lessons) && call.effect === 'read') continue;
        const situation = { call, attempt, replayable: isReplayable(call) };
        const delay = readRetryDelay(error, situation, policy);
        if (delay === undefined) throw error;
        attempt += 1;
        await parts.sleep(delay, call.signal).catch(() => {
          // Aborted while waiting: what happened on the wire is the better answer.
          throw error;
        });
      }
    }
  }

  return {
    now,
    async waitToRetryWrite(error, attempt) {
      const delay = writeRetryDelay(error, attempt, policy);
      if (delay === undefined) return false;
      await parts.sleep(delay, undefined);
      return true;
    },
    async send(call, taking) {
      const turn = enterGate(parts.gate, call);
      if (turn) await turn;
      try {
        return await sendUntilDone(call, taking);
      } finally {
        parts.gate.leave();
      }
    },
  };
}

/** An answer that came, but cannot be read to its end, and that does not say it is of OSS. */
function isForeign({ requestId }: OssAnswer, { detail }: WireError): boolean {
  return detail.kind === 'protocol' && requestId === undefined;
}

function enterGate(gate: CallGate, call: OssCall): Promise<void> | undefined {
  const giveUp = (): never => {
    throw wireProblem(
      call,
      new WireError({ kind: 'transport', phase: 'aborted', sent: false, causeCode: undefined }),
    );
  };
  return call.signal?.aborted ? giveUp() : gate.enter(call.signal)?.catch(giveUp);
}

/** Bytes can go out again; a stream only while nobody has read from it or ended it. */
function isReplayable({ body }: OssCall): boolean {
  if (body === undefined || body instanceof Uint8Array) return true;
  return !body.stream.readableDidRead && !body.stream.destroyed;
}
