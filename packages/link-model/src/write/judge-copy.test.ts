import { expect, test } from 'vitest';
import { judgeCopy, maxCopyBytes, type CopiedFacts } from './judge-copy.ts';

const object: CopiedFacts = {
  key: 'from',
  size: 9,
  storageClass: 'Standard',
  readable: true,
  acl: { known: true, value: 'private' },
};
const judge = (
  copied: Partial<CopiedFacts>,
  now: Parameters<typeof judgeCopy>[0]['now'] = { kind: 'absent' },
): string[] =>
  judgeCopy({ key: 'to', now, bucket: { versioning: 'never' } }, { ...object, ...copied })
    .filter(({ level }) => level !== 'note')
    .map(({ level, code }) => `${level} ${code}`);

test('an object of up to 5 GB is copied to a free key', () => {
  expect(judge({})).toEqual([]);
  expect(judge({ size: maxCopyBytes })).toEqual([]);
  expect(judge({ size: maxCopyBytes + 1 })).toEqual(['block copy-too-large']);
});

test('an archived object is copied only while it is restored', () => {
  expect(judge({ storageClass: 'ColdArchive', readable: false })).toEqual(['block copy-cold']);
  expect(judge({ storageClass: 'ColdArchive' })).toEqual([]);
});

test('a copy replaces nothing', () => {
  const facts = { etag: 'E', size: 1, lastModified: '2026-01-01T00:00:00.000Z' };
  expect(
    judge({}, { kind: 'object', facts, storageClass: 'IA', type: 'Normal', headers: {}, metadata: {} }),
  ).toEqual(['block destination-taken']);
});

test('an ACL that could not be read is a decision: the copy gets the default', () => {
  expect(judge({ acl: { known: false, why: 'forbidden' } })).toEqual(['choose part-unread']);
});
