import type { Change, KeyView, Preflight, WriteResult } from '@signpost/api-contract';
import { acceptName, agreeStateTokens, type Finding } from '@signpost/link-model/write';
import type { ApiError } from '../../../shared/api/api-error.ts';
import { areSettingsValid } from './link-settings.ts';
import { findObjectLoss } from './object-loss.ts';
import { isProven, toProofChallenge } from './proof-challenge.ts';
import { lacksKey, type SheetForm } from './sheet-form.ts';
import type { SheetAct } from './sheet-subject.ts';
import type { UnderstoodTarget } from './understood-target.ts';

/** What pre-flight said last. `fresh` is false while a newer question is on its way. */
export interface Look {
  preflight: Preflight | undefined;
  error: ApiError | undefined;
  fresh: boolean;
}

/** How far the write itself is. */
export type Sending =
  | { at: 'not-sent' }
  | { at: 'sending' }
  | { at: 'refused'; error: ApiError }
  | { at: 'answered'; result: WriteResult };

/** All that the sheet's face depends on. */
export interface SheetFacts {
  act: SheetAct;
  form: SheetForm;
  target: UnderstoodTarget;
  look: Look;
  sending: Sending;
  /** The record of the write as it was looked at last, once the outcome is in question. */
  settled: Change | undefined;
}

/** What keeps a write from being sent although nothing forbids it. */
export type Waiting = 'choices' | 'proof' | 'settings' | 'look';

/** How a write that may be sent is to be taken. */
export type Mood = 'unchanged' | 'blocked' | 'proof' | 'choices' | 'advice' | 'fine';

/** Every face of the sheet. */
export type Stage =
  | { at: 'empty'; lacks: 'key' | 'target' }
  | { at: 'misread'; target: UnderstoodTarget & { ok: false } }
  | { at: 'looking' }
  | { at: 'unseen'; error: ApiError }
  | { at: 'review'; preflight: Preflight; mood: Mood; needed: string[]; waiting: Waiting | undefined }
  | { at: 'stale'; then: KeyView; now: KeyView }
  | { at: 'denied'; error: ApiError }
  | { at: 'immutable'; error: ApiError }
  | { at: 'undo-impossible'; error: ApiError }
  | { at: 'sending' }
  | { at: 'lost' }
  | { at: 'settling'; change: Change }
  | { at: 'done'; change: Change; view: KeyView | undefined }
  | { at: 'failed'; error: ApiError | undefined; change: Change | undefined };

/** Tells whether the sheet shows what is typed in it: before anything was sent, and nobody else has written. */
export function showsForm({ at }: Stage): boolean {
  return at === 'empty' || at === 'misread' || at === 'looking' || at === 'unseen' || at === 'review';
}

/** Says which face the sheet has. A write that was sent decides; before it, what was looked at; before that, what was typed. */
export function toStage(facts: SheetFacts): Stage {
  return stageOfWrite(facts) ?? stageOfForm(facts) ?? stageOfLook(facts);
}

/** The names that have to be accepted: of findings, and those the server asked for on top. */
export function toNeeded(findings: readonly Finding[], asked: readonly string[] = []): string[] {
  const found = findings.filter((finding) => finding.level === 'choose').map(acceptName);
  return [...new Set([...found, ...asked])];
}

function stageOfWrite({ sending, settled, form, look }: SheetFacts): Stage | undefined {
  switch (sending.at) {
    case 'not-sent':
      return settled === undefined || settled.outcome === 'failed'
        ? undefined
        : stageOfChange(settled, look.preflight?.now);
    case 'sending':
      return { at: 'sending' };
    case 'answered':
      return stageOfChange(settled ?? sending.result.change, sending.result.view);
    case 'refused':
      if (settled !== undefined) return stageOfChange(settled, undefined);
      return stageOfRefusal(sending.error, form.basis ?? look.preflight?.now);
  }
}

