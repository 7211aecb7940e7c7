/** Status, default message and error-centre number of one OSS error code. */
export interface OssErrorRow {
  readonly status: number;
  readonly message: string;
  /** The usual EC; one code has several, and none may be branched on. */
  readonly ec: string;
}

function row(status: number, message: string, ec = ''): OssErrorRow {
  return { status, message, ec };
}

/**
 * OSS error codes as the service words them. Some messages carry no full stop: official SDK suites
 * compare them literally.
 */
export const OSS_ERRORS = {
  AccessDenied: row(403, 'You have no right to access this object because of bucket acl.', '0003-00000001'),
  BadRequest: row(400, 'The request is invalid.', '0010-00000001'),
  BucketAlreadyExists: row(
    409,
    'The requested bucket name is not available. The bucket namespace is shared by all users of the system. Please select a different name and try again.',
    '0015-00000104',
  ),
  BucketNotEmpty: row(409, 'The bucket has objects. Please delete them first.', '0015-00000301'),
  EntityTooLarge: row(400, 'Your proposed upload exceeds the maximum allowed size.', '0017-00000401'),
  FileAlreadyExists: row(
    409,
    'The object you specified already exists and can not be overwritten.',
    '0026-00000002',
  ),
  FileImmutable: row(409, 'The object you specified is immutable.', '0027-00000001'),
  IncompleteBody: row(
    400,
    'You did not provide the number of bytes specified by the Content-Length HTTP header.',
  ),
  InternalError: row(500, 'We encountered an internal error. Please try again.', '0001-00000001'),
  InvalidAccessKeyId: row(
    403,
    'The OSS Access Key Id you provided does not exist in our records.',
    '0002-00000902',
  ),
  InvalidArgument: row(400, 'Invalid Argument.', '0017-00000001'),
  InvalidBucketName: row(400, 'The specified bucket is not valid.', '0015-00000001'),
  InvalidDigest: row(400, 'The Content-MD5 you specified was invalid.', '0017-00000503'),
  InvalidObjectName: row(400, 'The specified object is not valid.', '0016-00000001'),
  InvalidObjectState: row(403, "The operation is not valid for the object's state.", '0016-00000404'),
  InvalidRange: row(416, 'The requested range cannot be satisfied.'),
  InvalidSecurityToken: row(403, 'The security token you provided is invalid.', '0002-00000006'),
  InvalidTag: row(400, 'The TagKey you have provided is invalid.', '0010-00000002'),
  InvalidTargetType: row(400, "The symbolic's target file type is invalid.", '0026-00000011'),
  MalformedXML: row(
    400,
    'The XML you provided was not well-formed or did not validate against our published schema.',
    '0017-00000601',
  ),
  MetaOperationQpsLimitExceeded: row(503, 'Query per second limit exceeded.', '0004-00000301'),
  MethodNotAllowed: row(405, 'The specified method is not allowed against this resource.'),
  MissingArgument: row(400, 'Missing Some Required Arguments.', '0043-00000001'),
  MissingContentLength: row(411, 'You must provide the Content-Length HTTP header.'),
  NoSuchBucket: row(404, 'The specified bucket does not exist.', '0015-00000101'),
  NoSuchKey: row(404, 'The specified key does not exist.', '0026-00000001'),
  NoSuchVersion: row(404, 'The specified version does not exist.', '0012-00000111'),
  NotImplemented: row(501, 'A header you provided implies functionality that is not implemented.'),
  NotModified: row(304, 'The object has not been modified.'),
  NotSymlink: row(400, 'The object is not symlink.', '0043-00000101'),
  ObjectNotAppendable: row(409, 'The object is not appendable.', '0026-00000017'),
  OperationNotSupported: row(400, 'The operation is not supported for this resource.', '0016-00000702'),
  PreconditionFailed: row(412, 'At least one of the pre-conditions you specified did not hold.'),
  RequestTimeTooSkewed: row(
    403,
    'The difference between the request time and the current time is too large.',
    '0002-00000504',
  ),
  RestoreAlreadyInProgress: row(409, 'The restore operation is in progress.'),
  SecondLevelDomainForbidden: row(403, 'Please use virtual hosted style to access.'),
  SecurityTokenExpired: row(403, 'The security token you provided has expired.', '0002-00000007'),
  ServiceUnavailable: row(503, 'Please reduce your request rate.', '0004-00000001'),
  SignatureDoesNotMatch: row(
    403,
    'The request signature we calculated does not match the signature you provided. Check your key and signing method.',
    '0002-00000040',
  ),
  SymlinkTargetNotExist: row(404, 'The symlink target object does not exist', '0026-00000012'),
  TotalQpsLimitExceeded: row(503, 'Query per second limit exceeded.', '0004-00000302'),
  UserDisable: row(403, 'UserDisable', '0003-00000801'),
} as const satisfies Record<string, OssErrorRow>;

/** A code of {@link OSS_ERRORS}. */
export type OssErrorCode = keyof typeof OSS_ERRORS;

/** Whether a code is one of {@link OSS_ERRORS}; the service knows many more. */
export function isOssErrorCode(code: string): code is OssErrorCode {
  return Object.hasOwn(OSS_ERRORS, code);
}
