// Texts that people paste and read: addresses, keys, encodings, differences.
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
export {
  countExcessMarks,
  toVisibleRuns,
  toVisibleText,
  type TextRun,
  type VisibleOptions,
} from './visible-text.ts';
export { diffSequences, type SequenceRun } from './sequence-diff.ts';
export { diffKeys, type DiffPart } from './target-diff.ts';
export { decodeText, type DecodedText, type NotText, type TextHints } from './text-encoding.ts';
