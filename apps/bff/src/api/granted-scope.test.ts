import {
  operations,
  roleRights,
  roles,
  type OperationName,
  type Right,
  type Role,
  type GrantRule,
} from '@signpost/api-contract';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { callApi, expectOk, expectProblem, type CallParts } from '../testing/api.ts';
import { grantingPermits, withGrants } from '../testing/granting-permits.ts';
import { toInputs } from '../testing/operation-inputs.ts';
import { sendRaw } from '../testing/raw-request.ts';
import { startStack, type Stack } from '../testing/stack.ts';

const bucket = 'granted';
const connection = 'default';
let stack: Stack;
let calls = 0;
beforeAll(async () => {
  stack = await startStack({ bff: { permits: grantingPermits() } });
  for (const name of [bucket, 'granted-too', 'other']) {
    stack.admin.putBucket({ name });
    for (const key of ['team/a/file', 'team/b', 'other/secret', 'single', 'zoo/secret'])
      stack.admin.putObject({ bucket: name, key, body: 'secret' });
    stack.admin.putSymlink({ bucket: name, key: 'team/link', target: 'team/b' });
    stack.admin.putSymlink({ bucket: name, key: 'other/secret-link', target: 'team/b' });
  }
  stack.faults.add({ effect: { kind: 'hook', run: () => void (calls += 1) } });
});
afterAll(() => stack.stop());
beforeEach(() => {
  calls = 0;
});

const toGrant = (role: Role, parts: Partial<GrantRule> = {}): GrantRule => ({
  rights: roleRights[role],
  connection: '*',
  bucket: '*',
  prefix: '',
  ...parts,
});
const team = toGrant('editor', { bucket, prefix: 'team/' });

async function send(name: OperationName, parts: CallParts<OperationName>, grants: GrantRule[]) {
  const row = operations[name];
  const query = new URLSearchParams(parts.query).toString();
  return sendRaw(`${stack.bffUrl}${row.path}${query === '' ? '' : `?${query}`}`, {
    method: row.method,
    headers: {
      'x-signpost-csrf': '1',
      'content-type': name === 'uploadObject' ? 'application/octet-stream' : 'application/json',
      ...(parts.ifMatch === undefined ? {} : { 'if-match': `"${parts.ifMatch}"` }),
      ...(parts.ifNoneMatch === undefined ? {} : { 'if-none-match': parts.ifNoneMatch }),
      ...withGrants(...grants).headers,
    },
    ...(row.method === 'GET' ? {} : { body: parts.body === undefined ? 'x' : JSON.stringify(parts.body) }),
  });
}

/** Operations that answer for as long as the caller listens, or whose answers name the moment of asking. */
const streams = new Set<OperationName>(['watchPlan', 'watchScan']);

