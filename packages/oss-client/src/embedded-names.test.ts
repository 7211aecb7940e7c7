import { describe, expect, test } from 'vitest';

import { deleteObject } from './operations/delete-object.ts';
import { getObject } from './operations/get-object.ts';
import { getObjectMeta } from './operations/get-object-meta.ts';
import { getSymlink } from './operations/get-symlink.ts';
import { headObject } from './operations/head-object.ts';
import { listObjectsV2 } from './operations/list-objects-v2.ts';
import { presignGetObject } from './operations/presign-get-object.ts';
import { putObject } from './operations/put-object.ts';
import { putSymlink } from './operations/put-symlink.ts';
import { BUCKET, startEmbeddedOss } from './testing/embedded-oss.ts';

// Against the embedded server over real HTTP: what the client writes, it reads back.

const { connect } = await startEmbeddedOss();

const AWKWARD_KEYS = [
  'a b',
  'a+b',
  'a%b',
  '%2F',
  '%',
  'a&b=c?d#e',
  `"'<>&\`\\[]{}|^~`,
  'oss/+< >[]/世界/中国.txt',
  '😀/👩‍👩‍👧.txt',
  'a//b',
  './a',
  'a/../b',
  '..',
  'dir/',
  '\u0001\u001f',
  '\u202egnp.exe',
  '中'.repeat(341),
];

// Browsers and fetch fold such a path away, however it is escaped.
const UNFETCHABLE = ['..'];

async function textOf(body: AsyncIterable<unknown>): Promise<string> {
  const chunks: Uint8Array[] = [];
  for await (const chunk of body) chunks.push(chunk as Uint8Array);
  return Buffer.concat(chunks).toString('utf8');
}

describe.each(['v4', 'v1'] as const)('awkward names signed with %s', (signatureVersion) => {
  test.each(AWKWARD_KEYS)('%j is written, linked to, listed, read and removed', async (key) => {
    const oss = connect({ signatureVersion });
    const place = { bucket: BUCKET, key };
    const link = { bucket: BUCKET, key: `link-${signatureVersion}` };
    await putObject(oss, { ...place, body: Buffer.from(`content of ${key}`) });
    await putSymlink(oss, { ...link, target: key });
    expect((await getSymlink(oss, link)).target).toBe(key);
    expect(await textOf((await getObject(oss, link)).body)).toBe(`content of ${key}`);
    const page = await listObjectsV2(oss, { bucket: BUCKET, prefix: key });
    expect(page.objects.map((object) => object.key)).toContain(key);
    await putSymlink(oss, { ...place, target: key });
    expect(await getObjectMeta(oss, place)).toMatchObject({ type: 'Symlink', size: Buffer.byteLength(key) });
    await deleteObject(oss, place);
    await expect(headObject(oss, link)).rejects.toMatchObject({ code: 'SymlinkTargetNotExist', status: 404 });
  });

  test.each(AWKWARD_KEYS.filter((key) => !UNFETCHABLE.includes(key)))(
    '%j is fetched by a presigned URL',
    async (key) => {
      const oss = connect({ signatureVersion });
      await putObject(oss, { bucket: BUCKET, key, body: Buffer.from(`content of ${key}`) });
      const url = await presignGetObject(oss, { bucket: BUCKET, key, expiresSeconds: 60 });
      expect(await (await fetch(url)).text()).toBe(`content of ${key}`);
      expect((await fetch(`${url}&versionId=null`)).status).toBe(403);
    },
  );
});
