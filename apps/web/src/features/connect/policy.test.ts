import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { toPolicy, toStartCommand } from './policy.ts';

const actionsOf = (access: 'read' | 'write'): Set<string> =>
  new Set(toPolicy('b', access).Statement.flatMap(({ Action }) => Action));

test('a policy allows what the manual names, and for reading nothing that writes', () => {
  const manual = readFileSync(new URL('../../../../docs/operating.md', import.meta.url), 'utf8');
  const named = new Set(manual.match(/oss:[A-Z]\w+\b(?!:)/g));
  // Not needed where the bucket is named at start.
  named.delete('oss:ListBuckets');
  expect(actionsOf('write')).toEqual(named);
  expect([...actionsOf('read')].filter((action) => !/^oss:(Get|List|DoMetaQuery$)/.test(action))).toEqual([]);
});

test('a policy names the bucket for the bucket, and its keys for the keys', () => {
  expect(toPolicy('team-cdn', 'read').Statement.map(({ Resource }) => Resource)).toEqual([
    ['acs:oss:*:*:team-cdn'],
    ['acs:oss:*:*:team-cdn/*'],
  ]);
});

test('the command is one line and holds no secret', () => {
  const command = toStartCommand({ region: 'eu-central-1', bucket: 'team-cdn' });
  expect(command).toBe(
    'OSS_REGION=eu-central-1 OSS_ENDPOINT=https://oss-eu-central-1.aliyuncs.com OSS_BUCKETS=team-cdn OSS_ACCESS_KEY_ID=… OSS_ACCESS_KEY_SECRET=… npm start',
  );
});
