import type { Change, WriteView, Preflight, Problem, ProblemCode } from '@signpost/api-contract';
import type { Finding } from '@signpost/link-model/write';
import { describe, expect, it } from 'vitest';
import { ApiError } from '../../../shared/api/api-error.ts';
import { reduceForm, startForm, type FormAction } from './write-form.ts';
import { showsForm, toNeeded, toStage, type DialogFacts, type Stage } from './dialog-stage.ts';

const view = (token: string): WriteView => ({
  connection: 'c',
  bucket: 'b',
  key: 'k',
  state: { kind: 'absent' },
  token,
  checkedAt: '2026-01-01T00:00:00Z',
  calls: 1,
});
const preflight = (findings: Finding[], token = 'a.none'): Preflight => ({
  now: view(token),
  after: null,
  findings,
  formats: { http: '', api: '', ossutil: '', ossutilOmits: [] },
  calls: 1,
});
const change = (outcome: Change['outcome']): Change => ({
  id: '1',
  group: '1',
  connection: 'c',
  bucket: 'b',
  key: 'k',
  action: 'repoint',
  at: '2026-01-01T00:00:00Z',
  actor: 'me',
  before: { kind: 'absent' },
  intended: null,
  outcome,
  undo: { possible: true },
});
const refusal = (code: ProblemCode, more: Partial<Problem> = {}): ApiError =>
  new ApiError(code, {
    status: 409,
    problem: { type: '', title: '', status: 409, code, retryable: false, ...more },
  });

const formOf = (...actions: FormAction[]): DialogFacts['form'] =>
  actions.reduce(reduceForm, startForm({ key: 'k', target: 't' }));
const facts = (more: Partial<DialogFacts> = {}): DialogFacts => ({
  action: 'repoint',
  form: formOf(),
  target: { ok: true, key: 't', how: 'key' },
  answer: { preflight: preflight([]), error: undefined, fresh: true },
  sending: { kind: 'not-sent' },
  recorded: undefined,
  ...more,
});
const review = (findings: Finding[], more: Partial<DialogFacts> = {}): Stage =>
  toStage(facts({ answer: { preflight: preflight(findings), error: undefined, fresh: true }, ...more }));

describe('the key in a field', () => {
  it('is shown until something was sent, or somebody else wrote', () => {
    expect(showsForm(review([]))).toBe(true);
    expect(showsForm(toStage(facts({ target: { ok: false, why: 'nothing' } })))).toBe(true);
    expect(showsForm(toStage(facts({ sending: { kind: 'sending' } })))).toBe(false);
    const result = { change: change('applied'), calls: 1 };
    expect(showsForm(toStage(facts({ sending: { kind: 'answered', result } })))).toBe(false);
    expect(showsForm({ kind: 'stale', then: view('a'), now: view('b') })).toBe(false);
  });
});

describe('before pre-flight has answered', () => {
  it('asks for the key, then for the target', () => {
    const create = { action: 'create', target: { ok: false, why: 'nothing' } } as const;
    expect(toStage(facts({ ...create, form: startForm({ key: 'cli/', target: '' }) }))).toEqual({
      kind: 'empty',
      lacks: 'key',
    });
    expect(toStage(facts({ ...create, form: startForm({ key: 'cli/x', target: '' }) }))).toEqual({
      kind: 'empty',
      lacks: 'target',
    });
  });

  it('says what it could not understand', () => {
    const target = { ok: false, why: 'other-bucket', bucket: 'x', key: 'y' } as const;
    expect(toStage(facts({ target }))).toEqual({ kind: 'misread', target });
  });

  it('needs no target to delete or undo', () => {
    const answer = { preflight: undefined, error: undefined, fresh: false };
    expect(toStage(facts({ action: 'delete', target: { ok: false, why: 'nothing' }, answer })).kind).toBe(
      'checking',
    );
    expect(toStage(facts({ action: 'undo', target: { ok: false, why: 'nothing' }, answer })).kind).toBe(
      'checking',
    );
  });

  it.each([
    ['oss-unreachable', 'unread'],
    ['oss-access-denied', 'denied'],
    ['right-missing', 'denied'],
    ['undo-impossible', 'undo-impossible'],
  ] as const)('shows an answer that failed with %s as %s', (code, at) => {
    const answer = { preflight: undefined, error: refusal(code), fresh: true };
    expect(toStage(facts({ answer })).kind).toBe(at);
  });
});

