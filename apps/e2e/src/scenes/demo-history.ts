import type { ObjectAcl, StorageClass } from '@signpost/oss-protocol/rules';
import { create, listChanges, readLink, repoint, undo } from '../fixtures/api.ts';
import type { Stack } from '../fixtures/stack.ts';
import { releases, type SceneStage } from './scene.ts';

/** Lets the demo have writes of today, once: a link repointed and another created, both taken back. */
export async function ensureHistory(stack: Stack): Promise<void> {
  const place = { bucket: releases, key: 'cli/nightly.txt' };
  if ((await listChanges(stack, releases)).some(({ key }) => key === place.key)) return;
  const moved = { bucket: releases, key: 'cli/stable/manual.pdf' };
  await undo(stack, await repoint(stack, moved, 'cli/2.14.0/manual.pdf'));
  await undo(stack, await create(stack, place, 'cli/2.15.0-rc.1/VERSION'));
}

/** Remembers a link of the demo, to put it back exactly once the scene is over. */
export function keep({ stack, afterwards }: SceneStage, key: string): void {
  const found = stack.admin.find({ bucket: releases, key });
  if (found?.target === undefined) throw new Error(`${key} is no link: a scene may not write over it`);
  const { target, lastModified, acl, tagging, metadata, storageClass, headers } = found;
  afterwards(async () => {
    stack.admin.putSymlink({
      bucket: releases,
      key,
      target,
      lastModified,
      acl: acl as ObjectAcl,
      storageClass: storageClass as StorageClass,
      tagging,
      metadata,
      ...(headers['content-type'] === undefined ? {} : { contentType: headers['content-type'] }),
      ...(headers['content-encoding'] === undefined ? {} : { contentEncoding: headers['content-encoding'] }),
      ...(headers['cache-control'] === undefined ? {} : { cacheControl: headers['cache-control'] }),
    });
    // The console has to hear of it: later scenes count the links to a target.
    await readLink(stack, { bucket: releases, key });
  });
}
