import { expect, test } from 'vitest';
import type { LinkSnapshot } from '../write/key-state.ts';
import { narrowToCommon } from './common-settings.ts';

const link: LinkSnapshot = {
  target: 'v1/a',
  headers: { known: true, value: { contentType: 'text/plain', cacheControl: 'max-age=60', expires: '0' } },
  metadata: { known: true, value: { channel: 'latest' } },
  acl: { known: true, value: 'public-read' },
  tags: { known: true, value: { a: '1', b: '2' } },
  storageClass: { known: true, value: 'Standard' },
};

test('one link shares all but its content headers', () => {
  expect(narrowToCommon(undefined, link)).toEqual({
    headers: { cacheControl: 'max-age=60', expires: '0' },
    metadata: { channel: 'latest' },
    acl: 'public-read',
    tags: { a: '1', b: '2' },
    storageClass: 'Standard',
  });
});

test('each further link takes away what it has otherwise, or what could not be read of it', () => {
  const others: LinkSnapshot[] = [
    { ...link, tags: { known: true, value: { b: '2', a: '1' } } },
    { ...link, headers: { known: true, value: { cacheControl: 'max-age=60' } } },
    { ...link, acl: { known: false, why: 'forbidden' } },
    { ...link, metadata: { known: true, value: {} } },
  ];
  const common = [link, ...others].reduce<ReturnType<typeof narrowToCommon> | undefined>(
    narrowToCommon,
    undefined,
  );
  expect(common).toEqual({
    headers: { cacheControl: 'max-age=60' },
    tags: { a: '1', b: '2' },
    storageClass: 'Standard',
  });
  expect(
    narrowToCommon(common, { ...link, headers: { known: false, why: 'unreadable' } }),
  ).not.toHaveProperty('headers');
});
