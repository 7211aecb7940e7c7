import {
  decodeSymlinkTarget,
  decodeUserMetadata,
  findKeyProblem,
  parseTagging,
} from '@signpost/oss-protocol/rules';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';

import { putSymlink } from './put-symlink.ts';
import { answerWritten, connectTo, isSignedFor, startStubOss } from '../testing/stub-oss.ts';

const PLACE = { bucket: 'bkt', key: 'dir a/链接+1.txt' };
const LINK = { ...PLACE, target: '目标/a b+c%.txt' };
describe('PutSymlink', () => {
  test('carries every header of the documentation and is signed', async () => {
    const oss = await startStubOss((_, response) => {
      response.writeHead(200, {
        etag: '"0A477B89B4602AA8DECB8E19BFD447B6"',
        'x-oss-version-id': 'CAEQ',
        'x-oss-event-status': 'status=ok',
      });
      response.end();
    });
    const result = await putSymlink(connectTo(oss.endpoint), {
      ...LINK,
      storageClass: 'IA',
      acl: 'private',
      metadata: { Owner: '运维', 'build-id': '7' },
      tags: { team: 'web site', empty: '' },
      forbidOverwrite: true,
      httpHeaders: {
        cacheControl: 'no-cache',
        contentDisposition: 'attachment;filename=oss_download.jpg',
        contentEncoding: 'gzip',
        contentLanguage: 'zh-CN',
        contentType: 'text/plain',
        expires: 'Tue, 08 Nov 2026 02:00:25 GMT',
      },
    });
    expect(result).toMatchObject({
      requestId: '5C1B138A109F4E405B2D8AEF',
      etag: '0A477B89B4602AA8DECB8E19BFD447B6',
      versionId: 'CAEQ',
      eventStatus: 'status=ok',
    });
    const [request] = oss.seen;
    expect(request?.target).toBe('/bkt/dir%20a/%E9%93%BE%E6%8E%A5%2B1.txt?symlink');
    expect(isSignedFor(request!, PLACE)).toBe(true);
    expect(Object.fromEntries(request!.headers)).toMatchObject({
      'x-oss-symlink-target': '%E7%9B%AE%E6%A0%87/a%20b%2Bc%25.txt',
      'x-oss-storage-class': 'IA',
      'x-oss-object-acl': 'private',
      'x-oss-forbid-overwrite': 'true',
      'x-oss-tagging': 'team=web%20site&empty=',
      'x-oss-meta-owner': '运维',
      'x-oss-meta-build-id': '7',
      'cache-control': 'no-cache',
      'content-disposition': 'attachment;filename=oss_download.jpg',
      'content-encoding': 'gzip',
      'content-language': 'zh-CN',
      'content-type': 'text/plain',
      expires: 'Tue, 08 Nov 2026 02:00:25 GMT',
      'content-length': '0',
    });
  });

  test('names Standard itself and nothing else that was not asked for', async () => {
    const oss = await startStubOss((_, response) => {
      answerWritten(response);
    });
    const result = await putSymlink(connectTo(oss.endpoint), LINK);
    expect(result).toMatchObject({ versionId: undefined, eventStatus: undefined });
    const names = [...oss.seen[0]!.headers.keys()].filter(
      (name) => name.startsWith('x-oss-') || name.startsWith('content-'),
    );
    expect(names).toEqual([
      'x-oss-symlink-target',
      'x-oss-storage-class',
      'x-oss-content-sha256',
      'x-oss-date',
      'content-length',
    ]);
    expect(oss.seen[0]!.headers.get('x-oss-storage-class')).toBe('Standard');
  });

  test.each([
    [{ key: '' }, 'key', 'empty'],
    [{ key: '/a' }, 'key', 'leading-slash'],
    [{ key: 'a'.repeat(1024) }, 'key', 'too-long'],
    [{ key: 'a\nb' }, 'key', 'control-character'],
    [{ target: '' }, 'target', 'empty'],
    [{ target: '\\a' }, 'target', 'leading-slash'],
    [{ target: '中'.repeat(342) }, 'target', 'too-long'],
    [{ target: 'a\r\nx-oss-object-acl: public-read' }, 'target', 'control-character'],
    [{ target: 'a\0' }, 'target', 'control-character'],
    [{ bucket: 'No_Bucket' }, 'bucket', 'invalid'],
    [{ storageClass: 'Glacier' as 'IA' }, 'storageClass', 'unknown'],
    [{ acl: 'secret' as 'private' }, 'acl', 'unknown'],
    [{ metadata: { build_id: '1' } }, 'metadata', 'name'],
    [{ metadata: { a: 'x'.repeat(8192) } }, 'metadata', 'too-large'],
    [{ metadata: { a: 'x\r\nb: c' } }, 'metadata', 'control-character'],
    [{ tags: { 'a#': '' } }, 'tagging', 'key'],
    [{ httpHeaders: { contentType: 'text/plain\r\nx: y' } }, 'header', 'control-character'],
  ] as const)('with %j is refused before anything is sent', async (change, field, rule) => {
    const oss = await startStubOss((_, response) => {
      answerWritten(response);
    });
    await expect(putSymlink(connectTo(oss.endpoint), { ...LINK, ...change })).rejects.toMatchObject({
      field,
      rule,
    });
    expect(oss.seen).toHaveLength(0);
  });

  test('fits the largest of everything into one request', async () => {
    const oss = await startStubOss((_, response) => {
      answerWritten(response);
    });
    const tags = Object.fromEntries(
      Array.from({ length: 10 }, (_, index) => [`${index}`.padEnd(128, ':'), ' '.repeat(256)]),
    );
    await putSymlink(connectTo(oss.endpoint), {
      ...LINK,
      target: '中'.repeat(341),
      metadata: { a: 'x'.repeat(8191) },
      tags,
    });
    expect(isSignedFor(oss.seen[0]!, PLACE)).toBe(true);
  });

  test('brings any legal name, target, metadata and tag across unchanged', async () => {
    const oss = await startStubOss((_, response) => {
      answerWritten(response);
    });
    const client = connectTo(oss.endpoint);
    const name = fc
      .string({ unit: 'binary', minLength: 1, maxLength: 60 })
      .map((raw) => raw.toWellFormed())
      .filter((key) => findKeyProblem(key) === undefined);
    const value = fc.string({ unit: 'grapheme', maxLength: 60 }).map((raw) =>
      raw
        .toWellFormed()
        .replaceAll(/\p{Cc}/gu, '')
        .trim(),
    );
    const tag = fc.string({ unit: fc.constantFrom(...'aZ09 +-=._:/'), minLength: 1, maxLength: 20 });
    await fc.assert(
      fc.asyncProperty(name, name, value, tag, async (key, target, note, label) => {
        await putSymlink(client, {
          bucket: 'bkt',
          key,
          target,
          metadata: { note },
          tags: { [label]: label },
        });
        const request = oss.seen.at(-1)!;
        expect(request.path).toBe(`bkt/${key}`);
        expect(decodeSymlinkTarget(request.headers.get('x-oss-symlink-target')!)).toBe(target);
        expect(decodeUserMetadata(request.headers)).toEqual({ note });
        expect(parseTagging(request.headers.get('x-oss-tagging')!)).toEqual({ [label]: label });
        expect(isSignedFor(request, { bucket: 'bkt', key })).toBe(true);
      }),
    );
  });
});
