// Plans: many writes found, judged and put into order before the first is sent.
export { phaseOf, renamePhase, toPhaseBack, type PlannedAction } from './write-phase.ts';
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
export {
  chooseCsvCharset,
  csvMark,
  detectSeparator,
  formatCsvCells,
  type CsvCharset,
  type CsvSeparator,
} from './csv-text.ts';
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
export { toChangeGroup, type ChangeGroup, type GroupedChange } from './change-group.ts';
export { formatPlanReportRow, planReportHead, type PlanReportRow } from './plan-report.ts';
export { narrowToCommon } from './common-settings.ts';
