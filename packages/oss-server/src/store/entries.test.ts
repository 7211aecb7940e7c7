import fc from 'fast-check';
import { afterAll, expect, test } from 'vitest';

import { createFixture, emptyDraft } from './store.fixture.ts';
import type { StoreView } from './store.ts';

const { store, newBucket, close } = createFixture();
afterAll(close);

type Step =
  | { do: 'put' }
  | { do: 'delete' }
  | { do: 'drop'; at: number }
  | { do: 'set'; to: 'Enabled' | 'Suspended' };

/** The history of one key as the rules of versioning describe it: newest first. */
class Model {
  readonly bucket: string;
  versioning: 'Enabled' | 'Suspended' | undefined;
  history: { version: string; marker: boolean; etag: string }[] = [];

  constructor(bucket: string) {
    this.bucket = bucket;
  }

  add(entry: { version: string; marker: boolean; etag: string }): void {
    if (entry.version === 'null') this.history = this.history.filter(({ version }) => version !== 'null');
    this.history.unshift(entry);
  }
}

const step: fc.Arbitrary<Step> = fc.oneof(
  { weight: 5, arbitrary: fc.constant<Step>({ do: 'put' }) },
  { weight: 3, arbitrary: fc.constant<Step>({ do: 'delete' }) },
  { weight: 2, arbitrary: fc.nat({ max: 5 }).map((at): Step => ({ do: 'drop', at })) },
  {
    weight: 1,
    arbitrary: fc
      .constantFrom<'Enabled' | 'Suspended'>('Enabled', 'Suspended')
      .map((to): Step => ({ do: 'set', to })),
  },
);

/** Does a step to store and model; false when the store answered otherwise than the model. */
function apply(view: StoreView, model: Model, { action, etag }: { action: Step; etag: string }): boolean {
  const bucket = view.buckets.find(model.bucket)!;
  switch (action.do) {
    case 'set':
      view.buckets.update(bucket, { versioning: action.to });
      model.versioning = action.to;
      return true;
    case 'put': {
      const { version } = view.entries.put(bucket, 'k', emptyDraft(etag));
      model.add({ version, marker: false, etag });
      return (version === 'null') === (model.versioning !== 'Enabled');
    }
    case 'delete': {
      const { version, marker } = view.entries.delete(bucket, 'k', { owner: '1', now: 0 });
      if (model.versioning === undefined) model.history = [];
      else model.add({ version: version!, marker: true, etag: '' });
      return marker === (model.versioning !== undefined);
    }
    case 'drop': {
      const [chosen] = model.history.splice(action.at, 1);
      if (chosen === undefined) return true;
      return view.entries.deleteVersion(bucket, 'k', chosen.version).marker === chosen.marker;
    }
  }
}

function expectSame(model: Model): void {
  const { read } = store;
  const bucket = read.buckets.find(model.bucket)!;
  const every = { prefix: '', delimiter: '', limit: 1000 };
  const { entries } = read.listing.versions(bucket, { ...every, keyMarker: '', versionMarker: undefined });
  const seen = entries.map(({ version, type, etag }) => ({ version, marker: type === 'Marker', etag }));
  expect(seen).toEqual(model.history);
  expect(entries.map(({ latest }) => latest)).toEqual(model.history.map((_, at) => at === 0));
  const newest = model.history[0];
  const visible = newest !== undefined && !newest.marker;
  expect(read.entries.current(bucket, 'k')?.version).toBe(visible ? newest.version : undefined);
  expect(read.listing.current(bucket, { ...every, after: '' }).entries).toHaveLength(visible ? 1 : 0);
}

test('the history of a key equals a model of it, whatever is done and however versioning is set', () => {
  fc.assert(
    fc.property(fc.array(step, { maxLength: 30 }), (steps) => {
      const model = new Model(newBucket());
      for (const [index, action] of steps.entries()) {
        expect(store.writeNow((view) => apply(view, model, { action, etag: `E${index}` }))).toBe(true);
        expectSame(model);
      }
    }),
    { numRuns: 300 },
  );
});
