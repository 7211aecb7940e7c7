import { isOssErrorCode, OSS_ERRORS } from '@signpost/oss-protocol';
import type { OssErrorCode, OssErrorRow } from '@signpost/oss-protocol';

import { SERVER_ERRORS } from './server-errors.ts';
import type { ServerErrorCode } from './server-errors.ts';

export interface FaultOptions {
  message?: string;
  /** HTTP status where it is not the code's usual one. */
  status?: number;
  ec?: string;
  /** Elements between HostId and EC, in order. */
  details?: Record<string, string>;
  /** Response headers the error carries. */
  headers?: Record<string, string>;
}

/** An OSS error on its way to the client. */
export class OssFault extends Error {
  override readonly name = 'OssFault';
  readonly code: string;
  readonly status: number;
  readonly ec: string;
  readonly details: Record<string, string>;
  readonly headers: Record<string, string>;

  constructor(code: string, options: FaultOptions = {}) {
    const row = rowOf(code);
    super(options.message ?? row?.message ?? code);
    this.code = code;
    this.status = options.status ?? row?.status ?? 400;
    this.ec = options.ec ?? row?.ec ?? '';
    this.details = options.details ?? {};
    this.headers = options.headers ?? {};
  }
}

function rowOf(code: string): OssErrorRow | undefined {
  if (isOssErrorCode(code)) return OSS_ERRORS[code];
  return Object.hasOwn(SERVER_ERRORS, code) ? SERVER_ERRORS[code as ServerErrorCode] : undefined;
}

/** Makes an OSS error by its code; status, message and EC come from the code tables. */
export function fault(code: OssErrorCode | ServerErrorCode, options?: FaultOptions): OssFault {
  return new OssFault(code, options);
}

/** 400 InvalidArgument naming the argument, as OSS words it. */
export function invalidArgument(name: string, value: string, options: FaultOptions = {}): OssFault {
  return fault('InvalidArgument', {
    message: `The value of ${name} is invalid.`,
    ...options,
    details: { ArgumentName: name, ArgumentValue: value, ...options.details },
  });
}

/** 501 for what this server does not do. */
export function notImplemented(what: string): OssFault {
  return fault('NotImplemented', { message: `${what} is not implemented by this server.` });
}
