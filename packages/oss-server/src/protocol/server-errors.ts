import type { OssErrorRow } from '@signpost/oss-protocol';

function row(status: number, message: string, ec = ''): OssErrorRow {
  return { status, message, ec };
}

/** Codes that only this server's operations answer; the shared table has the rest. */
export const SERVER_ERRORS = {
  EntityTooSmall: row(400, 'Your proposed upload smaller than the minimum allowed size.', '0042-00000003'),
  InvalidEncryptionAlgorithmError: row(
    400,
    'The Encryption request you specified is not valid. Supported value: AES256/SM4/KMS.',
  ),
  InvalidLocationConstraint: row(400, 'The specified location-constraint is not valid.'),
  InvalidPart: row(
    400,
    "One or more of the specified parts could not be found or the specified entity tag might not have matched the part's entity tag.",
    '0042-00000004',
  ),
  InvalidPartOrder: row(
    400,
    'The list of parts was not in ascending order. Parts list must specified in order by part number.',
    '0042-00000005',
  ),
  InvalidPolicyDocument: row(400, 'The policy document is invalid.', '0014-00000001'),
  InvalidRequest: row(400, 'The request is invalid.'),
  InvalidTargetBucketForLogging: row(400, 'Put bucket log requester is not target bucket owner.'),
  InvalidWORMConfiguration: row(400, 'The WORM configuration is invalid.'),
  MetaQueryAlreadyExist: row(409, 'The meta query has already existed.', '0037-00000001'),
  MetaQueryNotExist: row(400, 'The meta query does not exist.', '0037-00000002'),
  NoSuchCORSConfiguration: row(404, 'The CORS Configuration does not exist.'),
  NoSuchBucketPolicy: row(404, 'The bucket policy does not exist.', '0014-00000002'),
  NoSuchInventory: row(404, 'The specified bucket does not have a matching inventory.', '0020-00000001'),
  NoSuchLifecycle: row(404, 'No Row found in Lifecycle Table.', '0055-00000001'),
  NoSuchOverwriteConfig: row(404, 'The bucket overwrite config does not exist.'),
  NoSuchPublicAccessBlockConfiguration: row(404, 'The public access block configuration does not exist.'),
  NoSuchTagSet: row(404, 'The TagSet does not exist.', '0010-00000010'),
  NoSuchUpload: row(
    404,
    'The specified upload does not exist. The upload ID may be invalid, or the upload may have been aborted or completed.',
    '0042-00000002',
  ),
  NoSuchWebsiteConfiguration: row(404, 'The specified bucket does not have a website configuration.'),
  NoSuchWORMConfiguration: row(404, 'The WORM configuration does not exist.'),
  NonStandardHostForbidden: row(403, 'Your host is invalid. Please use Open Storage Service standard host.'),
  PartAlreadyExist: row(409, 'For sequential multipart upload, you can not overwrite the existing parts.'),
  PartNotSequential: row(
    400,
    'For sequential multipart upload, you must upload or complete parts with sequential part number.',
  ),
  PositionNotEqualToLength: row(409, 'Position is not equal to file length', '0026-00000016'),
  WORMConfigurationLocked: row(403, 'The WORM Configuration is locked.'),
} as const satisfies Record<string, OssErrorRow>;

/** A code of {@link SERVER_ERRORS}. */
export type ServerErrorCode = keyof typeof SERVER_ERRORS;
