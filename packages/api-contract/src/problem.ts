/** Every code an answer can carry, with its HTTP status. Each client has texts of its own. */
export const problemStatus = {
  'invalid-request': 400,
  'not-found': 404,
  'method-not-allowed': 405,
  'media-type-unsupported': 415,
  'length-required': 411,
  'body-too-large': 413,
  // Not 408: a browser may send such a request again by itself.
  'upload-stalled': 400,
  'host-not-allowed': 421,
  'origin-not-allowed': 403,
  'csrf-header-missing': 403,
  'right-missing': 403,
  'sign-in-required': 401,
  'sign-in-failed': 401,
  // Too many wrong passwords for this account, or from this address.
  'sign-in-locked': 429,
  // In another browser, too late, or a second time.
  'sign-in-expired': 400,
  'account-disabled': 403,
  // Codes of an app are asked for already.
  'second-factor-on': 409,
  'provider-off': 409,
  'provider-declined': 403,
  'provider-unavailable': 503,
  'provider-answer-invalid': 502,
  'provider-claims-missing': 502,
  // A local account has it: nobody is let into that one by an address.
  'provider-email-taken': 409,
  'set-up-closed': 409,
  // Whoever reaches the console may do everything.
  'accounts-off': 409,
  'account-missing': 404,
  'email-taken': 409,
  // Nobody could give rights any more.
  'last-administrator': 409,
  'connection-unknown': 404,
  // Its settings do not allow writing.
  'connection-read-only': 409,
  'connection-taken': 409,
  // It is configured elsewhere: in a file or by variables.
  'connection-fixed': 409,
  'connection-changed': 412,
  // Nobody signs in yet, and with real keys anybody who reaches the console could use them.
  'set-up-first': 409,
  // The name of the endpoint leads to an address that is not allowed.
  'oss-address-refused': 502,
  // The service that issues temporary keys refused, or did not answer.
  'oss-keys-unavailable': 502,
  'bucket-missing': 404,
  'object-missing': 404,
  'version-missing': 404,
  'change-missing': 404,
  'not-a-link': 409,
  'not-an-object': 409,
  'link-target-missing': 404,
  'link-target-is-link': 409,
  'key-taken': 409,
  'range-not-satisfiable': 416,
  // Another write to the same key takes long, maybe in another replica.
  'key-busy': 409,
  'object-cold': 409,
  'object-immutable': 409,
  'not-archived': 409,
  // In the change log: the answer itself is no failure.
  'restore-in-progress': 409,
  'links-unsupported': 409,
  'write-blocked': 409,
  'choice-required': 409,
  'undo-impossible': 409,
  'state-changed': 412,
  'proof-mismatch': 412,
  'precondition-required': 428,
  'proof-required': 428,
  'preview-unsupported': 415,
  'oss-access-denied': 403,
  'oss-domain-required': 403,
  'oss-credentials-rejected': 502,
  'oss-clock-skewed': 502,
  // The account or the bucket is newer than 2025 and takes V4 alone.
  'oss-v1-refused': 502,
  'oss-region-wrong': 502,
  'oss-refused': 502,
  'oss-answer-invalid': 502,
  'oss-intermediary-answered': 502,
  'oss-unreachable': 502,
  'oss-not-implemented': 502,
  'oss-throttled': 503,
  'oss-unavailable': 503,
  'too-many-calls': 503,
  'oss-timed-out': 504,
  // Before anything is sent to OSS: a disk that is full, most of the time.
  'change-not-recorded': 503,
  'database-unavailable': 503,
  'shutting-down': 503,
  'plan-missing': 404,
  // It was edited since it was reviewed, or is not as it was any more.
  'plan-changed': 409,
  'plan-not-open': 409,
  'scan-not-open': 409,
  // Ends a scan, too: it stands in the coverage then.
  'inventory-missing': 404,
  'inventory-damaged': 502,
  // It does not hold what a scan needs, or is older than the last scan.
  'inventory-unsuitable': 409,
  'scan-too-large': 413,
  'meta-query-closed': 409,
  'plan-unconfirmed': 428,
  // A roll-back holds manifests of the folder up.
  'plan-held': 409,
  // Nothing in it would be written.
  'plan-empty': 409,
  'plan-too-large': 413,
  'idempotency-key-reused': 422,
  // The first request of the same key is still carried out.
  'request-in-progress': 409,
  'too-many-watchers': 503,
  'links-unknown': 409,
  internal: 500,
} as const satisfies Record<string, number>;

export type ProblemCode = keyof typeof problemStatus;

export const problemCodes = Object.keys(problemStatus) as [ProblemCode, ...ProblemCode[]];

/** Rules that a member of a request can break. The lower ones are those of OSS for keys, headers, metadata and tags. */
export const requestRules = [
  'missing',
  'unknown-member',
  'wrong-type',
  'not-one-of',
  'wrong-form',
  'too-many-characters',
  'too-many-bytes',
  'too-many-entries',
  'too-few',
  'bucket-name',
  'given-twice',
  'not-utf8',
  'not-json',
  'signed-url',
  'cursor',
  'condition',
  'empty',
  'too-long',
  'leading-slash',
  'not-unicode',
  'control-character',
  'edge-blank',
  'name',
  'duplicate',
  'too-large',
  'count',
  'key',
  'value',
  'csv',
  'manifest',
  'password-short',
  'password-common',
  'password-wrong',
  'code-wrong',
  'role-or-rights',
  'secret-needed',
  'https-needed',
  'bucket-address',
  'other-region',
  'address-refused',
] as const;

export type RequestRule = (typeof requestRules)[number];