describe('with a grant on one prefix', () => {
  const names = (Object.keys(operations) as OperationName[]).filter((name) => !streams.has(name));

  test.each(names)(
    '%s answers the same for a key outside it that is there and for one that is not',
    async (name) => {
      const ask = async (key: string) => {
        calls = 0;
        const inputs = toInputs({ bucket, key, prefix: 'zoo/' }) as unknown as Record<
          OperationName,
          CallParts<OperationName>
        >;
        const { status, text } = await send(name, inputs[name], [team]);
        return {
          status,
          calls,
          text: text
            .replaceAll(key, 'KEY')
            .replaceAll(/"[^"]*(\d{4}-\d\d-\d\dT|[0-9a-f]{8}-[0-9a-f]{4}-)[^"]*"/g, '"…"')
            .replaceAll(/"(number|revision)":"?[^,]*/g, ''),
        };
      };
      // What is read once and kept is read before.
      await ask('zoo/nothing');
      expect(await ask('zoo/secret')).toEqual(await ask('zoo/nothing'));
    },
  );

  test('the way to it is shown, and nothing beside it', async () => {
    const seen = await expectOk(stack.bffUrl, 'listBuckets', { query: { connection }, ...withGrants(team) });
    expect(seen.items.map(({ name }) => name)).toEqual([bucket]);
    calls = 0;
    const top = await expectOk(stack.bffUrl, 'listObjects', {
      query: { connection, bucket },
      ...withGrants(
        team,
        toGrant('viewer', { bucket, prefix: 'single' }),
        toGrant('viewer', { bucket, prefix: 'none' }),
      ),
    });
    expect(top.items).toMatchObject([
      { kind: 'object', key: 'single' },
      { kind: 'prefix', prefix: 'team/' },
    ]);
    // One for each single key, stored or not; none for folders.
    expect([calls, top.calls]).toEqual([2, 2]);
    const inside = await expectOk(stack.bffUrl, 'listObjects', {
      query: { connection, bucket, prefix: 'team/' },
      ...withGrants(team),
    });
    expect(inside.items).toHaveLength(3);
    const completed = await expectOk(stack.bffUrl, 'completeTarget', {
      query: { connection, bucket, typed: '' },
      ...withGrants(team),
    });
    expect(completed).toEqual({ items: [{ kind: 'prefix', value: 'team/' }], truncated: false, calls: 0 });
  });

  test.each([
    ['beside it', { bucket, prefix: 'other/' }],
    ['above it, without folders', { bucket, delimiter: '' }],
    ['in another bucket', { bucket: 'other', prefix: 'team/' }],
    ['in a bucket whose name only begins alike', { bucket: 'granted-too', prefix: 'team/' }],
    ['by way of the folder above', { bucket, prefix: 'team/../other/' }],
  ])('no keys are listed %s', async (_where, query) => {
    const answer = await expectProblem(stack.bffUrl, 'listObjects', {
      query: { connection, ...query },
      ...withGrants(team),
    });
    expect(answer).toMatchObject({ code: 'right-missing', status: 403 });
    expect(calls).toBe(0);
  });

  test.each(['team/../other/x', 'team/%2e%2e/other/x', 'team/..\\other\\x', 'other/x', 'team', 'teams/x'])(
    'nothing is written at %s',
    async (key) => {
      const answer = await expectProblem(stack.bffUrl, 'createLink', {
        body: { connection, bucket, key, target: 'team/b' },
        ifNoneMatch: '*',
        ...withGrants(team),
      });
      expect(answer).toMatchObject({ code: 'right-missing' });
      expect(calls).toBe(0);
    },
  );

  test('the right to move one link moves it, and neither deletes it nor makes another', async () => {
    const mover: GrantRule[] = [
      toGrant('viewer', { bucket, prefix: 'team/' }),
      { rights: ['link.repoint'], connection, bucket, prefix: 'team/link' },
    ];
    const link = { connection, bucket, key: 'team/link' };
    const preflight = { body: { action: 'repoint' as const, ...link, target: 'team/a/file' } };
    const { now } = await expectOk(stack.bffUrl, 'preflight', { ...preflight, ...withGrants(...mover) });
    const ifMatch = now.token;
    for (const target of ['other/secret', 'other/nothing'])
      expect(
        await expectProblem(stack.bffUrl, 'repointLink', {
          body: { ...link, target },
          ifMatch,
          ...withGrants(...mover),
        }),
      ).toMatchObject({ code: 'right-missing', params: { right: 'object.read' } });
    expect(
      await expectProblem(stack.bffUrl, 'deleteLink', { body: link, ifMatch, ...withGrants(...mover) }),
    ).toMatchObject({ code: 'right-missing', params: { right: 'link.delete' } });
    const moved = await callApi(stack.bffUrl, 'repointLink', {
      body: { ...link, target: 'team/a/file' },
      ifMatch,
      ...withGrants(...mover),
    });
    expect(moved).toMatchObject({ status: 200 });
  });
});

describe('every operation and role', () => {
  const rows = (Object.keys(operations) as OperationName[])
    .filter((name) => !streams.has(name))
    .flatMap((name) => roles.map((role) => [name, role] as const));
  const inputs = toInputs({ bucket, key: 'team/none', prefix: 'team/' }) as unknown as Record<
    OperationName,
    CallParts<OperationName>
  >;

  test.each(rows)(
    '%s as %s: refused without the right or out of scope, else let through',
    async (name, role) => {
      const right: Right = operations[name].right;
      const needsGrant = !['public', 'account.own'].includes(right);
      const holds = !needsGrant || (roleRights[role] as readonly Right[]).includes(right);
      const inScope = await send(name, inputs[name], [toGrant(role)]);
      const isRefused = (answer: typeof inScope): boolean =>
        answer.status === 403 && (answer.json as { code?: string }).code === 'right-missing';
      // The rights that an operation asks for later are those of a wider role.
      const isLetThrough = role === 'administrator' ? !isRefused(inScope) : true;
      expect(holds ? isLetThrough : isRefused(inScope)).toBe(true);
      const { query = {}, body = {} } = inputs[name] as unknown as { query?: object; body?: object };
      const isOfBucket = 'bucket' in query || 'bucket' in body;
      const elsewhere = await send(name, inputs[name], [toGrant(role, { bucket: 'other' })]);
      expect(!isOfBucket || !needsGrant || isRefused(elsewhere)).toBe(true);
    },
  );
});
