export {
  healths,
  isFrozenClass,
  toHealth,
  type ForbiddenBy,
  type Health,
  type TargetLook,
} from './health.ts';
export {
  httpHeaderNames,
  inheritedHeaderNames,
  linkParts,
  objectAcls,
  storageClasses,
  unreadParts,
  type HttpHeaderName,
  type HttpHeaders,
  type KeyState,
  type LinkDraft,
  type LinkPart,
  type LinkSnapshot,
  type ObjectAcl,
  type Read,
  type StorageClass,
  type StoredFacts,
  type UnreadReason,
} from './key-state.ts';
export { agreeStateTokens, canonicalJson, toStateToken, type Digest } from './state-token.ts';
export { findKeyProblem, isReservedKey, keyBytes, maxKeyBytes, type KeyProblem } from './key-rules.ts';
export {
  acceptName,
  findingLevels,
  sortFindings,
  type Finding,
  type FindingCode,
  type FindingLevel,
} from './findings.ts';
