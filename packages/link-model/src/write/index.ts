// The state of a key, what a write would change, and how it is undone.
export {
  inheritedHeaderNames,
  linkParts,
  unreadParts,
  type KeyState,
  type LinkDraft,
  type LinkPart,
  type LinkSnapshot,
  type Read,
  type StoredFacts,
  type UnreadReason,
} from './key-state.ts';
export { agreeStateTokens, canonicalJson, mayBeSameState, toStateToken, type Digest } from './state-token.ts';
export {
  acceptName,
  findingLevels,
  sortFindings,
  type Finding,
  type FindingCode,
  type FindingLevel,
} from './findings.ts';
export { draftNewLink, draftRepoint, inheritedHeaders, isSameLink, type LinkSettings } from './draft.ts';
export {
  type EarlierWrite,
  isRecoverable,
  judgeWrite,
  type KnownBacklinks,
  type TargetFacts,
  type Versioning,
  type WriteCase,
} from './judge-write.ts';
export { type CopiedFacts } from './judge-copy.ts';
export { judgeRetention } from './judge-retention.ts';
export {
  listOssutilOmissions,
  type OssutilLocation,
  quoteShell,
  toCurl,
  toOssutilDelete,
  toOssutilGet,
  toOssutilLine,
  toOssutilPut,
  toOssutilRestore,
  type OssutilPlace,
  toPublicUrl,
} from './format-commands.ts';
export { undoObstacles, type UndoObstacle } from './obstacles.ts';
export { chooseUndo, type UndoCase, type UndoWay } from './undo.ts';
