import type { Change, WriteView, Preflight, WriteResult } from '@signpost/api-contract';
import { acceptName, agreeStateTokens, type Finding } from '@signpost/link-model/write';
import type { ApiError } from '../../../shared/api/api-error.ts';
import { areSettingsValid } from '../../../shared/lib/link-settings.ts';
import { findObjectLoss } from '../../../shared/findings/object-loss.ts';
import { isProven, toProofChallenge } from './proof-challenge.ts';
import { lacksKey, type WriteForm } from './write-form.ts';
import type { WriteAction } from './write-subject.ts';
import type { UnderstoodTarget } from './understood-target.ts';

/** What pre-flight said last. `fresh` is false while a newer question is on its way. */
export interface PreflightAnswer {
  preflight: Preflight | undefined;
  error: ApiError | undefined;
  fresh: boolean;
}

/** How far the write itself is. */
export type Sending =
  | { kind: 'not-sent' }
  | { kind: 'sending' }
  | { kind: 'refused'; error: ApiError }
  | { kind: 'answered'; result: WriteResult };

/** All that the stage depends on. */
export interface DialogFacts {
  action: WriteAction;
  form: WriteForm;
  target: UnderstoodTarget;
  answer: PreflightAnswer;
  sending: Sending;
  /** The record of the write as it was looked at last, once the outcome is in question. */
  recorded: Change | undefined;
}

/** What keeps a write from being sent although nothing forbids it. */
export type Waiting = 'choices' | 'proof' | 'settings' | 'preflight';

/** How a write that may be sent is to be taken. */
export type Severity = 'unchanged' | 'blocked' | 'proof' | 'choices' | 'advice' | 'fine';

/** The key after a write, as far as a stage shows it. */
export type WrittenView = Pick<WriteView, 'state' | 'link'>;

/** Every stage of the dialog. */
export type Stage =
  | { kind: 'empty'; lacks: 'key' | 'target' }
  | { kind: 'misread'; target: UnderstoodTarget & { ok: false } }
  | { kind: 'checking' }
  | { kind: 'unread'; error: ApiError }
  | {
      kind: 'review';
      preflight: Preflight;
      severity: Severity;
      needed: string[];
      waiting: Waiting | undefined;
    }
  | { kind: 'stale'; then: WriteView; now: WriteView }
  | { kind: 'denied'; error: ApiError }
  | { kind: 'immutable'; error: ApiError }
  | { kind: 'undo-impossible'; error: ApiError }
  | { kind: 'sending' }
  | { kind: 'lost' }
  | { kind: 'unresolved'; change: Change }
  | { kind: 'done'; change: Change; view: WrittenView | undefined }
  | { kind: 'failed'; error: ApiError | undefined; change: Change | undefined };

/** Tells whether the dialog shows its form: before anything was sent, and nobody else has written. */
export function showsForm({ kind }: Stage): boolean {
  return (
    kind === 'empty' || kind === 'misread' || kind === 'checking' || kind === 'unread' || kind === 'review'
  );
}

/** Tells whether the stage only waits for another one: meanwhile the dialog stays as high as it was. */
export function isUnderWay(stage: Stage): boolean {
  return (
    (showsForm(stage) && stage.kind !== 'review') ||
    stage.kind === 'sending' ||
    stage.kind === 'lost' ||
    stage.kind === 'unresolved'
  );
}

/** Tells whether the write can be sent as it is. */
export function canSend(stage: Stage): stage is Stage & { kind: 'review' } {
  return (
    stage.kind === 'review' &&
    stage.waiting === undefined &&
    stage.severity !== 'blocked' &&
    stage.severity !== 'unchanged'
  );
}

/** Says which stage the dialog is in. A write that was sent decides; before it, what was looked at; before that, what was typed. */
export function toStage(facts: DialogFacts): Stage {
  return stageOfWrite(facts) ?? stageOfForm(facts) ?? stageOfPreflight(facts);
}

/** The names that have to be accepted: of findings, and those the server asked for on top. */
export function toNeeded(findings: readonly Finding[], asked: readonly string[] = []): string[] {
  const found = findings.filter((finding) => finding.level === 'choose').map(acceptName);
  return [...new Set([...found, ...asked])];
}

function stageOfWrite({ sending, recorded, form, answer }: DialogFacts): Stage | undefined {
  switch (sending.kind) {
    case 'not-sent':
      return recorded === undefined || recorded.outcome === 'failed'
        ? undefined
        : stageOfChange(recorded, answer.preflight?.now);
    case 'sending':
      return { kind: 'sending' };
    case 'answered':
      return stageOfChange(recorded ?? sending.result.change, sending.result.view);
    case 'refused':
      if (recorded !== undefined) return stageOfChange(recorded, undefined);
      return stageOfRefusal(sending.error, form.basis ?? answer.preflight?.now);
  }
}

