/** The phase of a request in which its connection failed. */
export type TransportPhase =
  | 'connect'
  /** The name leads to an address that connections may not use. */
  | 'address'
  | 'timeout'
  | 'reset'
  | 'aborted'
  /** The client had too many calls under way, or too many bytes of answers in memory. */
  | 'overload';

/** Why an answer could not be understood. */
export type ProtocolReason =
  | 'truncated-xml'
  | 'invalid-xml'
  | 'missing-header'
  | 'invalid-header'
  | 'short-body'
  | 'answer-too-large'
  | 'page-too-large'
  /** A page of a listing with which it would go round, or never end. */
  | 'no-progress'
  | 'unexpected-answer';

interface Common {
  readonly operation: string;
  readonly bucket: string | undefined;
  readonly requestId: string | undefined;
}

/** OSS itself answered with an error: the answer carries its request id or its error document. */
export interface ServiceDetail extends Common {
  readonly kind: 'service';
  readonly status: number;
  /** As OSS says it. An answer without error document gets `NotFound` (404) or `Unknown`. */
  readonly code: string;
  /** OSS's own sentence, secrets removed; absent without error document. */
  readonly ossMessage: string | undefined;
  readonly ec: string | undefined;
  readonly hostId: string | undefined;
  /** Harmless elements of the error document: Endpoint, ServerTime, Key, … */
  readonly fields: Readonly<Record<string, string>>;
  /** Milliseconds OSS asks to wait. */
  readonly retryAfterMs: number | undefined;
  /** The key's current version is a delete marker. */
  readonly deleteMarker: boolean;
  readonly versionId: string | undefined;
}

/**
 * Something else than OSS answered, such as a proxy, a gateway or a login page: the answer, whatever its status, carries
 * neither a request id nor an error document of OSS. It tells nothing about what is stored.
 */
export interface IntermediaryDetail extends Common {
  readonly kind: 'intermediary';
  readonly status: number;
  /** Its Server or else its Via header, for people. */
  readonly server: string | undefined;
}

/** No complete answer came. */
export interface TransportDetail extends Common {
  readonly kind: 'transport';
  readonly phase: TransportPhase;
  /** Whether OSS may have seen the request: `maybe` for a write means the outcome is unknown. */
  readonly sent: false | 'maybe' | true;
  /** Code of the system or HTTP library, e.g. `ECONNREFUSED`. */
  readonly causeCode: string | undefined;
}

/** An answer of OSS came that cannot be understood. */
export interface ProtocolDetail extends Common {
  readonly kind: 'protocol';
  readonly reason: ProtocolReason;
  readonly status: number | undefined;
}

/** What went wrong, by kind. */
export type OssErrorDetail = ServiceDetail | IntermediaryDetail | TransportDetail | ProtocolDetail;

/** Any failure of a call. Branch on `detail.kind`; neither message nor detail holds a secret. */
export class OssError extends Error {
  override readonly name = 'OssError';
  readonly detail: OssErrorDetail;

  constructor(message: string, detail: OssErrorDetail) {
    super(message);
    this.detail = detail;
  }

  get kind(): OssErrorDetail['kind'] {
    return this.detail.kind;
  }

  /** Code of a service error, else `undefined`. */
  get code(): string | undefined {
    return this.detail.kind === 'service' ? this.detail.code : undefined;
  }

  /** HTTP status, where one came. */
  get status(): number | undefined {
    return this.detail.kind === 'transport' ? undefined : this.detail.status;
  }

  /** OSS's id of the request, for support. */
  get requestId(): string | undefined {
    return this.detail.requestId;
  }
}

/** Whether an error is a service error with one of these codes. */
export function isOssServiceError(
  error: unknown,
  ...codes: readonly string[]
): error is OssError & { detail: ServiceDetail } {
  return (
    error instanceof OssError &&
    error.detail.kind === 'service' &&
    (codes.length === 0 || codes.includes(error.detail.code))
  );
}

/**
 * Whether a failed write may have been carried out all the same. Then only looking helps: sending
 * again could undo what somebody else did meanwhile.
 */
export function isOutcomeUnknown(error: unknown): boolean {
  if (!(error instanceof OssError)) return false;
  const { detail } = error;
  if (detail.kind === 'transport') return detail.sent !== false;
  // An intermediary may have passed the request on before it answered in place of OSS.
  if (detail.kind === 'protocol' || detail.kind === 'intermediary') return true;
  return detail.status >= 500 && detail.status !== 503 && detail.status !== 501;
}
