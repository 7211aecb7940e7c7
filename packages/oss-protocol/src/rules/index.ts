// Rules of OSS that every package may ask for, the browser's included: nothing here may import `node:*`.
export { OssRuleError, type RuleField } from './rule-error.ts';
export { assertBucketName, bucketNamePattern, bucketNameRule, isBucketName } from './bucket-name.ts';
export {
  assertNewObjectKey,
  assertObjectKey,
  findKeyProblem,
  findStoredKeyProblem,
  isReservedKey,
  keyBytes,
  keyProblems,
  KeyRuleError,
  maxKeyBytes,
  type KeyProblem,
} from './object-key.ts';
export { compareKeys } from './key-order.ts';
export { lifecycleDueAt, type LifecycleRule, type LifecycleTime } from './lifecycle.ts';
export { findMirrorRule, type RoutingRule } from './routing-rules.ts';
export {
  isArchivedClass,
  isStorageClass,
  parseStorageClass,
  storageClasses,
  type StorageClass,
} from './storage-class.ts';
export {
  formatRestore,
  isRestored,
  parseRestoreExpiry,
  parseRestoreState,
  type RestoreState,
} from './restore-state.ts';
export {
  findRestoreWait,
  restoreTerms,
  restoreTiers,
  type ArchivedClass,
  type RestoreTerms,
  type RestoreTier,
  type RestoreWait,
} from './restore-terms.ts';
export { isObjectAcl, objectAcls, parseObjectAcl, type BucketAcl, type ObjectAcl } from './object-acl.ts';
export {
  decodeSymlinkTarget,
  encodeSymlinkTarget,
  symlinkTargetHeader,
  symlinkTargetInterpretations,
} from './symlink-target.ts';
export { headerNames, httpHeaderNames, type HttpHeaderName, type HttpHeaders } from './http-headers.ts';
export { assertHeaderValue, brokenHeaderValueRule, type HeaderValueRule } from './header-value.ts';
export {
  assertUserMetadata,
  decodeUserMetadata,
  encodeUserMetadata,
  isUserMetadataName,
  maxUserMetadataBytes,
  userMetadataBytes,
  UserMetadataError,
  userMetadataPrefix,
  type UserMetadata,
  type UserMetadataRule,
} from './user-metadata.ts';
export {
  formatTagging,
  isTagName,
  isTagValue,
  parseTagging,
  tagLimits,
  TagRuleError,
  toTags,
  type TagRule,
  type Tags,
} from './tagging.ts';
export { decodeUriText, decodeUriTextStrict, encodeUriPath, encodeUriText } from './uri-encoding.ts';
export {
  isAddressOrLocalhost,
  isLoopbackHost,
  parseVendorEndpoint,
  regionFromLocation,
  splitBucketHost,
  vendorEndpointHost,
  type AddressingStyle,
  type SplitHost,
  type VendorEndpoint,
} from './endpoint.ts';
