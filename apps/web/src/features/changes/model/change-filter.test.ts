import { describe, expect, it } from 'vitest';
import { parseChangesSearch, withFilter } from './change-filter.ts';

describe('the address of the list of changes', () => {
  it('keeps every filter', () => {
    const search = {
      bucket: 'b',
      key: 'k',
      prefix: 'p/',
      group: 'g',
      actor: 'ada',
      action: 'delete',
      outcome: 'failed',
      since: '2026-11-01T00:00:00.000Z',
      until: '2026-11-02T00:00:00.000Z',
      cursor: '17',
    };
    expect(parseChangesSearch(search)).toEqual(search);
  });

  it('leaves out what is no filter, and takes numbers for texts', () => {
    expect(
      parseChangesSearch({
        action: 'burn',
        outcome: 1,
        since: 'soon',
        bucket: '',
        actor: ['x'],
        prefix: 2024,
      }),
    ).toEqual({ prefix: '2024' });
  });

  it('reads a day as its first moment in UTC', () => {
    expect(parseChangesSearch({ since: '2026-11-01' })).toEqual({ since: '2026-11-01T00:00:00.000Z' });
  });

  it('begins at the newest change once a filter is set or taken away', () => {
    expect(withFilter({ actor: 'ada', cursor: '17' }, { outcome: 'failed' })).toEqual({
      actor: 'ada',
      outcome: 'failed',
    });
    expect(withFilter({ actor: 'ada', bucket: 'b' }, { actor: undefined })).toEqual({ bucket: 'b' });
  });
});
