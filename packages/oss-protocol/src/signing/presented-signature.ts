import type { Scope } from './v4/scope.ts';

/** What a request says about who sent it, before anything is verified. */
export type PresentedSignature =
  | { readonly kind: 'anonymous' }
  /** The `OSS2` scheme ("V2"): recognised, not supported. */
  | { readonly kind: 'v2' }
  | PresentedV1
  | PresentedV4;

interface Presented {
  readonly accessKeyId: string;
  readonly signature: string;
  readonly place: 'header' | 'url';
  /** STS token, if sent. */
  readonly securityToken: string | undefined;
}

/** A V1 signature as sent. */
export interface PresentedV1 extends Presented {
  readonly kind: 'v1';
  /** Verbatim x-oss-date, Date or Expires. */
  readonly dateLine: string;
}

/** A V4 signature as sent. */
export interface PresentedV4 extends Presented {
  readonly kind: 'v4';
  /** Verbatim x-oss-date, or Date where nothing else was sent. */
  readonly timestamp: string;
  readonly scope: Scope;
  readonly additionalHeaders: readonly string[];
  /** URL signatures only. */
  readonly expiresSeconds?: number;
}
