import { operations, type Operation, type OperationName } from '@signpost/api-contract';
import type { FaultEffect } from '@signpost/oss-server';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { ossCodes } from '../problems/oss-codes.ts';
import { checkDocumented } from '../testing/documented.ts';
import { membersOf } from '../testing/operation-members.ts';
import { sendRaw } from '../testing/raw-request.ts';
import { startStack, type Stack } from '../testing/stack.ts';

const bucket = 'documented';
let stack: Stack;
beforeAll(async () => {
  stack = await startStack({ impatient: true, bff: { uploadIdleMs: 500 } });
  stack.admin.putBucket({ name: bucket });
});
afterAll(() => stack.stop());
beforeEach(() => {
  stack.faults.clear();
  stack.admin.putObject({ bucket, key: 't', body: 'target' });
  stack.admin.putSymlink({ bucket, key: 'k', target: 't' });
});

const rows = Object.entries(operations) as [OperationName, Operation][];
const seen = new Set<number>();

interface Changes {
  /** Those that are undefined are left out. */
  headers?: Record<string, string | undefined>;
  input?: Record<string, unknown>;
  body?: string;
}

/** Sends a request that would succeed, but for the changes, and holds the answer against the document. */
async function expectNamed([name, row]: [OperationName, Operation], changes: Changes = {}): Promise<void> {
  const filled = {
    connection: 'default',
    bucket,
    key: 'k',
    target: 't',
    typed: '',
    text: 'x',
    id: 'x',
    change: 'x',
    action: 'create',
    links: [{ key: 'k' }],
    prefixes: [''],
    storageClass: 'Archive',
    days: 1,
    ...changes.input,
  };
  const inputOf = (schema: unknown): Record<string, unknown> =>
    Object.fromEntries(
      Object.entries(filled).filter(([member]) => schema !== undefined && membersOf(schema).includes(member)),
    );
  const query = new URLSearchParams(inputOf(row.query) as Record<string, string>).toString();
  const body = changes.body ?? (row.upload === undefined ? JSON.stringify(inputOf(row.body)) : 'bytes');
  const headers = Object.fromEntries(
    Object.entries({
      'x-signpost-csrf': '1',
      'content-type': row.upload === undefined ? 'application/json' : 'application/octet-stream',
      'if-match': '"l.x"',
      ...changes.headers,
    }).filter((header): header is [string, string] => header[1] !== undefined),
  );
  const answer = await sendRaw(`${stack.bffUrl}${row.path}${query === '' ? '' : `?${query}`}`, {
    method: row.method,
    headers,
    ...(row.method === 'GET' ? {} : { body }),
  });
  seen.add(answer.status);
  expect(() => checkDocumented(row, { status: answer.status, code: answer.json.code }), name).not.toThrow();
}

/** The same with a condition under which a new link is written. */
const create = { headers: { 'if-match': undefined, 'if-none-match': '*' }, input: { key: 'new' } };

const requests: readonly [string, Changes][] = [
  ['as it should be', {}],
  ['for what is not there', { input: { key: 'gone' } }],
  ['for a bucket that is not there', { input: { bucket: 'no-such-bucket' } }],
  ['for a bucket name that OSS refuses', { input: { bucket: 'A_B' } }],
  ['over a connection that is not there', { input: { connection: 'other' } }],
  ['without the CSRF header', { headers: { 'x-signpost-csrf': '0' } }],
  ['of another type', { headers: { 'content-type': 'text/plain' } }],
  ['of another origin', { headers: { origin: 'https://evil.example' } }],
  ['of another site', { headers: { 'sec-fetch-site': 'cross-site' } }],
  ['under another name', { headers: { host: 'evil.example' } }],
  ['with a part asked for', { headers: { range: 'bytes=0-1' } }],
  ['with a part asked for beyond the end', { headers: { range: 'bytes=99-' } }],
  ['with a body that is no JSON', { body: '{' }],
  ['with a body that is too long', { body: JSON.stringify({ connection: 'x'.repeat(300_000) }) }],
  ['without a condition', { headers: { 'if-match': undefined } }],
];

test.each(rows.map((row) => [row[0], row] as const))(
  'answers of %s to requests of every kind are in the document',
  async (_name, row) => {
    for (const [, changes] of requests) await expectNamed(row, changes);
  },
);

const faults: readonly FaultEffect[] = [
  ...Object.keys(ossCodes).map((code): FaultEffect => ({ kind: 'error', code })),
  ...[400, 403, 404, 409, 412, 416, 418, 500, 501, 503, 507].map((status): FaultEffect => ({
    kind: 'error',
    code: 'SomethingNew',
    status,
  })),
  { kind: 'busy', delayMs: 60_000 },
  { kind: 'reset', when: 'before' },
  { kind: 'truncate', framing: 'honest' },
];

test.each(rows.map((row) => [row[0], row] as const))(
  'answers of %s to failures of OSS of every kind are in the document',
  async (_name, row) => {
    // One stream after another about the same thing is told twice a second: a few kinds are enough.
    const kinds = row[0] === 'watchScan' ? [...faults.slice(0, 3), ...faults.slice(-3)] : faults;
    for (const effect of kinds)
      for (const changes of [{}, create]) {
        const fault = stack.faults.add({ effect });
        await expectNamed(row, changes);
        fault.remove();
      }
  },
);

test('answers to an OSS that falls silent are in the document', async () => {
  stack.faults.add({ effect: { kind: 'stall', when: 'before' } });
  await Promise.all(rows.map((row) => expectNamed(row)));
});

test('statuses of every kind were seen', () => {
  for (const status of [200, 206, 400, 403, 404, 409, 412, 413, 415, 416, 421, 428, 502, 503, 504])
    expect(seen, String(status)).toContain(status);
});
