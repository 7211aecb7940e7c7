import { setTimeout as pause } from 'node:timers/promises';

import { FORGOTTEN, STREAMED, toXmlReader } from './answer-body.ts';
import { createBucketLocator } from './bucket-locator.ts';
import { createCallGate } from './call-gate.ts';
import { createCallSender } from './call-sender.ts';
import type { OssClient, OssClientOptions, OssTimeouts } from './oss-client.ts';
import { createRequestPreparer } from './request-preparer.ts';
import { createRequestSigner } from './request-signer.ts';
import { DEFAULT_RETRY } from './retry-policy.ts';
import { createByteBudget } from './transport/byte-budget.ts';
import { headUnsigned } from './head-unsigned.ts';
import { createTransport } from './transport/transport.ts';

const DEFAULT_TIMEOUTS: OssTimeouts = {
  connectMs: 5_000,
  headersMs: 20_000,
  bodyMs: 20_000,
  queueMs: 10_000,
  callMs: 60_000,
  uploadMs: 300_000,
};
const DEFAULT_CONCURRENCY = 32;
const DEFAULT_RESERVED_CONCURRENCY = 16;
const UPLOAD_CONCURRENCY = 8;
const DEFAULT_MAX_BUFFERED_BYTES = 64 * 1024 * 1024;
const DEFAULT_LEAST_STREAM_RATE = 1024;
const DEFAULT_CLOSE_GRACE_MS = 5_000;

/**
 * Connects to OSS; nothing is sent until an operation is called.
 * @throws TypeError when the endpoint or a bucket domain is no origin
 */
export function createOssClient(options: OssClientOptions): OssClient {
  const locator = createBucketLocator(options);
  const timeouts = { ...DEFAULT_TIMEOUTS, ...options.timeouts };
  const transport = createTransport(timeouts, options.allowsAddress);
  const limits = {
    budget: createByteBudget(options.maxBufferedBytes ?? DEFAULT_MAX_BUFFERED_BYTES),
    streamWindowMs: timeouts.bodyMs,
    leastBytes: ((options.leastStreamRate ?? DEFAULT_LEAST_STREAM_RATE) * timeouts.bodyMs) / 1000,
  };
  const preparer = createRequestPreparer({
    locator,
    signer: createRequestSigner(options.signatureVersion ?? 'v4', options.product),
    credentials: options.credentials,
    requestPayer: options.requestPayer ?? false,
    userAgent: options.userAgent ?? 'signpost',
  });
  const sender = createCallSender({
    preparer,
    locator,
    transport,
    gates: {
      shared: createCallGate(options.concurrency ?? DEFAULT_CONCURRENCY),
      reserved: createCallGate(options.reservedConcurrency ?? DEFAULT_RESERVED_CONCURRENCY),
      upload: createCallGate(UPLOAD_CONCURRENCY),
    },
    timeouts,
    limits,
    retry: { ...DEFAULT_RETRY, ...options.retry },
    clock: options.clock ?? (() => new Date()),
    random: options.random ?? Math.random,
    sleep: options.sleep ?? ((ms, signal) => pause(ms, undefined, signal ? { signal } : {})),
    onCall: options.onCall,
  });

  return {
    resourceGroupId: options.resourceGroupId,
    publicEndpoint: options.publicEndpoint,
    placeOf: (bucket) => locator.placeOf(bucket),
    learnPlace: (bucket, place) => {
      locator.learn(bucket, place);
    },
    send: (call) => sender.send(call, FORGOTTEN),
    sendForXml: (call, limits) => sender.send(call, toXmlReader(limits)),
    sendForStream: (call) => sender.send(call, STREAMED),
    waitToRetryWrite: (error, attempt) => sender.waitToRetryWrite(error, attempt),
    headUnsigned: (url, signal) =>
      headUnsigned(transport, { url, signal, limits: { ...limits, ms: timeouts.headersMs } }),
    preview: (call) => preparer.preview(call, sender.now()),
    presign: (call, expiresSeconds) => preparer.presign(call, sender.now(), expiresSeconds),
    close: (graceMs = DEFAULT_CLOSE_GRACE_MS) => transport.close(graceMs),
  };
}
