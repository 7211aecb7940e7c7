// Plans: many writes found, judged and put into order before the first is sent.
export { orderWrites, phaseOf, type PlannedAction, type PlannedWrite } from './planned-write.ts';
export type {
  AloneReason,
  FolderFile,
  FolderMove,
  FolderMoveCase,
  FolderMoveRow,
  MovableLink,
  MoveFinding,
  SkipReason,
} from './folder-move.ts';
export { planFolderMove } from './plan-folder-move.ts';
export { isYoung } from './judge-new-target.ts';
export type { VersionRenaming } from './version-renaming.ts';
export { defaultMoveChoices, listWrites, type MoveChoices } from './list-writes.ts';
export {
  countMatches,
  findFollowedFolder,
  type CandidateFolder,
  type FolderMatch,
  type FollowedFolder,
} from './count-matches.ts';
export {
  applyRule,
  type LinkRule,
  type RuleFacts,
  type RuleResult,
  type RuleRow,
  type RuleRowProblem,
} from './rules.ts';
export type { PatternProblem } from './target-pattern.ts';
export { summarizePlan, type PlanSummary, type SummaryGroup, type SummaryRow } from './summarize-plan.ts';
export { findLargeShares, type LargeShares, type LinkShare } from './find-large-shares.ts';
export { chooseCsvCharset, detectSeparator, type CsvCharset, type CsvSeparator } from './csv-text.ts';
export {
  compareCsvRow,
  createCsvReader,
  csvHead,
  formatCsvRow,
  maxCsvRows,
  type CsvChange,
  type CsvColumn,
  type CsvProblem,
  type CsvRecord,
  type CsvRow,
  type StoredLink,
} from './csv-rows.ts';
export { commonSettings } from './common-settings.ts';
