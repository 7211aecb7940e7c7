import type { WriteView } from '@signpost/api-contract';
import { describe, expect, it } from 'vitest';
import { reduceForm, startForm, type FormAction, type WriteForm } from './write-form.ts';

const view = (token: string, key = 'k'): WriteView => ({
  connection: 'c',
  bucket: 'b',
  key,
  state: { kind: 'absent' },
  token,
  checkedAt: '2026-01-01T00:00:00Z',
  calls: 1,
});
const after = (...actions: FormAction[]): WriteForm =>
  actions.reduce(reduceForm, startForm({ key: 'k', target: 't' }));

describe('the form of the write dialog', () => {
  it('keeps what was seen first as its ground', () => {
    expect(
      after({ type: 'key-read', view: view('1') }, { type: 'key-read', view: view('2') }).basis?.token,
    ).toBe('1');
  });

  it('ignores a answer at another key', () => {
    expect(after({ type: 'key-read', view: view('1', 'other') }).basis).toBeUndefined();
  });

  it('begins a repoint with the present target, unless somebody typed meanwhile', () => {
    const empty = startForm({ key: 'k', target: '' });
    expect(reduceForm(empty, { type: 'prefilled', text: 'now' })).toMatchObject({
      targetText: 'now',
      touched: false,
    });
    const typed = reduceForm(empty, { type: 'target-typed', text: 'x' });
    expect(reduceForm(typed, { type: 'prefilled', text: 'now' }).targetText).toBe('x');
  });

  it('learns the key of an undo by looking', () => {
    const form = reduceForm(startForm({ key: '', target: '' }), { type: 'key-read', view: view('1') });
    expect(form).toMatchObject({ key: 'k', basis: { token: '1' } });
  });

  it('takes back decisions about a target when another is typed, and keeps those about the link', () => {
    const form = after(
      { type: 'accepted', name: 'target-missing', on: true },
      { type: 'accepted', name: 'part-unread:acl', on: true },
      { type: 'header-set', name: 'contentType', value: 'x' },
      { type: 'target-typed', text: 'u' },
    );
    expect(form).toMatchObject({ accepted: ['part-unread:acl'], setHeaders: {}, targetText: 'u' });
  });

  it('agrees to nothing when the key changes', () => {
    const form = after(
      { type: 'key-read', view: view('1') },
      { type: 'accepted', name: 'moves-link', on: true },
      { type: 'proof-typed', text: 'k' },
      { type: 'key-typed', key: 'l' },
    );
    expect(form).toMatchObject({ accepted: [], proof: '', basis: undefined });
  });

  it('asks for decisions again on a new ground', () => {
    const form = after(
      { type: 'accepted', name: 'moves-link', on: true },
      { type: 'basis-taken', view: view('2') },
    );
    expect(form.accepted).toEqual([]);
    expect(form.basis?.token).toBe('2');
  });

  it('knows whether something was typed', () => {
    expect(after({ type: 'key-read', view: view('1') }).touched).toBe(false);
    expect(after({ type: 'reason-typed', text: 'r' })).toMatchObject({ touched: true, typed: true });
  });

  it('takes a picked target as a change, not as something typed, and keeps what was typed before', () => {
    const picked = { type: 'target-picked', text: 'u' } as const;
    expect(after({ type: 'accepted', name: 'target-missing', on: true }, picked)).toMatchObject({
      targetText: 'u',
      accepted: [],
      typed: true,
    });
    expect(after(picked)).toMatchObject({ targetText: 'u', touched: true, typed: false });
  });

  it('chooses a proposed fix once: who takes it back has decided, and is not asked again', () => {
    const choice = {
      level: 'choose',
      code: 'header-differs',
      header: 'contentEncoding',
      link: 'gzip',
      target: null,
    } as const;
    const fix = { type: 'fixes-proposed', choices: [choice] } as const;
    const proposed = reduceForm(startForm({ key: 'a', target: 'b' }), fix);
    expect(proposed).toMatchObject({
      setHeaders: { contentEncoding: '' },
      headerChoices: [choice],
      touched: false,
    });
    const kept = reduceForm(proposed, { type: 'header-set', name: 'contentEncoding', value: undefined });
    expect(kept).toMatchObject({ setHeaders: {}, accepted: ['header-differs:contentEncoding'] });
    expect(reduceForm(kept, fix)).toBe(kept);
    expect(reduceForm(kept, { type: 'target-typed', text: 'c' })).toMatchObject({
      accepted: [],
      headerChoices: [],
    });
    const again = reduceForm(kept, { type: 'header-set', name: 'contentEncoding', value: '' });
    expect(again).toMatchObject({ setHeaders: { contentEncoding: '' }, accepted: [] });
  });
});
