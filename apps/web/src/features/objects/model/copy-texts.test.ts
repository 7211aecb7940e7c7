import { describe, expect, it } from 'vitest';
import { toCopyTexts } from './copy-texts.ts';
import type { ListRow } from './list-rows.ts';

const entry = {
  kind: 'object',
  key: 'it’s a|`b`.txt',
  size: 1,
  etag: 'E',
  lastModified: '',
  storageClass: 'Standard',
  type: 'Normal',
} as const;
const texts = (row: ListRow, target?: string): Record<string, string> =>
  Object.fromEntries(toCopyTexts(row, { bucket: 'acme', target }));

describe('what a row is copied as', () => {
  it('gives key, path and target whole, and the line that reads the link', () => {
    expect(texts({ kind: 'link', id: 'cli/latest.tgz', entry }, 'cli/2.0/cli.tgz')).toEqual({
      key: 'cli/latest.tgz',
      path: 'oss://acme/cli/latest.tgz',
      target: 'cli/2.0/cli.tgz',
      ossutil: 'ossutil api get-symlink --bucket acme --key cli/latest.tgz',
      markdown: '| `oss://acme/cli/latest.tgz` | `cli/2.0/cli.tgz` |',
    });
  });

  it('quotes for the shell, and lets no sign of a key end a cell', () => {
    const { ossutil, markdown } = texts({ kind: 'object', id: 'a b|`c`.txt', entry });
    expect(ossutil).toBe("ossutil stat 'oss://acme/a b|`c`.txt'");
    expect(markdown).toBe('| `` oss://acme/a b\\|`c`.txt `` | `object` |');
  });

  it('offers no target where none is known, and lists a folder', () => {
    const folder = texts({ kind: 'folder', id: 'cli/' });
    expect(Object.keys(folder)).toEqual(['key', 'path', 'ossutil', 'markdown']);
    expect(folder['ossutil']).toBe('ossutil ls oss://acme/cli/');
  });
});
