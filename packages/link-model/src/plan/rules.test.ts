import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { applyRule, type LinkRule, type RuleFacts, type RuleResult } from './rules.ts';

const one = async (rule: LinkRule, target: string, facts?: RuleFacts): Promise<unknown> => {
  const result = await applyRule(rule, [{ key: 'key', target }], facts);
  if (!result.ok) return result.problem;
  const [row] = result.rows;
  return row?.kind === 'repoint' ? row.next : row?.problem;
};

describe('a rule', () => {
  it.each<[LinkRule, string, unknown]>([
    [{ kind: 'swap-prefix', from: 'v1/', to: 'v2/' }, 'v1/v1/a', 'v2/v1/a'],
    [{ kind: 'swap-prefix', from: 'v1/', to: 'v2/' }, 'v10/a', undefined],
    [{ kind: 'swap-prefix', from: '', to: 'old/' }, '词/🚀', 'old/词/🚀'],
    [{ kind: 'glob', pattern: 'cli/*/**', replacement: 'tool/$2/$1' }, 'cli/v1/a/b', 'tool/a/b/v1'],
    [{ kind: 'glob', pattern: 'cli/*', replacement: 'x' }, 'cli/v1/a', undefined],
    [{ kind: 'glob', pattern: '?.t?t', replacement: '$1-$2' }, '🚀.t词t', '🚀-词'],
    [{ kind: 'glob', pattern: 'a.(b)[c]+\\*', replacement: '$&!' }, 'a.(b)[c]+*', 'a.(b)[c]+*!'],
    [{ kind: 'glob', pattern: 'a\\', replacement: 'b' }, 'a\\', 'b'],
    [
      { kind: 'glob', pattern: '**', replacement: 'x/$1' },
      'a\nb/c',
      { code: 'target-invalid', problem: 'control-character', next: 'x/a\nb/c' },
    ],
    [{ kind: 'regex', pattern: 'v([0-9]+)', replacement: 'w$1' }, 'v1/v22', 'w1/w22'],
    [
      { kind: 'regex', pattern: '^(?<dir>.*)/(?P<base>[^/]+)$', replacement: '$<base>/$<dir>$$1' },
      'a/b/c',
      'c/a/b$1',
    ],
    [{ kind: 'regex', pattern: '(a)|(b)', replacement: '[$1$2$10]' }, 'ab', '[aa0][b0]'],
    [{ kind: 'regex', pattern: '词|🚀', replacement: '' }, 'x🚀词y', 'xy'],
    [{ kind: 'regex', pattern: 'x', replacement: 'y' }, 'a', undefined],
  ])('%j turns %j into %j', async (rule, target, next) => {
    expect(await one(rule, target)).toEqual(next);
  });

  it.each<[LinkRule, unknown]>([
    [{ kind: 'regex', pattern: '', replacement: '' }, { code: 'pattern-empty' }],
    [
      { kind: 'regex', pattern: '(', replacement: '' },
      { code: 'pattern-invalid', message: 'error parsing regexp: missing closing ): `(`' },
    ],
    [
      { kind: 'regex', pattern: 'a(?=b)', replacement: '' },
      { code: 'pattern-invalid', message: expect.stringContaining('(?=') },
    ],
    [{ kind: 'regex', pattern: '(abc){400}', replacement: '' }, { code: 'pattern-too-large' }],
    [{ kind: 'glob', pattern: 'a'.repeat(1001), replacement: '' }, { code: 'pattern-too-large' }],
    [
      { kind: 'regex', pattern: '(a)', replacement: 'x$2' },
      { code: 'replacement-invalid', reference: '$2' },
    ],
    [
      { kind: 'regex', pattern: '(a)', replacement: '$0' },
      { code: 'replacement-invalid', reference: '$0' },
    ],
    [
      { kind: 'regex', pattern: '(a)', replacement: '$<b>' },
      { code: 'replacement-invalid', reference: '$<b>' },
    ],
    [
      { kind: 'regex', pattern: '(a)', replacement: '$<__proto__>' },
      { code: 'replacement-invalid', reference: '$<__proto__>' },
    ],
    [
      { kind: 'glob', pattern: '*', replacement: 'a$' },
      { code: 'replacement-invalid', reference: '$' },
    ],
  ])('%j is refused', async (rule, problem) => {
    expect(await applyRule(rule, [])).toEqual({ ok: false, problem });
  });

  it('names what it may not write', async () => {
    const rule: LinkRule = { kind: 'regex', pattern: '^x/(.*)$', replacement: '$1' };
    expect(await one(rule, 'x/key')).toEqual({ code: 'target-is-key' });
    expect(await one(rule, 'x/')).toEqual({ code: 'target-invalid', problem: 'empty', next: '' });
    expect(await one(rule, 'x//a')).toEqual({ code: 'target-invalid', problem: 'leading-slash', next: '/a' });
    expect(await one({ kind: 'swap-prefix', from: 'x', to: 'x' }, 'x')).toEqual({ code: 'nothing-changes' });
  });

  it('has no rows where it matches nothing, and passes over unread targets', async () => {
    const rule: LinkRule = { kind: 'swap-prefix', from: 'x', to: 'y' };
    expect(await applyRule(rule, [{ key: 'a', target: 'b' }, { key: 'c' }])).toEqual({ ok: true, rows: [] });
    expect(await applyRule({ kind: 'flatten' }, [{ key: 'a', target: 'b' }])).toEqual({ ok: true, rows: [] });
    expect(await applyRule({ kind: 'repair' }, [{ key: 'a', target: 'b' }])).toEqual({ ok: true, rows: [] });
  });

  it('flattens chains to their end, and says which loop', async () => {
    const stored = new Map(
      Object.entries({ a: 'b', b: 'c', c: 'end', d: 'end', x: 'y', y: 'x', z: 'x', s: 's' }),
    );
    const links = [...stored].map(([key, target]) => ({ key, target }));
    const result = await applyRule({ kind: 'flatten' }, links, { targetOf: (key) => stored.get(key) });
    const loops = { kind: 'problem', problem: { code: 'target-loops' } };
    expect(result).toMatchObject({
      rows: [
        { key: 'a', next: 'end' },
        { key: 'b', next: 'end' },
        { key: 'x', ...loops },
        { key: 'y', ...loops },
        { key: 'z', ...loops },
        { key: 's', ...loops },
      ],
    });
  });

  it('follows a chain of a hundred thousand links once', async () => {
    const length = 100_000;
    const links = Array.from({ length }, (_, i) => ({ key: String(i), target: String(i + 1) }));
    let asked = 0;
    const targetOf = (key: string): string | undefined => {
      asked += 1;
      return links[Number(key)]?.target;
    };
    const result = await applyRule({ kind: 'flatten' }, links, { targetOf });
    expect(
      result.ok && result.rows.every((row) => row.kind === 'repoint' && row.next === String(length)),
    ).toBe(true);
    expect(asked).toBeLessThan(5 * length);
  });

  it('repairs with the first candidate', async () => {
    const candidates = new Map([
      ['key', 'new'],
      ['other', null],
    ]);
    expect(await one({ kind: 'repair' }, 'gone', { candidates })).toBe('new');
    expect(
      await applyRule({ kind: 'repair' }, [{ key: 'other', target: 'gone' }], { candidates }),
    ).toMatchObject({
      rows: [{ kind: 'problem', problem: { code: 'no-candidate' } }],
    });
  });

  it('takes linear time where backtracking would take for ever', async () => {
    const links = Array.from({ length: 100 }, (_, i) => ({
      key: `k${i}`,
      target: `${'a'.repeat(1000)}${i}!`,
    }));
    const started = performance.now();
    expect(await applyRule({ kind: 'regex', pattern: '^(a+)+$', replacement: '' }, links)).toEqual({
      ok: true,
      rows: [],
    });
    await applyRule({ kind: 'glob', pattern: '*a'.repeat(40), replacement: '' }, links);
    expect(performance.now() - started).toBeLessThan(10_000);
  });

  it('never throws, whatever is typed', async () => {
    const kind = fc.constantFrom('glob' as const, 'regex' as const);
    const noise = fc.string({
      unit: fc.constantFrom(...'()[]{}*+?|^$\\.,<>:=!Pn0129a/词🚀\ud800'),
      maxLength: 12,
    });
    let refused = 0;
    let applied = 0;
    await fc.assert(
      fc.asyncProperty(kind, noise, fc.tuple(noise, noise), async (kind, pattern, [replacement, target]) => {
        const result: RuleResult = await applyRule({ kind, pattern, replacement }, [{ key: 'k', target }]);
        if (result.ok) applied += result.rows.length;
        else refused += 1;
      }),
      { numRuns: 2000 },
    );
    expect(Math.min(refused, applied)).toBeGreaterThan(20);
  });

  it('swaps a prefix there and back', async () => {
    const prefix = fc.constantFrom('a/', 'b/', '词/');
    await fc.assert(
      fc.asyncProperty(
        prefix,
        prefix,
        fc.array(fc.string({ minLength: 1, maxLength: 5 })),
        async (from, to, names) => {
          fc.pre(from !== to);
          const links = names.map((name, i) => ({ key: `k${i}`, target: from + name }));
          const there = await applyRule({ kind: 'swap-prefix', from, to }, links);
          const moved = there.ok
            ? there.rows.flatMap((row) =>
                row.kind === 'repoint' ? [{ key: row.key, target: row.next }] : [],
              )
            : [];
          const back = await applyRule({ kind: 'swap-prefix', from: to, to: from }, moved);
          const targets = back.ok ? back.rows.map((row) => row.kind === 'repoint' && row.next) : [];
          expect(targets).toEqual(
            links.filter(({ key }) => moved.some((link) => link.key === key)).map(({ target }) => target),
          );
        },
      ),
    );
  });
});
