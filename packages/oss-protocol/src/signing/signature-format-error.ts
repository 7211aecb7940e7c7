import type { OssErrorCode } from '../oss-errors.ts';

/** A signature that cannot be read; carries the answer OSS gives. */
export class SignatureFormatError extends Error {
  override readonly name = 'SignatureFormatError';
  readonly code: OssErrorCode;
  readonly ec: string | undefined;

  constructor(code: OssErrorCode, message: string, ec?: string) {
    super(message);
    this.code = code;
    this.ec = ec;
  }
}
