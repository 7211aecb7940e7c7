import { emptyDetails } from './entry.ts';
import type { EntryDraft } from './entry.ts';
import { openStore } from './store.ts';
import type { Store } from './store.ts';

/** A temporary store for a file of tests; every run gets a bucket of its own in it. */
export function createFixture(): {
  store: Store;
  newBucket: (versioning?: 'Enabled') => string;
  close: () => void;
} {
  const store = openStore(undefined);
  let serial = 0;
  const newBucket = (versioning?: 'Enabled') => {
    serial += 1;
    const name = `fixture-${serial}`;
    store.writeNow(({ buckets }) =>
      buckets.insert({
        name,
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
    return name;
  };
  return { store, newBucket, close: () => store.close() };
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
