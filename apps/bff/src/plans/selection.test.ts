import type { PlanSource } from '@signpost/api-contract';
import { beforeEach, describe, expect, it, test } from 'vitest';
import { expectOk, expectProblem } from '../testing/api.ts';
import { setUpLinks } from '../testing/link-suite.ts';
import { drivePlans } from '../testing/plans.ts';
import { scanBucket } from '../testing/scan.ts';

const suite = setUpLinks('plan-select');
const plans = drivePlans(suite);
const put = (key: string, target: string): void => {
  suite.stack.admin.putSymlink({ bucket: suite.bucket, key, target, contentType: 'text/plain' });
};

beforeEach(() => {
  for (const name of ['a', 'b', 'c', 'd']) put(`live/${name}`, 'v1/app.txt');
  put('live/gone', 'v0/app.txt');
  put('live/chain', 'live/a');
  put('other/app.txt', 'v0/app.txt');
});

const byFilter = (filter: object, except?: string[]) => ({
  by: 'filter' as const,
  filter,
  ...(except === undefined ? {} : { except }),
});
const draftOf = (links: Extract<PlanSource, { kind: 'delete-links' }>['links']) =>
  plans.draft({ kind: 'delete-links', links });
const refuse = (links: ReturnType<typeof byFilter>) =>
  expectProblem(suite.stack.bffUrl, 'draftPlan', {
    body: { connection: 'default', bucket: suite.bucket, source: { kind: 'delete-links', links } },
  });

describe('a plan of all links that match', () => {
  it('is made of exactly what the filter selects, but for keys that were taken out', async () => {
    await scanBucket(suite.stack.bffUrl, suite.bucket);
    const plan = await draftOf(byFilter({ prefix: 'live/', target: 'v1/app.txt' }, ['live/c']));
    expect((await plans.rows(plan.id)).map(({ key }) => key)).toEqual(['live/a', 'live/b', 'live/d']);
    expect(plan.origin).toEqual({
      kind: 'delete-links',
      links: { keys: 3, filter: { prefix: 'live/', target: 'v1/app.txt' } },
    });
  });

  it('takes the same filter by health and by words as the list of links', async () => {
    await scanBucket(suite.stack.bffUrl, suite.bucket);
    const keysOf = async (filter: object): Promise<string[]> =>
      (await plans.rows((await draftOf(byFilter(filter))).id)).map(({ key }) => key);
    expect(await keysOf({ health: 'missing' })).toEqual(['live/gone', 'other/app.txt']);
    expect(await keysOf({ contains: 'GONE live' })).toEqual(['live/gone']);
  });

  it('shows a link that is no more since the scan, instead of passing it over', async () => {
    await scanBucket(suite.stack.bffUrl, suite.bucket);
    suite.stack.admin.deleteObject({ bucket: suite.bucket, key: 'live/b' });
    const plan = await draftOf(byFilter({ prefix: 'live/', target: 'v1/app.txt' }));
    expect(plan).toMatchObject({ rows: 4, writes: { delete: 3 } });
    expect(await plans.rows(plan.id)).toContainEqual(
      expect.objectContaining({ key: 'live/b', decision: 'leave', problem: { code: 'no-link' } }),
    );
  });

  test('of a bucket that was never scanned is refused, since nobody knows its links', async () => {
    expect((await refuse(byFilter({ prefix: 'live/' }))).code).toBe('links-unknown');
  });

  test('that match nothing is refused', async () => {
    await scanBucket(suite.stack.bffUrl, suite.bucket);
    expect((await refuse(byFilter({ prefix: 'nowhere/' }))).code).toBe('plan-empty');
    const { errors } = await refuse(byFilter({ health: 'splendid' }));
    expect(errors?.[0]?.pointer).toBe('#/source/links/filter/health');
  });

  it('says so where the index does not know the whole bucket', async () => {
    const { admin, faults, bffUrl } = suite.stack;
    for (let i = 0; i < 1000; i += 1) admin.putObject({ bucket: suite.bucket, key: `more/${i}`, body: 'x' });
    faults.add({
      match: { bucket: suite.bucket, operation: 'ListObjectsV2' },
      skip: 1,
      times: 1,
      effect: { kind: 'error', code: 'AccessDenied' },
    });
    await scanBucket(bffUrl, suite.bucket, 'partial');
    const plan = await draftOf(byFilter({ prefix: 'live/', target: 'v1/app.txt' }));
    expect(plan.origin).toMatchObject({ links: { keys: 4, incomplete: true } });
  });
});

describe('the preview of a rule', () => {
  const preview = (
    rule: Extract<PlanSource, { kind: 'rule' }>['rule'],
    links: Extract<PlanSource, { kind: 'rule' }>['links'] = byFilter({}),
  ) =>
    expectOk(suite.stack.bffUrl, 'previewRule', {
      body: { connection: 'default', bucket: suite.bucket, links, rule },
    });

  it('counts what would change, says why the others stay, and shows three examples', async () => {
    await scanBucket(suite.stack.bffUrl, suite.bucket);
    const rule = { kind: 'regex' as const, pattern: '^v(\\d+)/(.*)$', replacement: 'v2/$2' };
    expect(await preview(rule)).toMatchObject({
      links: 7,
      changes: 6,
      left: { 'no-match': 1 },
      examples: [
        { key: 'live/a', now: 'v1/app.txt', next: 'v2/app.txt' },
        { key: 'live/b', now: 'v1/app.txt', next: 'v2/app.txt' },
        { key: 'live/c', now: 'v1/app.txt', next: 'v2/app.txt' },
      ],
      coverage: { state: 'complete' },
    });
    expect((await preview({ kind: 'swap-prefix', from: 'v1/', to: 'v1/' })).left).toEqual({
      'no-match': 3,
      'nothing-changes': 4,
    });
  });

  it('agrees with the plan, for every kind of rule', async () => {
    await scanBucket(suite.stack.bffUrl, suite.bucket);
    const rules = [
      { kind: 'flatten' as const },
      { kind: 'repair' as const },
      { kind: 'glob' as const, pattern: 'v0/*', replacement: 'v1/$1' },
    ];
    for (const rule of rules) {
      const { changes, examples } = await preview(rule);
      const plan = await plans.draft({ kind: 'rule', links: byFilter({}), rule });
      const written = (await plans.rows(plan.id)).filter(({ decision }) => decision === 'write');
      expect(changes).toBeGreaterThan(0);
      expect(written.map(({ key, now, target }) => ({ key, now, next: target }))).toEqual(examples);
    }
  });

  test('a key that the index does not know is counted as unread', async () => {
    const links = { by: 'keys' as const, keys: ['live/a', 'live/a', 'nobody'] };
    expect(await preview({ kind: 'flatten' }, links)).toMatchObject({
      links: 2,
      changes: 0,
      left: { 'target-unread': 2 },
    });
  });

  test.each([
    ['(', '', { member: 'pattern', code: 'pattern-invalid' }],
    ['a', '$3', { member: 'replacement', code: 'replacement-invalid', detail: '$3' }],
    ['a'.repeat(1001), '', { member: 'pattern', code: 'pattern-too-large' }],
  ])(
    'a pattern that is none is told apart from one that matches nothing: %.3s',
    async (pattern, replacement, fault) => {
      const links = { by: 'keys' as const, keys: ['live/a'] };
      expect(await preview({ kind: 'regex', pattern, replacement }, links)).toMatchObject({ fault });
    },
  );
});
