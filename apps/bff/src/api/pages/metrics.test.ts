import { afterAll, beforeAll, expect, test } from 'vitest';
import { expectOk } from '../../testing/api.ts';
import { startStack, type Stack } from '../../testing/stack.ts';

let stack: Stack;
beforeAll(async () => {
  stack = await startStack();
  stack.admin.putBucket({ name: 'measured' });
  stack.admin.putObject({ bucket: 'measured', key: 'target', body: 'x' });
});
afterAll(() => stack.stop());

test('metrics count requests by route, OSS calls by operation and status, and writes by outcome', async () => {
  await expectOk(stack.bffUrl, 'createLink', {
    body: { connection: 'default', bucket: 'measured', key: 'secret/key', target: 'target' },
    ifNoneMatch: '*',
  });
  await fetch(`${stack.bffUrl}/no/such/path`);
  const answer = await fetch(`${stack.bffUrl}/metrics`);
  const text = await answer.text();
  expect(answer.headers.get('content-type')).toMatch(/^text\/plain; version=/);
  expect(text).toContain(
    'signpost_http_request_seconds_count{method="POST",route="/api/v1/links",status="200"} 1',
  );
  expect(text).toContain('route="other",status="404"} 1');
  expect(text).toMatch(/signpost_oss_call_seconds_count\{operation="PutSymlink",status="200"\} 1/);
  expect(text).toContain('signpost_writes_total{outcome="applied"} 1');
  expect(text).toContain('signpost_oss_budget_wait_seconds_count{lane="person"}');
  // Neither keys nor buckets, which name what people keep.
  expect(text).not.toMatch(/secret|measured/);
});
