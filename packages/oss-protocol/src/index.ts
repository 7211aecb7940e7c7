export { formatQuery, parseQuery, queryValue, type QueryPairs } from './query.ts';
export {
  formatHttpDate,
  formatIsoBasic,
  formatIsoSeconds,
  formatScopeDate,
  parseHttpDate,
  parseIsoBasic,
  parseIsoTime,
} from './time-format.ts';
export { isOssErrorCode, OSS_ERRORS, type OssErrorCode, type OssErrorRow } from './oss-errors.ts';

export {
  signingHeadersFromRaw,
  type SigningCredentials,
  type SigningHeaders,
  type SigningRequest,
} from './signing/signing-request.ts';
export { toSignedBytes } from './signing/signed-bytes.ts';
export type { PresentedSignature, PresentedV1, PresentedV4 } from './signing/presented-signature.ts';
export { readPresentedSignature } from './signing/read-signature.ts';
export { SignatureFormatError } from './signing/signature-format-error.ts';
export { equalInConstantTime, verifySignature, type Verification } from './signing/verify-signature.ts';
export {
  judgeSignatureTime,
  MAX_SKEW_MS,
  signatureTime,
  type SignatureTimeFault,
} from './signing/signature-time.ts';
export {
  canonicalizedOssHeaders,
  canonicalizedResource,
  toV1StringToSign,
} from './signing/v1/string-to-sign.ts';
export { computeV1Signature, signV1Header, signV1Url, type V1SignOptions } from './signing/v1/sign-v1.ts';
export { isV1SubResource, V1_SUB_RESOURCES } from './signing/v1/sub-resources.ts';
export {
  toCanonicalRequest,
  UNSIGNED_PAYLOAD,
  type CanonicalOptions,
} from './signing/v4/canonical-request.ts';
export {
  CLOUD_BOX_PRODUCT,
  formatScope,
  OSS_PRODUCT,
  parseCredential,
  V4_ALGORITHM,
  type Scope,
} from './signing/v4/scope.ts';
export { createSigningKeyCache, deriveSigningKey, type SigningKeySource } from './signing/v4/signing-key.ts';
export { toV4StringToSign } from './signing/v4/string-to-sign.ts';
export { MAX_PRESIGN_SECONDS, signV4Header, signV4Url, type V4SignOptions } from './signing/v4/sign-v4.ts';
export { computeV4Signature, type SignatureTrace, type V4SignatureInput } from './signing/v4/v4-signature.ts';

export { fromWireHeaderValue, toWireHeaderValue } from './wire-header-value.ts';

export { XmlError, type XmlFault } from './xml/xml-error.ts';
export { readLenientXml, readXml, XML_LIMITS, type XmlElement, type XmlLimits } from './xml/xml-reader.ts';
export {
  childOf,
  childrenOf,
  expectRoot,
  optionalText,
  requiredText,
  unquoteEtag,
} from './xml/xml-fields.ts';
export { escapeXml, formatXml, type XmlChild, type XmlContent } from './xml/xml-writer.ts';
export {
  decodeObjectPage,
  type ListedObject,
  type ObjectPage,
  type ObjectType,
  type Owner,
} from './xml/list-objects.ts';
export { decodeObjectPageV1, type ObjectPageV1 } from './xml/list-objects-v1.ts';
export {
  decodeVersionPage,
  type ListedDeleteMarker,
  type ListedVersion,
  type VersionPage,
} from './xml/list-object-versions.ts';
export { decodeBucketPage, type BucketPage, type ListedBucket } from './xml/list-buckets.ts';
export {
  decodeBucketInfo,
  decodeVersioning,
  type BucketInfo,
  type VersioningStatus,
} from './xml/bucket-info.ts';
export { decodeBucketStat, type BucketStat } from './xml/bucket-stat.ts';
export { decodeArchiveDirectRead } from './xml/archive-direct-read.ts';
export { decodeBucketWorm, type BucketWorm } from './xml/bucket-worm.ts';
export { decodeLifecycle, decodeLifecycleRule, decodeLifecycleTime } from './xml/lifecycle.ts';
export { decodeRoutingRules } from './xml/routing-rules.ts';
export {
  decodeInventory,
  decodeInventoryPage,
  type InventoryConfiguration,
  type InventoryPage,
} from './xml/inventory.ts';
export {
  decodeMetaQueryPage,
  decodeMetaQueryStatus,
  type MetaQueryFile,
  type MetaQueryPage,
  type MetaQueryStatus,
} from './xml/meta-query.ts';
export {
  decodeAccessControl,
  decodeCopyResult,
  decodeDeleteResult,
  decodeTagSet,
  type AccessControl,
  type CopyResult,
  type DeletedKey,
} from './xml/object-answers.ts';
export {
  decodeErrorHeader,
  decodeErrorXml,
  EC_HEADER,
  encodeErrorHeader,
  ERROR_HEADER,
  formatErrorXml,
  type ErrorDocument,
} from './error-document.ts';
