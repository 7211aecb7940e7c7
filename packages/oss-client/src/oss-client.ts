import type { SigningCredentials, XmlLimits } from '@signpost/oss-protocol';

import type { OssAnswer, OssCall, OssStreamAnswer, OssXmlAnswer, SignedRequest } from './oss-call.ts';

/** Gives the credentials to sign with; asked before every request, so it should cache. */
export type CredentialsProvider = () => SigningCredentials | Promise<SigningCredentials>;

/** One request on the wire, answered or not; retries count each. */
export interface CallRecord {
  readonly operation: string;
  readonly bucket: string | undefined;
  /** Milliseconds until the answer's end, or its headers for a stream. */
  readonly ms: number;
  /** HTTP status; absent when no answer came. */
  readonly status?: number | undefined;
  readonly requestId?: string | undefined;
  /** 1 for the first sending. */
  readonly attempt: number;
}

/** How long to wait, in milliseconds. */
export interface OssTimeouts {
  readonly connectMs: number;
  /** From the request's end to the answer's headers. */
  readonly headersMs: number;
  /** Longest silence inside a body; also the time over which the least rate of a stream is measured. */
  readonly bodyMs: number;
  /** Longest wait for a place among the calls in flight; default 10,000. */
  readonly queueMs: number;
  /**
   * A whole call: waiting for a place, all sendings and the pauses between them, to the end of the answer, or to its
   * headers where its body is streamed; default 60,000. Interim answers (1xx) do not extend it.
   */
  readonly callMs: number;
  /** A whole call that sends a stream, whose bytes come as fast as their source gives them; default 300,000. */
  readonly uploadMs: number;
}

/** When and how often to send again. */
export interface RetryOptions {
  /** Sendings in all. */
  readonly attempts: number;
  /** Upper bound of the first pause; doubles with each. */
  readonly baseDelayMs: number;
  /** Longest pause taken; a longer one asked for by OSS ends the call instead. */
  readonly maxDelayMs: number;
}

/** Judges an IP address that a host name leads to. */
export type AddressRule = (address: string, host: string) => boolean;

/** Everything a client needs to know. */
export interface OssClientOptions {
  /** `https://oss-cn-hangzhou.aliyuncs.com`, or a host alone (https is added). */
  readonly endpoint: string;
  /** Plain region id, as V4 signs it. */
  readonly region: string;
  readonly credentials: SigningCredentials | CredentialsProvider;
  /** V1 only for old endpoints; default `v4`. */
  readonly signatureVersion?: 'v4' | 'v1';
  /** `oss` unless the endpoint is a cloud box. */
  readonly product?: string;
  /** Default `auto`: path style for IP addresses and localhost, else virtual hosts. */
  readonly addressing?: 'auto' | 'virtual' | 'path';
  /**
   * Other regions of a loopback endpoint listen on other ports of the same host, as those of the embedded OSS do.
   * Default `false`: behind a port may be a tunnel, and an answer could draw signed requests to whatever listens on
   * another one.
   */
  readonly regionsOnOtherPorts?: boolean;
  /** Bucket → origin of its own domain, used for object-level calls. */
  readonly bucketDomains?: Readonly<Record<string, string>>;
  /** Origin by which readers reach buckets of the own region, where the endpoint is internal. */
  readonly publicEndpoint?: string;
  /** Sends `x-oss-request-payer: requester` with every call. */
  readonly requestPayer?: boolean;
  /** Sent with ListBuckets. */
  readonly resourceGroupId?: string;
  readonly timeouts?: Partial<OssTimeouts>;
  readonly retry?: Partial<RetryOptions>;
  /** Calls in flight at most; default 32. Writes and calls of the lane `reserved` do not count. */
  readonly concurrency?: number;
  /** Calls of the lane `reserved` in flight at most, all writes but streams included; default 16. */
  readonly reservedConcurrency?: number;
  /** Bytes of answers held in memory at most, over all calls in flight; default 64 MiB. A call that needs more fails. */
  readonly maxBufferedBytes?: number;
  /** Bytes per second that a streamed answer must bring while its reader takes them; default 1,024. */
  readonly leastStreamRate?: number;
  readonly userAgent?: string;
  /**
   * Whether a connection may be made to an address, asked for each address that a name leads to, at the moment of
   * connecting; all may when absent. @param host as the URL names it
   */
  readonly allowsAddress?: AddressRule;
  readonly onCall?: (call: CallRecord) => void;
  readonly clock?: () => Date;
  /** 0 ≤ x < 1; for the jitter of retries. */
  readonly random?: () => number;
  /** Waits between sendings; rejects when the signal fires. */
  readonly sleep?: (ms: number, signal: AbortSignal | undefined) => Promise<void>;
}

/** Where a bucket is reached. */
export interface BucketPlace {
  readonly region: string;
  /** Origin of the endpoint, without the bucket. */
  readonly endpoint: string;
}

/** A signed connection to OSS. Give it to the operations; `send*` serve operations not written yet. */
export interface OssClient {
  /** Sends a call and reads its answer to the end, discarding the body. @throws OssError */
  send(call: OssCall): Promise<OssAnswer>;
  /** Sends a call and reads an XML answer, of 1 MiB at most unless told otherwise. @throws OssError */
  sendForXml(call: OssCall, limits?: XmlLimits): Promise<OssXmlAnswer>;
  /** Sends a call and hands out the body. @throws OssError */
  sendForStream(call: OssCall): Promise<OssStreamAnswer>;
  /**
   * Waits before a writer may repeat a write that failed with `error`, as long as OSS asks or as the retry options say.
   * The writer must read again and compare afterwards: the client itself never sends a write twice.
   * @param attempt 1 for the first sending
   * @returns `false` at once when the write must not be repeated: OSS may have carried it out, the refusal is final,
   *   or the attempts are used up
   */
  waitToRetryWrite(error: unknown, attempt: number): Promise<boolean>;
  /** A V4 URL for the call, good for that many seconds from now. @throws OssError, RangeError */
  presign(call: OssCall, expiresSeconds: number): Promise<string>;
  /** The request that would be sent, with key id, token and signature masked. */
  preview(call: OssCall): Promise<SignedRequest>;
  /**
   * Sends HEAD to any URL without a signature; redirects are not followed.
   * @returns whatever is answered @throws OssError where nothing is
   */
  headUnsigned(
    url: string,
    signal?: AbortSignal,
  ): Promise<{ readonly status: number; readonly headers: ReadonlyMap<string, string> }>;
  /** What is known of a bucket's place; the configured one until something else is learned. */
  placeOf(bucket: string): BucketPlace;
  /** Takes over a place told by ListBuckets; ignored unless the endpoint belongs with the configured one. */
  learnPlace(bucket: string, place: BucketPlace): void;
  /** For inputs that depend on the connection. */
  readonly resourceGroupId: string | undefined;
  /** For addresses that are shown to readers. */
  readonly publicEndpoint: string | undefined;
  /** Lets calls in flight finish for that long (default 5,000 ms), then cuts all connections. None is sent any more. */
  close(graceMs?: number): Promise<void>;
}
