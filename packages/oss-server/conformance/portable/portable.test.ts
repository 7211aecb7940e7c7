import { expect, test } from 'vitest';

import { startOssServer } from '../../src/index.ts';
import { TEST_ACCOUNT } from '../signed-request.ts';
import { runChecks } from './run-checks.ts';

test('this server passes every check that can be put to any service, and is left clean', async () => {
  const server = await startOssServer({ accounts: [TEST_ACCOUNT] });
  server.admin.putBucket({ name: 'portable' });
  const results = await runChecks({
    endpoint: new URL(server.url),
    region: server.region,
    bucket: 'portable',
    credentials: TEST_ACCOUNT,
    pathStyle: true,
  });
  expect(
    results.filter(({ wrong }) => wrong !== undefined).map(({ check, wrong }) => `${check.title}: ${wrong}`),
  ).toEqual([]);
  expect(server.admin.find({ bucket: 'portable', key: 'signpost-conformance/link' })).toBeUndefined();
  await server.stop();
});