/** The stage of a write that has a record. */
export function stageOfChange(
  change: Change,
  view: WrittenView | undefined,
): Stage & { kind: 'done' | 'failed' | 'unresolved' } {
  switch (change.outcome) {
    case 'applied':
      return { kind: 'done', change, view };
    case 'failed':
      return { kind: 'failed', error: undefined, change };
    case 'pending':
    case 'unknown':
      return { kind: 'unresolved', change };
  }
}

function stageOfRefusal(error: ApiError, seen: WriteView | undefined): Stage | undefined {
  switch (error.code) {
    case 'state-changed':
    case 'key-taken':
    case 'proof-mismatch': {
      const now = error.problem?.now;
      return now === undefined || seen === undefined
        ? { kind: 'failed', error, change: undefined }
        : { kind: 'stale', then: seen, now };
    }
    case 'choice-required':
    case 'write-blocked':
      // The findings themselves say it: pre-flight is asked again.
      return undefined;
    case 'network':
    case 'answer-invalid':
    case 'internal':
      // None of these says that nothing was written.
      return { kind: 'lost' };
    default:
      return toRefusedStage(error) ?? { kind: 'failed', error, change: undefined };
  }
}

function toRefusedStage(error: ApiError): Stage | undefined {
  switch (error.code) {
    case 'right-missing':
    case 'oss-access-denied':
      return { kind: 'denied', error };
    case 'object-immutable':
      return { kind: 'immutable', error };
    case 'undo-impossible':
      return { kind: 'undo-impossible', error };
    default:
      return undefined;
  }
}

function stageOfForm({ action, form, target }: DialogFacts): Stage | undefined {
  if (action !== 'create' && action !== 'repoint') return undefined;
  if (action === 'create' && lacksKey(form)) return { kind: 'empty', lacks: 'key' };
  if (target.ok) return undefined;
  return target.why === 'nothing' ? { kind: 'empty', lacks: 'target' } : { kind: 'misread', target };
}

function stageOfPreflight({ action, form, answer, sending }: DialogFacts): Stage {
  const { error, fresh } = answer;
  const preflight = action === 'undo' ? withoutAge(answer.preflight) : answer.preflight;
  if (error !== undefined && fresh) return toRefusedStage(error) ?? { kind: 'unread', error };
  if (preflight === undefined) return { kind: 'checking' };
  if (form.basis !== undefined && hasMoved(form, answer))
    // A answer from before the new basis was taken says nothing about it.
    return fresh ? { kind: 'stale', then: form.basis, now: preflight.now } : { kind: 'checking' };
  const asked = sending.kind === 'refused' ? (sending.error.problem?.needs ?? []) : [];
  const needed = toNeeded(preflight.findings, asked);
  return {
    kind: 'review',
    preflight,
    severity: toSeverity(preflight.findings, needed),
    needed,
    waiting: fresh ? toWaiting({ action, form, preflight, needed }) : 'preflight',
  };
}

/** An undo goes back in time: that its target is older needs no saying. */
function withoutAge(preflight: Preflight | undefined): Preflight | undefined {
  return (
    preflight && {
      ...preflight,
      findings: preflight.findings.filter(({ code }) => code !== 'target-older'),
    }
  );
}

/** Tells whether the key is no longer what was seen first. */
export function hasMoved({ basis }: WriteForm, { preflight }: PreflightAnswer): boolean {
  return (
    basis !== undefined &&
    basis.key === preflight?.now.key &&
    !agreeStateTokens(basis.token, preflight.now.token)
  );
}

function toSeverity(findings: readonly Finding[], needed: readonly string[]): Severity {
  if (findings.some((finding) => finding.code === 'nothing-changes')) return 'unchanged';
  const has = (level: Finding['level']): boolean => findings.some((finding) => finding.level === level);
  if (has('block')) return 'blocked';
  if (has('prove')) return 'proof';
  if (needed.length > 0) return 'choices';
  return has('advise') ? 'advice' : 'fine';
}

function toWaiting(review: {
  action: WriteAction;
  form: WriteForm;
  preflight: Preflight;
  needed: readonly string[];
}): Waiting | undefined {
  const { action, form, preflight, needed } = review;
  if (action === 'create' && !areSettingsValid(form.settings)) return 'settings';
  if (needed.some((name) => !form.accepted.includes(name))) return 'choices';
  const lost = findObjectLoss(preflight.findings);
  if (lost === undefined) return undefined;
  return isProven(toProofChallenge(form.key, lost.size), form.proof) ? undefined : 'proof';
}
