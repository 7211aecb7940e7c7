import type { ProblemCode } from '@signpost/api-contract';

/**
 * OSS error codes and what they are to our callers. The vendor's code decides, never its EC (which may change).
 * Sources: the pages of PutSymlink, GetSymlink, GetObject, HeadObject and the HTTP status code pages 400 to 503.
 */
export const ossCodes: Readonly<Record<string, ProblemCode>> = {
  NoSuchBucket: 'bucket-missing',
  NoSuchKey: 'object-missing',
  NoSuchVersion: 'version-missing',
  MethodNotAllowed: 'object-missing',

  NotSymlink: 'not-a-link',
  SymlinkTargetNotExist: 'link-target-missing',
  InvalidTargetType: 'link-target-is-link',
  FileAlreadyExists: 'key-taken',
  InvalidObjectState: 'object-cold',
  FileImmutable: 'object-immutable',

  AccessDenied: 'oss-access-denied',
  // Data calls of new users on public endpoints of mainland regions (page "Map custom domain names", EC 0048-00000401).
  PublicEndpointForbidden: 'oss-domain-required',
  // Path-style calls on the real service.
  SecondLevelDomainForbidden: 'oss-domain-required',

  InvalidAccessKeyId: 'oss-credentials-rejected',
  SignatureDoesNotMatch: 'oss-credentials-rejected',
  InvalidSecurityToken: 'oss-credentials-rejected',
  SecurityTokenExpired: 'oss-credentials-rejected',
  UserDisable: 'oss-credentials-rejected',
  RequestTimeTooSkewed: 'oss-clock-skewed',

  NotImplemented: 'oss-not-implemented',
  HnsBucketNotSupported: 'links-unsupported',

  TotalQpsLimitExceeded: 'oss-throttled',
  MetaOperationQpsLimitExceeded: 'oss-throttled',
  UploadTrafficRateLimitExceeded: 'oss-throttled',
  DownloadTrafficRateLimitExceeded: 'oss-throttled',
  QpsLimitExceeded: 'oss-throttled',
  ServiceUnavailable: 'oss-unavailable',
  InternalError: 'oss-unavailable',
  RequestTimeout: 'oss-timed-out',
};

/** What a code we do not know means by its status alone. */
export function problemOfStatus(status: number): ProblemCode {
  if (status === 403) return 'oss-access-denied';
  if (status === 404) return 'object-missing';
  if (status === 412) return 'state-changed';
  return status >= 500 ? 'oss-unavailable' : 'oss-refused';
}

/** Problems that may be gone when the same read is tried again. */
export const retryableProblems: ReadonlySet<ProblemCode> = new Set<ProblemCode>([
  'oss-throttled',
  'oss-unavailable',
  'oss-timed-out',
  'oss-unreachable',
  'too-many-calls',
  'oss-answer-invalid',
  'oss-intermediary-answered',
  'change-not-recorded',
  'database-unavailable',
  'provider-unavailable',
  'key-busy',
  'request-in-progress',
  'too-many-watchers',
  'shutting-down',
]);
