import { execFileSync } from 'node:child_process';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  listOssutilOmissions,
  quoteShell,
  toOssutilDelete,
  toOssutilGet,
  toOssutilLine,
  toOssutilPut,
  toOssutilRestore,
  toPublicUrl,
} from './format-commands.ts';
import type { LinkDraft } from './key-state.ts';

describe('formatting a write for the shell', () => {
  it('restores an archived object by its key, however that is written', () => {
    expect(toOssutilRestore({ bucket: 'b', key: 'cli/1.9.4/cli.tar.gz' })).toBe(
      'ossutil api restore-object --bucket b --key cli/1.9.4/cli.tar.gz',
    );
    expect(toOssutilRestore({ bucket: 'b', key: "it's $(x)" })).toBe(
      "ossutil api restore-object --bucket b --key 'it'\\''s $(x)'",
    );
    expect(toOssutilRestore({ bucket: 'b', key: 'k', days: 3 })).toBe(
      "ossutil api restore-object --bucket b --key k --restore-request '<RestoreRequest><Days>3</Days></RestoreRequest>'",
    );
    expect(toOssutilRestore({ bucket: 'b', key: 'k', days: 3, tier: 'Bulk' })).toContain(
      '<JobParameters><Tier>Bulk</Tier></JobParameters>',
    );
  });

  it('says where the bucket is, as far as that is known', () => {
    const place = { bucket: 'b', key: 'a b', endpoint: 'http://127.0.0.1:9000', region: 'cn-hangzhou' };
    expect(toOssutilGet({ ...place, pathStyle: true })).toBe(
      "ossutil api get-symlink --bucket b --key 'a b' --endpoint http://127.0.0.1:9000 --region cn-hangzhou --addressing-style path",
    );
    expect(toOssutilRestore(place)).toMatch(/ --endpoint http:\/\/127\.0\.0\.1:9000 --region cn-hangzhou$/);
    expect(toOssutilLine('stat', place)).toBe(
      "ossutil stat 'oss://b/a b' --endpoint http://127.0.0.1:9000 --region cn-hangzhou",
    );
  });

  it('survives the shell for any text without NUL', () => {
    const text = fc.string({ unit: 'grapheme', maxLength: 30 }).filter((one) => !one.includes('\0'));
    // Many texts for each shell: starting one is what takes time.
    fc.assert(
      fc.property(fc.array(text, { minLength: 20, maxLength: 20 }), (texts) => {
        const line = `printf '%s\\0' ${texts.map(quoteShell).join(' ')}`;
        const out = execFileSync('bash', ['-c', line], { encoding: 'utf8' });
        expect(out.split('\0').slice(0, -1)).toEqual(texts);
      }),
      { numRuns: 5 },
    );
    expect(quoteShell('a\nb')).toBe(String.raw`$'a\x0ab'`);
  });

  const draft: LinkDraft = {
    target: 'a b+c%/d.tgz',
    headers: { cacheControl: 'max-age=60', contentType: 'text/plain' },
    metadata: { owner: 'ops' },
    acl: 'public-read',
    tags: { team: 'cli' },
    storageClass: 'Standard',
  };
  const place = {
    bucket: 'b',
    key: "it's/链.tgz",
    endpoint: 'https://oss-cn-hangzhou.aliyuncs.com',
    region: 'cn-hangzhou',
  };

  it('names endpoint and region, so that the line needs no profile of the vendor tool', () => {
    expect(toOssutilPut(place, { ...draft, forbidOverwrite: true })).toBe(
      String.raw`ossutil api put-symlink --bucket b --key 'it'\''s/链.tgz' --symlink-target a%20b%2Bc%25/d.tgz --object-acl public-read --storage-class Standard --forbid-overwrite true --endpoint https://oss-cn-hangzhou.aliyuncs.com --region cn-hangzhou`,
    );
    expect(toOssutilDelete({ ...place, key: 'a' }, 'v1')).toBe(
      'ossutil api delete-object --bucket b --key a --version-id v1 --endpoint https://oss-cn-hangzhou.aliyuncs.com --region cn-hangzhou',
    );
  });

  it('asks for the bucket in the path where its endpoint has no hosts', () => {
    const embedded = { ...place, key: 'a', endpoint: 'http://127.0.0.1:7071', pathStyle: true };
    expect(toOssutilDelete(embedded)).toMatch(
      / --endpoint http:\/\/127\.0\.0\.1:7071 --region cn-hangzhou --addressing-style path$/,
    );
  });

  it('names every header that the vendor tool cannot send', () => {
    expect(listOssutilOmissions(draft)).toEqual([
      'Cache-Control',
      'Content-Type',
      'x-oss-meta-owner',
      'x-oss-tagging',
    ]);
    expect(listOssutilOmissions({ ...draft, headers: {}, metadata: {}, tags: {} })).toEqual([]);
  });
});

describe('the public address of a key', () => {
  const base = 'https://acme.oss-cn-hangzhou.aliyuncs.com/';

  it('leads back to the key after a browser has read it, dot segments and all', () => {
    const segment = fc.oneof(
      fc.constantFrom('.', '..', '', 'a b', '100%', '?#', '工具'),
      fc.string({ unit: 'grapheme' }),
    );
    fc.assert(
      fc.property(fc.array(segment, { minLength: 1, maxLength: 5 }), (segments) => {
        const key = segments.join('/');
        fc.pre(key !== '' && key !== '.' && key !== '..');
        const address = toPublicUrl(base, key) ?? '';
        const { origin, pathname, search, hash } = new URL(address);
        expect(`${origin}/`).toBe(base);
        expect([decodeURIComponent(pathname), search, hash]).toEqual([`/${key.toWellFormed()}`, '', '']);
      }),
    );
  });

  it('is readable where it can be, and stands behind the bucket of an embedded server', () => {
    expect(toPublicUrl('http://127.0.0.1:7071/acme/', 'cli/工具 1.tgz')).toBe(
      'http://127.0.0.1:7071/acme/cli/%E5%B7%A5%E5%85%B7%201.tgz',
    );
    expect(toPublicUrl(base, 'a/../b')).toBe(`${base}a%2F..%2Fb`);
    expect(toPublicUrl(base, '..')).toBeUndefined();
  });
});
