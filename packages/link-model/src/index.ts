export { healths, isBroken, toHealth, type ForbiddenBy, type Health, type TargetLook } from './health.ts';
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
export { judgeRetention } from './judge-retention.ts';
export {
  cleanPaste,
  isSignedUrl,
  locateText,
  type AddressStyle,
  type CleanedPaste,
  type HostScope,
  type KeyInterpretation,
  type LocatedText,
} from './locate.ts';
export { interpretTarget, type InterpretedTarget, type TargetInputScope } from './target-input.ts';
export { countExcessMarks, toVisibleRuns, toVisibleText, type TextRun } from './visible-text.ts';
export { diffSequences, type SequenceRun } from './sequence-diff.ts';
export { diffKeys, type DiffPart } from './target-diff.ts';
export {
  quoteShell,
  toCurl,
  toOssutilDelete,
  toOssutilGet,
  toOssutilPut,
  toOssutilRestore,
  toPublicUrl,
} from './format-commands.ts';
export { chooseUndo, type UndoCase, type UndoObstacle, type UndoWay } from './undo.ts';
export { lowerBound, prefixRange } from './key-order.ts';
export {
  LinkIndex,
  type IndexEntry,
  type JudgedLink,
  type KeyBacklinks,
  type LinkIndexFacts,
  type PrefixRollUp,
} from './link-index.ts';
export {
  deriveFolderLinks,
  findSource,
  rename,
  type FolderLink,
  type FolderLinkInput,
  type FollowingLink,
  type Renaming,
} from './folder-links.ts';
export { findTrouble, judgeFolderLink, listTroubles, type FolderLinkVerdict } from './judge-folder-link.ts';
export { suggestTargets, type SuggestedTarget } from './suggest-targets.ts';
export { decodeText, type DecodedText, type NotText, type TextHints } from './text-encoding.ts';
