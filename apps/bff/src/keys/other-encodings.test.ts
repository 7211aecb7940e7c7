import type { IncomingHttpHeaders } from 'node:http';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { expectProblem, readForWrite } from '../testing/api.ts';
import { startIntermediary, type Intermediary } from '../testing/intermediary.ts';
import { startOss, startStack, type RunningOss, type Stack } from '../testing/stack.ts';

/** As the C++ SDK on a Chinese Windows sends it. */
const gbk = Buffer.from([0xd6, 0xd0, 0xce, 0xc4]).toString('latin1');

let oss: RunningOss;
let path: Intermediary;
let stack: Stack;
beforeAll(async () => {
  oss = await startOss();
  path = await startIntermediary(oss.url);
  stack = await startStack({ oss, connection: { endpoint: path.url } });
  oss.admin.putBucket({ name: 'gbk' });
  for (const key of ['v1', 'v2']) oss.admin.putObject({ bucket: 'gbk', key, body: key });
});
beforeEach(() => {
  oss.admin.putSymlink({
    bucket: 'gbk',
    key: 'link',
    target: 'v1',
    metadata: { team: 'x' },
    contentDisposition: 'inline',
  });
});
afterAll(async () => {
  await stack.stop();
  await path.stop();
  await oss.stop();
});

test.each([
  ['x-oss-meta-team', 'metadata'],
  ['content-disposition', 'headers'],
])('a link whose %s is not UTF-8 is repointed only by a writer who gives up its %s', async (name, part) => {
  path.rewrite = (headers: IncomingHttpHeaders) =>
    headers[name] === undefined ? headers : { ...headers, [name]: gbk };
  const scope = { connection: 'default', bucket: 'gbk', key: 'link' };
  const { state, token } = await readForWrite(stack.bffUrl, scope);
  expect(state).toMatchObject({ link: { [part]: { known: false, why: 'encoding' } } });
  const problem = await expectProblem(stack.bffUrl, 'repointLink', {
    body: { ...scope, target: 'v2' },
    ifMatch: token,
  });
  expect(problem).toMatchObject({ code: 'choice-required', needs: [`part-unread:${part}`] });
  expect(oss.admin.find({ bucket: 'gbk', key: 'link' })?.target).toBe('v1');
});
