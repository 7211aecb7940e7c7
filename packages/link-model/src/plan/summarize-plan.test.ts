import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { describeChange } from './describe-change.ts';
import { summarizePlan, type SummaryRow } from './summarize-plan.ts';

describe('how a target changes', () => {
  it.each([
    ['cli/2.14.0/a/b', 'cli/2.15.0/a/b', 'cli/2.14.0/', 'cli/2.15.0/', 'same', undefined],
    [
      'cli/2.14.0/cli-2.14.0.tgz',
      'cli/2.15.0/cli-2.15.0.tgz',
      'cli/2.14.0/',
      'cli/2.15.0/',
      'renamed',
      '2.14.0',
    ],
    ['v2.1/d-2.1/x-2.1', 'v2.2/d-2.2/x-2.2', 'v2.1/', 'v2.2/', 'renamed', '2.1'],
    ['a/1/q/f', 'b/q/f', 'a/1/', 'b/', 'same', undefined],
    ['x/a/1/q/f-1', 'x/2/q/f-2', 'x/a/1/', 'x/2/', 'renamed', '1'],
    ['x/a/1/q/f', 'x/2/q/g', 'x/a/1/', 'x/2/', 'other', undefined],
    ['docs/a', 'docs/b', 'docs/', 'docs/', 'other', undefined],
    ['a', 'b', '', '', 'other', undefined],
    ['a', 'b/a', '', 'b/', 'same', undefined],
    ['a//词', '//词', 'a/', '/', 'same', undefined],
  ])('from %s to %s', (before, after, from, to, names, version) => {
    const change = describeChange(before, after);
    expect([change.from, change.to, change.names, change.renaming?.from]).toEqual([from, to, names, version]);
  });

  it('is told by prefixes of the two', () => {
    const key = fc
      .array(fc.constantFrom('a', 'b', '1', '2', '', 'a-1', 'a-2'), { minLength: 1, maxLength: 4 })
      .map((names) => names.join('/'));
    fc.assert(
      fc.property(key, key, (before, after) => {
        const { from, to, names } = describeChange(before, after);
        expect(before.startsWith(from) && after.startsWith(to)).toBe(true);
        expect(names === 'same').toBe(before.slice(from.length) === after.slice(to.length));
      }),
    );
  });
});

const repoint = (key: string, before: string, after: string, more: Partial<SummaryRow> = {}): SummaryRow => ({
  action: 'repoint',
  key,
  before,
  after,
  ...more,
});

describe('the summary of a plan', () => {
  it('counts identical changes as one, destroying ones first, then the worst', () => {
    const summary = summarizePlan([
      repoint('latest/VERSION', '1.4/VERSION', '1.5/VERSION'),
      repoint('latest/b', '1.4/b-1.4', '1.5/b-1.5', { worst: 'advise' }),
      repoint('latest/a', '1.4/a-1.4', '1.5/a-1.5', { worst: 'note' }),
      repoint('x', 'p/x', 'q/x', { worst: 'choose' }),
      { action: 'create', key: 'latest/docs/n', after: '1.5/docs/n' },
      { action: 'create', key: 'latest/cli.tgz', after: '1.5/cli-1.5.tgz' },
      { action: 'create', key: 'real', after: '1.5/real', worst: 'prove', replacesObject: true },
      { action: 'delete', key: 'latest/old', before: '1.4/old' },
    ]);
    expect(summary.totals).toEqual({ create: 3, repoint: 4, delete: 1, destroys: 2 });
    expect(summary.byLevel).toEqual({ advise: 1, note: 1, choose: 1, prove: 1 });
    expect(summary.groups).toEqual([
      {
        action: 'create',
        destroys: true,
        from: '',
        to: '1.5/',
        names: 'same',
        worst: 'prove',
        count: 1,
        first: ['real'],
      },
      {
        action: 'delete',
        destroys: true,
        from: 'latest/',
        to: '1.4/',
        names: 'same',
        worst: undefined,
        count: 1,
        first: ['latest/old'],
      },
      {
        action: 'repoint',
        destroys: false,
        from: 'p/',
        to: 'q/',
        names: 'same',
        worst: 'choose',
        count: 1,
        first: ['x'],
      },
      {
        action: 'repoint',
        destroys: false,
        from: '1.4/',
        to: '1.5/',
        names: 'renamed',
        renaming: { from: '1.4', to: '1.5' },
        worst: 'advise',
        count: 3,
        first: ['latest/VERSION', 'latest/a', 'latest/b'],
      },
      {
        action: 'create',
        destroys: false,
        from: 'latest/',
        to: '1.5/',
        names: 'same',
        worst: undefined,
        count: 2,
        first: ['latest/cli.tgz', 'latest/docs/n'],
      },
    ]);
  });

  it('is empty for a plan without rows', () => {
    expect(summarizePlan([])).toEqual({
      totals: { create: 0, repoint: 0, delete: 0, destroys: 0 },
      byLevel: {},
      groups: [],
    });
  });

  it('has every row in one group, whatever their order', () => {
    const name = fc.constantFrom('1/a', '2/a', '1/a-1', '2/a-2', '1/q/a', 'b');
    const row: fc.Arbitrary<SummaryRow> = fc.record({
      action: fc.constantFrom('create' as const, 'repoint' as const, 'delete' as const),
      key: name.map((one) => `l/${one}`),
      before: name,
      after: name,
      worst: fc.constantFrom(undefined, 'choose' as const, 'note' as const),
    });
    fc.assert(
      fc.property(fc.array(row), (rows) => {
        const summary = summarizePlan(rows);
        expect(summary.groups.reduce((sum, { count }) => sum + count, 0)).toBe(rows.length);
        const { create, repoint: repoints, delete: removals } = summary.totals;
        expect(create + repoints + removals).toBe(rows.length);
        const turned = summarizePlan(rows.toReversed());
        expect(turned.totals).toEqual(summary.totals);
        expect(new Set(turned.groups.map((one) => JSON.stringify(one, Object.keys(one).toSorted())))).toEqual(
          new Set(summary.groups.map((one) => JSON.stringify(one, Object.keys(one).toSorted()))),
        );
      }),
    );
  });
});