/** The face of a write that has a record. */
export function stageOfChange(
  change: Change,
  view: KeyView | undefined,
): Stage & { at: 'done' | 'failed' | 'settling' } {
  switch (change.outcome) {
    case 'applied':
      return { at: 'done', change, view };
    case 'failed':
      return { at: 'failed', error: undefined, change };
    case 'pending':
    case 'unknown':
      return { at: 'settling', change };
  }
}

function stageOfRefusal(error: ApiError, seen: KeyView | undefined): Stage | undefined {
  switch (error.code) {
    case 'state-changed':
    case 'key-taken':
    case 'proof-mismatch': {
      const now = error.problem?.now;
      return now === undefined || seen === undefined
        ? { at: 'failed', error, change: undefined }
        : { at: 'stale', then: seen, now };
    }
    case 'choice-required':
    case 'write-blocked':
      // The findings themselves say it: pre-flight is asked again.
      return undefined;
    case 'network':
    case 'answer-invalid':
    case 'internal':
      // None of these says that nothing was written.
      return { at: 'lost' };
    default:
      return toRefusedStage(error) ?? { at: 'failed', error, change: undefined };
  }
}

function toRefusedStage(error: ApiError): Stage | undefined {
  switch (error.code) {
    case 'right-missing':
    case 'oss-access-denied':
      return { at: 'denied', error };
    case 'object-immutable':
      return { at: 'immutable', error };
    case 'undo-impossible':
      return { at: 'undo-impossible', error };
    default:
      return undefined;
  }
}

function stageOfForm({ act, form, target }: SheetFacts): Stage | undefined {
  if (act !== 'create' && act !== 'repoint') return undefined;
  if (act === 'create' && lacksKey(form)) return { at: 'empty', lacks: 'key' };
  if (target.ok) return undefined;
  return target.why === 'nothing' ? { at: 'empty', lacks: 'target' } : { at: 'misread', target };
}

function stageOfLook({ act, form, look, sending }: SheetFacts): Stage {
  const { preflight, error, fresh } = look;
  if (error !== undefined && fresh) return toRefusedStage(error) ?? { at: 'unseen', error };
  if (preflight === undefined) return { at: 'looking' };
  if (form.basis !== undefined && hasMoved(form, look))
    // A look from before the new basis was taken says nothing about it.
    return fresh ? { at: 'stale', then: form.basis, now: preflight.now } : { at: 'looking' };
  const asked = sending.at === 'refused' ? (sending.error.problem?.needs ?? []) : [];
  const needed = toNeeded(preflight.findings, asked);
  return {
    at: 'review',
    preflight,
    mood: toMood(preflight.findings, needed),
    needed,
    waiting: fresh ? toWaiting({ act, form, preflight, needed }) : 'look',
  };
}

/** Tells whether the key is no longer what was seen first. */
export function hasMoved({ basis }: SheetForm, { preflight }: Look): boolean {
  return (
    basis !== undefined &&
    basis.key === preflight?.now.key &&
    !agreeStateTokens(basis.token, preflight.now.token)
  );
}

function toMood(findings: readonly Finding[], needed: readonly string[]): Mood {
  if (findings.some((finding) => finding.code === 'nothing-changes')) return 'unchanged';
  const has = (level: Finding['level']): boolean => findings.some((finding) => finding.level === level);
  if (has('block')) return 'blocked';
  if (has('prove')) return 'proof';
  if (needed.length > 0) return 'choices';
  return has('advise') ? 'advice' : 'fine';
}

function toWaiting(review: {
  act: SheetAct;
  form: SheetForm;
  preflight: Preflight;
  needed: readonly string[];
}): Waiting | undefined {
  const { act, form, preflight, needed } = review;
  if (act === 'create' && !areSettingsValid(form.settings)) return 'settings';
  if (needed.some((name) => !form.accepted.includes(name))) return 'choices';
  const lost = findObjectLoss(preflight.findings);
  if (lost === undefined) return undefined;
  return isProven(toProofChallenge(form.key, lost.size), form.proof) ? undefined : 'proof';
}
