import { checkFile, readRows } from './inventory-rows.ts';
import { openInventoryObject, readManifest } from './find-inventories.ts';
import type { BucketScan } from './scan-bucket.ts';
import type { ScanProgress, SourceProgress } from './scan-store.ts';
import { keepRows, lookAgain, patiently, type SourceTarget } from './source-walk.ts';

type InventoryProgress = SourceProgress & { kind: 'inventory' };

/**
 * Reads an inventory into the index, from where it was left. All files are read once for their checksums before the first
 * row counts. What the index holds and the inventory does not name is left to whoever ends the scan.
 * @throws ProblemError `inventory-missing`, `inventory-damaged`, `scan-too-large`; OssError
 */
export async function scanInventory(place: SourceTarget, from: ScanProgress): Promise<BucketScan> {
  let progress = from;
  let source = from.source as InventoryProgress;
  const { client, bucket, now, signal } = place;
  const manifest = await patiently(place, () => readManifest({ client, bucket, now: now(), signal }, source));
  const open = (key: string) => openInventoryObject(client, { bucket: source.bucket, key, signal });
  const advance = (more: Partial<InventoryProgress>): InventoryProgress => ({ ...source, ...more });
  for (const file of manifest.files.slice(source.checked)) {
    await patiently(place, async () => checkFile((await open(file.key)).body, file));
    source = advance({ checked: source.checked + 1 });
    progress = { ...progress, calls: place.calls(), source };
    await place.keep([], progress);
  }
  for (const file of manifest.files.slice(source.file)) {
    await patiently(place, async () => {
      const { body } = await open(file.key);
      for await (const { rows, read } of readRows(body, { columns: manifest.columns, skip: source.rows })) {
        const next = advance({ rows: source.rows + read });
        progress = await keepRows(place, rows, { progress, source: next });
        // Not before: rows that could not be kept are read again.
        source = next;
      }
    });
    source = advance({ file: source.file + 1, rows: 0 });
    progress = { ...progress, source };
  }
  // What Signpost wrote before anything was kept of the bucket stands in the change log only.
  await lookAgain(place, await place.ownKeys());
  return { keys: progress.parts[0]?.keys ?? 0 };
}
