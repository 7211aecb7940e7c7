import type { KeyView } from '@signpost/api-contract';
import { QueryClient } from '@tanstack/react-query';
import { globSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { accountQueries } from './account-queries.ts';
import { auditQueries } from './audit-queries.ts';
import { bucketQueries } from './bucket-queries.ts';
import { changeCountQueries } from './change-count-queries.ts';
import { changeQueries } from './change-queries.ts';
import { connectionQueries } from './connection-queries.ts';
import { indexQueries } from './index-queries.ts';
import { indexKeyQueries } from './index-key-queries.ts';
import { objectQueries } from './object-queries.ts';
import { coldTargetQueries } from './key-cold-targets.ts';
import { keyQueries } from './key-queries.ts';
import { planKeyQueries } from './plan-key-queries.ts';
import { planQueries } from './plan-queries.ts';
import { previewQueries } from './preview-queries.ts';
import { isAffected, refreshWritten } from './refresh-written.ts';
import { scanQueries } from './scan-queries.ts';
import type { WriteEffect } from './write-effect.ts';
import { outcomeQueries } from './outcome-queries.ts';

const written = { connection: 'demo', bucket: 'acme', key: 'cli/latest.tgz' };
const bucket = { connection: 'demo', bucket: 'acme' };

interface Sample {
  queryKey: readonly unknown[];
  meta?: { write?: WriteEffect } | undefined;
}

/** One query about the written key per definition: a definition without a sample does not compile. */
type Samples<Group> = { [Name in keyof Group]: Sample };

const groups = {
  accountQueries: {
    session: accountQueries.session(),
    sessions: accountQueries.sessions(),
    users: accountQueries.users(),
    groups: accountQueries.groups(),
    grants: accountQueries.grants(),
    tokens: accountQueries.tokens(),
    connections: accountQueries.connections(),
    access: accountQueries.access(written),
  } satisfies Samples<typeof accountQueries>,
  objectQueries: {
    page: objectQueries.page(bucket, { prefix: 'cli/' }),
    completion: objectQueries.completion(bucket, 'cli/l'),
    resolvedLink: objectQueries.resolvedLink(bucket, { key: written.key, etag: 'E' }, () => Promise.reject()),
  } satisfies Samples<typeof objectQueries>,
  keyQueries: {
    view: keyQueries.view(written),
    part: keyQueries.part(written, 'tags'),
    versions: keyQueries.versions(written),
    outsideChanges: keyQueries.outsideChanges(written),
    writeRequest: keyQueries.writeRequest(written, 'cli/2.tgz'),
    readers: keyQueries.readers(written, { kind: 'absent' }),
    preflight: keyQueries.preflight(bucket, { action: 'delete', ...written }),
  } satisfies Samples<typeof keyQueries>,
  previewQueries: {
    preview: previewQueries.preview(written, 'E'),
  } satisfies Samples<typeof previewQueries>,
  indexQueries: {
    home: indexQueries.home('demo'),
    coverage: indexQueries.coverage('demo', 'acme'),
    links: indexQueries.links('demo', {}),
    pageFacts: indexQueries.pageFacts(bucket, { toBatches: () => [], page: { age: 0 }, scannedAt: '' }),
  } satisfies Samples<typeof indexQueries>,
  indexKeyQueries: {
    folder: indexKeyQueries.folder(bucket, 'cli/'),
    linkGroups: indexKeyQueries.linkGroups('demo', {}),
    map: indexKeyQueries.map(bucket, {}),
    neighbourhood: indexKeyQueries.neighbourhood(written),
    candidates: indexKeyQueries.candidates(written),
    backlinks: indexKeyQueries.backlinks(written),
    search: indexKeyQueries.search('demo', 'cli'),
  } satisfies Samples<typeof indexKeyQueries>,
  coldTargetQueries: {
    found: coldTargetQueries.found(bucket, { by: 'keys', keys: [written.key] }),
  } satisfies Samples<typeof coldTargetQueries>,
  planKeyQueries: {
    onKey: planKeyQueries.onKey(written),
  } satisfies Samples<typeof planKeyQueries>,
  auditQueries: {
    page: auditQueries.page('demo'),
  } satisfies Samples<typeof auditQueries>,
  changeQueries: {
    page: changeQueries.page('demo'),
  } satisfies Samples<typeof changeQueries>,
  changeCountQueries: {
    counts: changeCountQueries.counts('demo', {}),
  } satisfies Samples<typeof changeCountQueries>,
  outcomeQueries: {
    one: outcomeQueries.one('demo', 'id'),
    recordOf: outcomeQueries.recordOf(written, { key: written.key }, () => undefined),
  } satisfies Samples<typeof outcomeQueries>,
  planQueries: {
    folderChoices: planQueries.folderChoices(bucket, 'cli/latest/'),
    rulePreview: planQueries.rulePreview(bucket, {
      links: { by: 'prefix', prefix: 'cli/' },
      rule: { kind: 'flatten' },
      dialog: 'id',
    }),
    list: planQueries.list('demo'),
    one: planQueries.one('demo', 'id'),
    rows: planQueries.rows('demo', 'id'),
  } satisfies Samples<typeof planQueries>,
  scanQueries: {
    report: scanQueries.report(bucket),
    sources: scanQueries.sources(bucket),
  } satisfies Samples<typeof scanQueries>,
  bucketQueries: {
    list: bucketQueries.list('demo'),
    facts: bucketQueries.facts('demo', 'acme'),
  } satisfies Samples<typeof bucketQueries>,
  connectionQueries: {
    list: connectionQueries.list(),
  } satisfies Samples<typeof connectionQueries>,
};

const samples = Object.entries(groups).flatMap(([group, members]) =>
  Object.entries<Sample>(members).map(([name, query]) => ({ name: `${group}.${name}`, query })),
);

describe('every query definition', () => {
  it.each(samples)('$name is refreshed by a write to its key, or says why not', ({ query }) => {
    const effect = query.meta?.write;
    expect(
      effect?.kind === 'kept' ? effect.reason : effect && isAffected(effect, written, undefined),
    ).toBeTruthy();
  });

  it.each(samples)('$name stays as it is after a write through another connection', ({ query }) => {
    const effect = query.meta?.write;
    const other = { ...written, connection: 'prod' };
    expect(effect && isAffected(effect, other, undefined)).toBe(false);
  });

  it('has a key of its own', () => {
    const keys = samples.map(({ query }) => JSON.stringify(query.queryKey));
    expect(new Set(keys).size).toBe(keys.length);
  });

  it('lies in shared/queries', () => {
    const root = new URL('../../', import.meta.url);
    const elsewhere = globSync('**/*.{ts,tsx}', { cwd: root }).filter(
      (file) =>
        !file.startsWith('shared/queries/') &&
        /\bquery(?:Fn|Options)\b/.test(readFileSync(new URL(file, root), 'utf8')),
    );
    expect(elsewhere).toEqual([]);
  });
});

/** Whether a write to the key makes an answer stale that is in the cache. */
async function isStaleAfterWrite({ queryKey, meta }: Sample, answer: unknown): Promise<boolean> {
  const client = new QueryClient({ defaultOptions: { queries: { retry: false } } });
  client
    .getQueryCache()
    .build(client, { queryKey, ...(meta === undefined ? {} : { meta }) })
    .setData(answer);
  await refreshWritten(client, written);
  const state = client.getQueryState(queryKey);
  const stale = state?.isInvalidated === true || state?.data === undefined;
  client.clear();
  return stale;
}

describe('what a write makes stale', () => {
  const view = (target: string, state: object = {}) =>
    ({ link: { target: { key: target, state } } }) as KeyView;
  const look = (key: string) =>
    objectQueries.resolvedLink(bucket, { key, etag: 'E' }, () => Promise.reject());
  it.each([
    ['the page of its folder', objectQueries.page(bucket, { prefix: 'cli/' }), {}, true],
    ['the page of the top', objectQueries.page(bucket, {}), {}, true],
    ['the page of another folder', objectQueries.page(bucket, { prefix: 'sdk/' }), {}, false],
    ['its own look-up', look(written.key), {}, true],
    ['a link that leads to it', look('a'), { target: written.key }, true],
    ['a neighbour', look('cli/beta.tgz'), { target: 'x' }, false],
    ["its own view, which is also that of Home's restore dialog", keyQueries.view(written), {}, true],
    ['the view of a link to it', keyQueries.view({ ...bucket, key: 'a' }), view(written.key), true],
    [
      'the view of a chain that ends at it',
      keyQueries.view({ ...bucket, key: 'a' }),
      view('b', { found: 'link', final: written.key }),
      true,
    ],
    ['the view of something else', keyQueries.view({ ...bucket, key: 'a' }), view('b'), false],
    ['the readers that were tried', keyQueries.readers(written, { kind: 'absent' }), { items: [] }, true],
    ['content that was compared', previewQueries.preview(written, 'E'), { kind: 'image' }, true],
    ['content of another key', previewQueries.preview({ ...bucket, key: 'a' }, 'E'), {}, false],
    ['completions that begin like it', objectQueries.completion(bucket, 'cli/l'), {}, true],
    ['other completions', objectQueries.completion(bucket, 'cli/m'), {}, false],
    ['the changes of the connection', changeQueries.page('demo'), {}, true],
    ['another bucket', objectQueries.page({ ...bucket, bucket: 'other' }, {}), {}, false],
    ['the list of buckets', bucketQueries.list('demo'), {}, false],
  ] as [string, Sample, unknown, boolean][])('%s: %#', async (_what, query, answer, stale) => {
    expect(await isStaleAfterWrite(query, answer)).toBe(stale);
  });
});
