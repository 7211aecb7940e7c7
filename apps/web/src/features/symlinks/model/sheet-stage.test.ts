import type { Change, KeyView, Preflight, Problem, ProblemCode } from '@signpost/api-contract';
import type { Finding } from '@signpost/link-model/write';
import { describe, expect, it } from 'vitest';
import { ApiError } from '../../../shared/api/api-error.ts';
import { reduceForm, startForm, type SheetAction } from './sheet-form.ts';
import { showsForm, toNeeded, toStage, type SheetFacts, type Stage } from './sheet-stage.ts';

const view = (token: string): KeyView => ({
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
  formats: { http: '', api: '', ossutil: '' },
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

const formOf = (...actions: SheetAction[]): SheetFacts['form'] =>
  actions.reduce(reduceForm, startForm({ key: 'k', target: 't' }));
const facts = (more: Partial<SheetFacts> = {}): SheetFacts => ({
  act: 'repoint',
  form: formOf(),
  target: { ok: true, key: 't', how: 'key' },
  look: { preflight: preflight([]), error: undefined, fresh: true },
  sending: { at: 'not-sent' },
  settled: undefined,
  ...more,
});
const review = (findings: Finding[], more: Partial<SheetFacts> = {}): Stage =>
  toStage(facts({ look: { preflight: preflight(findings), error: undefined, fresh: true }, ...more }));

describe('the key in a field', () => {
  it('is shown until something was sent, or somebody else wrote', () => {
    expect(showsForm(review([]))).toBe(true);
    expect(showsForm(toStage(facts({ target: { ok: false, why: 'nothing' } })))).toBe(true);
    expect(showsForm(toStage(facts({ sending: { at: 'sending' } })))).toBe(false);
    const result = { change: change('applied'), calls: 1 };
    expect(showsForm(toStage(facts({ sending: { at: 'answered', result } })))).toBe(false);
    expect(showsForm({ at: 'stale', then: view('a'), now: view('b') })).toBe(false);
  });
});

describe('before anything was looked at', () => {
  it('asks for the key, then for the target', () => {
    const create = { act: 'create', target: { ok: false, why: 'nothing' } } as const;
    expect(toStage(facts({ ...create, form: startForm({ key: 'cli/', target: '' }) }))).toEqual({
      at: 'empty',
      lacks: 'key',
    });
    expect(toStage(facts({ ...create, form: startForm({ key: 'cli/x', target: '' }) }))).toEqual({
      at: 'empty',
      lacks: 'target',
    });
  });

  it('says what it could not understand', () => {
    const target = { ok: false, why: 'other-bucket', bucket: 'x', key: 'y' } as const;
    expect(toStage(facts({ target }))).toEqual({ at: 'misread', target });
  });

  it('needs no target to delete or undo', () => {
    const look = { preflight: undefined, error: undefined, fresh: false };
    expect(toStage(facts({ act: 'delete', target: { ok: false, why: 'nothing' }, look })).at).toBe('looking');
    expect(toStage(facts({ act: 'undo', target: { ok: false, why: 'nothing' }, look })).at).toBe('looking');
  });

  it.each([
    ['oss-unreachable', 'unseen'],
    ['oss-access-denied', 'denied'],
    ['right-missing', 'denied'],
    ['undo-impossible', 'undo-impossible'],
  ] as const)('shows a look that failed with %s as %s', (code, at) => {
    const look = { preflight: undefined, error: refusal(code), fresh: true };
    expect(toStage(facts({ look })).at).toBe(at);
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
  ] as [Finding[], string][])('%j is taken as %s', (findings, mood) => {
    expect(review(findings)).toMatchObject({ at: 'review', mood });
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
    expect(review(findings, { act: 'create' })).toMatchObject({ mood: 'proof', waiting: 'proof' });
    const form = formOf({ type: 'proof-typed', text: 'k' });
    expect(review(findings, { act: 'create', form })).toMatchObject({ waiting: undefined });
  });

  it('waits while a newer answer is on its way', () => {
    const look = { preflight: preflight([]), error: undefined, fresh: false };
    expect(toStage(facts({ look }))).toMatchObject({ at: 'review', waiting: 'look' });
  });

  it('waits for settings that OSS would refuse', () => {
    const metadata = [{ id: 1, name: 'a_b', value: '' }];
    const form = formOf({ type: 'settings-changed', settings: { metadata } });
    expect(review([], { act: 'create', form })).toMatchObject({ waiting: 'settings' });
  });

  it('is stale once the key is no longer what was seen first', () => {
    const form = formOf({ type: 'looked', view: view('a.none') });
    const look = { preflight: preflight([], 'o.1'), error: undefined, fresh: true };
    expect(toStage(facts({ form, look }))).toMatchObject({
      at: 'stale',
      then: { token: 'a.none' },
      now: { token: 'o.1' },
    });
    expect(toStage(facts({ form, look: { ...look, fresh: false } })).at).toBe('looking');
  });

  it('is done, not stale, where what was seen moved by a write of this sheet that was given up as lost', () => {
    const form = formOf({ type: 'looked', view: view('a.none') });
    const look = { preflight: preflight([], 'o.1'), error: undefined, fresh: true };
    expect(toStage(facts({ form, look, settled: change('applied') })).at).toBe('done');
    expect(toStage(facts({ form, look, settled: change('unknown') })).at).toBe('settling');
    expect(toStage(facts({ form, look, settled: change('failed') })).at).toBe('stale');
  });

  it('names what has to be accepted once, whoever asks for it', () => {
    expect(toNeeded([{ level: 'choose', code: 'target-missing' }], ['target-missing', 'other'])).toEqual([
      'target-missing',
      'other',
    ]);
  });
});

describe('after the write was sent', () => {
  const refused = (error: ApiError): Partial<SheetFacts> => ({ sending: { at: 'refused', error } });

  it('shows what stands there now when somebody was faster', () => {
    const form = formOf({ type: 'looked', view: view('a.none') });
    for (const code of ['state-changed', 'key-taken', 'proof-mismatch'] as const) {
      const stage = toStage(facts({ form, ...refused(refusal(code, { now: view('o.1') })) }));
      expect(stage).toMatchObject({ at: 'stale', now: { token: 'o.1' } });
    }
  });

  it('goes back to the findings when the server wants more decisions', () => {
    const error = refusal('choice-required', { needs: ['target-cold'] });
    expect(toStage(facts(refused(error)))).toMatchObject({
      at: 'review',
      needed: ['target-cold'],
      waiting: 'choices',
    });
    expect(toStage(facts(refused(refusal('write-blocked')))).at).toBe('review');
  });

  it.each([
    ['object-immutable', 'immutable'],
    ['oss-access-denied', 'denied'],
    ['undo-impossible', 'undo-impossible'],
    ['oss-throttled', 'failed'],
  ] as const)('shows %s as %s', (code, at) => {
    expect(toStage(facts(refused(refusal(code)))).at).toBe(at);
  });

  it('looks, and never sends again, when no answer says that nothing was written', () => {
    for (const code of ['network', 'answer-invalid', 'internal'] as const) {
      expect(toStage(facts(refused(new ApiError(code)))).at).toBe('lost');
    }
    expect(toStage(facts({ ...refused(new ApiError('network')), settled: change('applied') })).at).toBe(
      'done',
    );
  });

  it.each([
    ['applied', 'done'],
    ['failed', 'failed'],
    ['unknown', 'settling'],
    ['pending', 'settling'],
  ] as const)('takes an outcome "%s" as %s', (outcome, at) => {
    const sending = { at: 'answered', result: { change: change(outcome), calls: 1 } } as const;
    expect(toStage(facts({ sending })).at).toBe(at);
  });

  it('believes the last look more than the first answer', () => {
    const sending = { at: 'answered', result: { change: change('unknown'), calls: 1 } } as const;
    expect(toStage(facts({ sending, settled: change('applied') })).at).toBe('done');
  });
});
