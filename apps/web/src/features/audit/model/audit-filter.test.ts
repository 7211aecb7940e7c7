import { expect, it } from 'vitest';
import { parseAuditSearch, withAuditFilter } from './audit-filter.ts';

it('an address is read as the filter it is, and what cannot be one is left out', () => {
  expect(
    parseAuditSearch({
      actor: 'ada',
      action: 'write.repoint',
      outcome: 'refused',
      bucket: 7,
      prefix: '',
      since: '2026-11-01',
      until: 'soon',
      cursor: '120',
      other: 'x',
    }),
  ).toEqual({
    actor: 'ada',
    action: 'write.repoint',
    outcome: 'refused',
    bucket: '7',
    since: '2026-11-01T00:00:00.000Z',
    cursor: '120',
  });
  expect(parseAuditSearch({ outcome: 'fine', actor: ['a'] })).toEqual({});
});

it('another filter begins at the newest event, and an empty choice is none', () => {
  const search = { actor: 'ada', cursor: '120' };
  expect(withAuditFilter(search, { outcome: 'failed' })).toEqual({ actor: 'ada', outcome: 'failed' });
  expect(withAuditFilter(search, { actor: '' })).toEqual({});
});
