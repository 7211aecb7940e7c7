import type { Change } from '@signpost/api-contract';
import { expect, it } from 'vitest';
import { toSettingChanges } from './setting-changes.ts';

type Link = (Change['before'] & { kind: 'link' })['link'];
const known = <T>(value: T) => ({ known: true as const, value });
const link = (more: Partial<Link> = {}): Change['before'] => ({
  kind: 'link',
  facts: { etag: 'e', lastModified: '', size: 1 },
  link: {
    target: 't',
    headers: known({ cacheControl: 'max-age=60' }),
    metadata: known({ channel: 'latest' }),
    acl: known('default'),
    tags: known({ team: 'cli' }),
    storageClass: known('Standard'),
    ...more,
  },
});

it('names every setting that differs, with what it was and is', () => {
  const after = link({
    headers: known({ cacheControl: 'no-cache' }),
    metadata: known({}),
    acl: known('public-read'),
    tags: known({ team: 'cli', new: '1' }),
  });
  expect(toSettingChanges({ before: link(), after })).toEqual([
    { name: 'acl', before: 'default', after: 'public-read' },
    { name: 'Cache-Control', before: 'max-age=60', after: 'no-cache' },
    { name: 'x-oss-meta-channel', before: 'latest' },
    { name: 'tag new', after: '1' },
  ]);
});

it('says nothing of what was not read, or where no link was', () => {
  const unread = link({ acl: { known: false, why: 'forbidden' }, tags: { known: false, why: 'forbidden' } });
  expect(toSettingChanges({ before: link(), after: unread })).toEqual([]);
  expect(toSettingChanges({ before: { kind: 'absent' }, after: link() })).toEqual([]);
  expect(toSettingChanges({ before: link() })).toEqual([]);
});
