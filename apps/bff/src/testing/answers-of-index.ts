import type { IndexedLink } from '@signpost/api-contract';
import { expectOk } from './api.ts';
import type { Stack } from './stack.ts';

const connection = 'default';

/** All that a console says of a bucket by its index, without how and when it was read. */
export async function answersOf(
  { bffUrl }: Stack,
  { bucket, keys, prefixes }: { bucket: string; keys: readonly string[]; prefixes: string[] },
): Promise<{ links: IndexedLink[]; [question: string]: unknown }> {
  const place = { connection, bucket };
  const listed = await expectOk(bffUrl, 'listLinks', { query: { ...place, limit: '1000' } });
  const { items } = await expectOk(bffUrl, 'describeFolders', {
    body: { ...place, prefixes },
  });
  const backlinks = await Promise.all(
    keys.map((key) =>
      expectOk(bffUrl, 'listBacklinks', { query: { ...place, key } }).then((answer) => answer.items),
    ),
  );
  // What was compared on the way, and when something broke, the other console had no occasion to see.
  const notCompared = { served: undefined, servedWrongly: undefined, brokenSince: undefined };
  const listedLinks = listed.items.map((link) => ({ ...link, ...notCompared }));
  const folders = items.map((row) => ({
    ...row,
    ...notCompared,
    folderLink: row.folderLink && { ...row.folderLink, ...notCompared },
  }));
  return { links: listedLinks, byHealth: listed.byHealth, folders, backlinks };
}
