import type { OssAdmin } from '@signpost/oss-server';

/** A bucket of evenly named keys, every tenth of them a link to the key before it. */
export interface Filling {
  readonly bucket: string;
  readonly prefix: string;
  readonly keys: number;
  /** Every so many keys is a link; ten where absent. */
  readonly linkEvery?: number;
  /** Folder links besides, each with so many links to a folder of its own. */
  readonly folderLinks?: { readonly groups: number; readonly files: number };
}

/** Keys that share one commit. */
const batch = 20_000;

/** `k0000123-report.txt`: in byte order by number, and cut into one group per key by the delimiter `-`. */
export function keyOf(prefix: string, index: number): string {
  return `${prefix}k${String(index).padStart(7, '0')}-report.txt`;
}

/** The last of every so many keys is a link. */
export function isLinkIndex(index: number, linkEvery = 10): boolean {
  return index % linkEvery === linkEvery - 1;
}

/** Makes and fills a bucket; false when it was there already. */
export function fillBucket(
  admin: OssAdmin,
  { bucket, prefix, keys, linkEvery, folderLinks }: Filling,
): boolean {
  if (admin.find({ bucket, key: completeMark }) !== undefined) return false;
  admin.putBucket({ name: bucket });
  for (let from = 0; from < keys; from += batch) {
    admin.bulk(() => {
      for (let index = from; index < Math.min(keys, from + batch); index += 1) {
        const key = keyOf(prefix, index);
        if (isLinkIndex(index, linkEvery))
          admin.putSymlink({ bucket, key, target: keyOf(prefix, index - 1) });
        else admin.putObject({ bucket, key });
      }
    });
  }
  const { groups = 0, files = 0 } = folderLinks ?? {};
  admin.bulk(() => {
    for (let group = 0; group < groups; group += 1)
      for (let file = 0; file < files; file += 1) {
        admin.putObject({ bucket, key: `v/${String(group)}/f${String(file)}` });
        const key = `channel-${String(group)}/f${String(file)}`;
        admin.putSymlink({ bucket, key, target: `v/${String(group)}/f${String(file)}` });
      }
  });
  // Sorts before every prefix in use, so no listing below a prefix shows it.
  admin.putObject({ bucket, key: completeMark });
  return true;
}

const completeMark = '!complete';
