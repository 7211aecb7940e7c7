import { emptyDetails } from './entry.ts';
import type { EntryDraft } from './entry.ts';
import { openStore } from './store.ts';
import type { Store } from './store.ts';

export const FIXTURE_BUCKET = 'fixture';

/** Runs `work` on a temporary store with one bucket. */
export function withStore(versioning: 'Enabled' | undefined, work: (store: Store) => void): void {
  const store = openStore(undefined);
  try {
    store.writeNow(({ buckets }) =>
      buckets.insert({
        name: FIXTURE_BUCKET,
        owner: '1',
        region: 'r',
        created: 0,
        storageClass: 'Standard',
        redundancy: 'LRS',
        acl: 'private',
        versioning,
        hierarchical: false,
        requesterPays: false,
      }),
    );
    work(store);
  } finally {
    store.close();
  }
}

/** An empty object. */
export function emptyDraft(etag = 'E'): EntryDraft {
  return {
    type: 'Normal',
    size: 0,
    etag,
    modified: 0,
    storageClass: 'Standard',
    acl: 'default',
    owner: '1',
    details: emptyDetails(),
  };
}