describe('what pre-flight found', () => {
  it.each([
    [[], 'fine'],
    [[{ level: 'note', code: 'kept' }], 'fine'],
    [[{ level: 'advise', code: 'target-empty' }], 'advice'],
    [
      [
        { level: 'choose', code: 'target-missing' },
        { level: 'advise', code: 'target-empty' },
      ],
      'choices',
    ],
    [
      [
        { level: 'block', code: 'target-is-key' },
        { level: 'choose', code: 'target-missing' },
      ],
      'blocked',
    ],
    [[{ level: 'block', code: 'nothing-changes' }], 'unchanged'],
  ] as [Finding[], string][])('%j is taken as %s', (findings, severity) => {
    expect(review(findings)).toMatchObject({ kind: 'review', severity });
  });

  it('waits for every decision', () => {
    const findings: Finding[] = [
      { level: 'choose', code: 'target-missing' },
      { level: 'choose', code: 'part-unread', part: 'acl', why: 'forbidden' },
    ];
    const one = formOf({ type: 'accepted', name: 'target-missing', on: true });
    const both = reduceForm(one, { type: 'accepted', name: 'part-unread:acl', on: true });
    expect(review(findings, { form: one })).toMatchObject({ waiting: 'choices' });
    expect(review(findings, { form: both })).toMatchObject({ waiting: undefined });
  });

  it('waits for the proof that a real object may go', () => {
    const findings: Finding[] = [
      { level: 'prove', code: 'replaces-object', size: 12, etag: 'E', lastModified: '', recoverable: false },
    ];
    expect(review(findings, { action: 'create' })).toMatchObject({ severity: 'proof', waiting: 'proof' });
    const form = formOf({ type: 'proof-typed', text: 'k' });
    expect(review(findings, { action: 'create', form })).toMatchObject({ waiting: undefined });
  });

  it('waits while a newer answer is on its way', () => {
    const answer = { preflight: preflight([]), error: undefined, fresh: false };
    expect(toStage(facts({ answer }))).toMatchObject({ kind: 'review', waiting: 'preflight' });
  });

  it('waits for settings that OSS would refuse', () => {
    const metadata = [{ id: 1, name: 'a_b', value: '' }];
    const form = formOf({ type: 'settings-changed', settings: { metadata } });
    expect(review([], { action: 'create', form })).toMatchObject({ waiting: 'settings' });
  });

  it('is stale once the key is no longer what was seen first', () => {
    const form = formOf({ type: 'key-read', view: view('a.none') });
    const answer = { preflight: preflight([], 'o.1'), error: undefined, fresh: true };
    expect(toStage(facts({ form, answer }))).toMatchObject({
      kind: 'stale',
      then: { token: 'a.none' },
      now: { token: 'o.1' },
    });
    expect(toStage(facts({ form, answer: { ...answer, fresh: false } })).kind).toBe('checking');
  });

  it('is done, not stale, where what was seen moved by a write of this dialog that was given up as lost', () => {
    const form = formOf({ type: 'key-read', view: view('a.none') });
    const answer = { preflight: preflight([], 'o.1'), error: undefined, fresh: true };
    expect(toStage(facts({ form, answer, recorded: change('applied') })).kind).toBe('done');
    expect(toStage(facts({ form, answer, recorded: change('unknown') })).kind).toBe('unresolved');
    expect(toStage(facts({ form, answer, recorded: change('failed') })).kind).toBe('stale');
  });

  it('names what has to be accepted once, even where findings and server both ask for it', () => {
    expect(toNeeded([{ level: 'choose', code: 'target-missing' }], ['target-missing', 'other'])).toEqual([
      'target-missing',
      'other',
    ]);
  });
});

describe('after the write was sent', () => {
  const refused = (error: ApiError): Partial<DialogFacts> => ({ sending: { kind: 'refused', error } });

  it('shows what is stored there now when somebody was faster', () => {
    const form = formOf({ type: 'key-read', view: view('a.none') });
    for (const code of ['state-changed', 'key-taken', 'proof-mismatch'] as const) {
      const stage = toStage(facts({ form, ...refused(refusal(code, { now: view('o.1') })) }));
      expect(stage).toMatchObject({ kind: 'stale', now: { token: 'o.1' } });
    }
  });

  it('goes back to the findings when the server wants more decisions', () => {
    const error = refusal('choice-required', { needs: ['target-cold'] });
    expect(toStage(facts(refused(error)))).toMatchObject({
      kind: 'review',
      needed: ['target-cold'],
      waiting: 'choices',
    });
    expect(toStage(facts(refused(refusal('write-blocked')))).kind).toBe('review');
  });

  it.each([
    ['object-immutable', 'immutable'],
    ['oss-access-denied', 'denied'],
    ['undo-impossible', 'undo-impossible'],
    ['oss-throttled', 'failed'],
  ] as const)('shows %s as %s', (code, at) => {
    expect(toStage(facts(refused(refusal(code)))).kind).toBe(at);
  });

  it('looks, and never sends again, when no answer says that nothing was written', () => {
    for (const code of ['network', 'answer-invalid', 'internal'] as const) {
      expect(toStage(facts(refused(new ApiError(code)))).kind).toBe('lost');
    }
    expect(toStage(facts({ ...refused(new ApiError('network')), recorded: change('applied') })).kind).toBe(
      'done',
    );
  });

  it.each([
    ['applied', 'done'],
    ['failed', 'failed'],
    ['unknown', 'unresolved'],
    ['pending', 'unresolved'],
  ] as const)('takes an outcome "%s" as %s', (outcome, at) => {
    const sending = { kind: 'answered', result: { change: change(outcome), calls: 1 } } as const;
    expect(toStage(facts({ sending })).kind).toBe(at);
  });

  it('believes the last answer more than the first answer', () => {
    const sending = { kind: 'answered', result: { change: change('unknown'), calls: 1 } } as const;
    expect(toStage(facts({ sending, recorded: change('applied') })).kind).toBe('done');
  });
});
