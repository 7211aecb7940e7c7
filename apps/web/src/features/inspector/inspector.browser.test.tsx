import type { Change, KeyView, LastSeen, OutsideChange } from '@signpost/api-contract';
import { createRootRoute, createRouter, RouterProvider } from '@tanstack/react-router';
import axe from 'axe-core';
import i18next from 'i18next';
import { expect, it, vi } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import '../../testing/by-tip.ts';
import { fakeApi } from '../../testing/fake-api.ts';
import { render } from '../../testing/render.tsx';
import {
  scope,
  toChange,
  toLinkState,
  toObjectState,
  toPreflight,
  toView,
} from '../../testing/sample-views.ts';
import type { WriteSearch } from './action-bar.tsx';
import { toMoments } from './model/moments.ts';
import { Inspector } from './inspector.tsx';

const say = i18next.getFixedT('en', 'inspector');
const sayPart = i18next.getFixedT('en', 'parts');
const sayAction = i18next.getFixedT('en', 'actions');

const key = 'app/latest.txt';
const target = 'app/v2.1.0/app.txt';
type Link = NonNullable<KeyView['link']>;

function toLink(more: Partial<Link> = {}): Link {
  const { facts, headers, metadata } = toObjectState(48);
  const found = {
    found: 'object',
    ...facts,
    storageClass: 'Standard',
    type: 'Normal',
    headers,
    metadata,
  } as const;
  return { health: 'ok', target: { key: target, state: found }, reader: [], publicRead: 'private', ...more };
}

const missing = toLink({
  health: 'missing',
  target: { key: target, state: { found: 'nothing', isPrefix: false } },
});

function toLinkView(link = toLink()): KeyView {
  return { ...toView(key, toLinkState(target)), link };
}

/** The write that made the link what it is. */
function lastWrite(more: Partial<Change> = {}): Change {
  const before = toView(key, toLinkState('app/v2.0.9/app.txt'));
  return toChange(before, target, { after: toLinkState(target), actor: 'ops1', reason: 'TICKET-7', ...more });
}

interface Opened {
  view?: KeyView;
  tab?: string;
  /** Links that lead to the target. */
  backlinks?: number;
  /** What was at the target. */
  lastSeen?: LastSeen;
  changes?: Change[];
  outside?: OutsideChange[];
  wide?: boolean;
  linksUnsupported?: boolean;
}

const facts = {
  name: scope.bucket,
  region: 'cn-hangzhou',
  versioning: 'enabled',
  hierarchicalNamespace: false,
  publicUrl: 'https://releases.example/',
  checkedAt: '2026-01-01T00:00:00Z',
} as const;
const coverage = { bucket: scope.bucket, state: 'complete', keys: 3, pending: 0, calls: 1 } as const;

/** The panel about the key in a window of a laptop's height, with the answers of the server. */
function open({
  view = toLinkView(),
  tab,
  backlinks = 0,
  lastSeen,
  changes = [],
  outside = [],
  wide = false,
  linksUnsupported = false,
}: Opened = {}) {
  fakeApi({
    getBucket: () => facts,
    getObject: () => view,
    listChanges: () => ({ items: changes, plans: [] }),
    describeFolders: () => ({ items: [], keyBacklinks: [], forecastsKnown: true, coverage }),
    listOutsideChanges: () => ({ items: outside }),
    listKeyVersions: () => ({ items: [], truncated: false, calls: 0 }),
    listPlans: () => ({ items: [] }),
    listBacklinks: ({ query }) => ({
      items: [],
      total: query?.key === target ? backlinks : 0,
      ...(query?.key === target && lastSeen !== undefined ? { lastSeen } : {}),
      coverage,
    }),
    preflight: () => toPreflight(toView(view.key, view.state), target),
    listCandidates: () => ({ items: [], siblings: [], coverage }),
  });
  const onWrite = vi.fn<(search: WriteSearch) => void>();
  const panel = (
    <div style={{ height: 560, width: 380 }}>
      <style>{layout}</style>
      <Inspector
        {...scope}
        objectKey={view.key}
        onClose={() => {}}
        onShowKey={() => {}}
        onTab={() => {}}
        onWrite={onWrite}
        publicUrl="https://releases.example.com/"
        tab={tab}
        linksUnsupported={linksUnsupported}
        wide={wide}
      />
    </div>
  );
  const router = createRouter({ routeTree: createRootRoute({ component: () => panel }) });
  render(<RouterProvider router={router as never} />);
  return { onWrite };
}

/** Of the style sheet: the panel is as high as its place, and its middle scrolls. */
const layout = `
  section { min-height: 0 } .h-full { height: 100% } .flex-1 { flex: 1 } .min-h-0 { min-height: 0 }
  .flex { display: flex } .flex-col { flex-direction: column } .overflow-y-auto { overflow-y: auto }
  .shrink-0 { flex-shrink: 0 } .line-clamp-3 { display: -webkit-box; -webkit-line-clamp: 3; -webkit-box-orient: vertical; overflow: hidden }
  .break-all { word-break: break-all } header { overflow: hidden; contain: paint }
`;

const button = (name: string) => page.getByRole('button', { name, exact: true });
const topOf = (text: string): number =>
  page.getByText(text, { exact: false }).first().element().getBoundingClientRect().top;

it('says whether the link works, then who wrote it last, then what would mend it, then the facts', async () => {
  open({ view: toLinkView(missing), changes: [lastWrite()] });
  await expect.element(page.getByText(say('repair.title')).first()).toBeVisible();
  await expect.element(page.getByText(/by ops1$/)).toBeVisible();
  const order = [say('verdict.missing'), say('history.written'), say('repair.title'), say('card.link')].map(
    topOf,
  );
  expect(order).toEqual([...order].sort((a, b) => a - b));
});

it('says of a missing target what was there, or that no object was ever seen there', async () => {
  const seenAt = new Date(new Date().getFullYear(), 0, 22, 2, 10).toISOString();
  const facts = { size: 50_541_363, storageClass: 'Standard', etag: 'E', lastModified: seenAt, seenAt };
  open({ view: toLinkView(missing), lastSeen: facts });
  await expect.element(page.getByText('Was 48.2 MiB, Standard, last seen Jan 22, 02:10')).toBeVisible();
  open({ view: toLinkView(missing) });
  await expect.element(page.getByText('Never seen in this bucket')).toBeVisible();
});

it('names the version before and after, the reason, and the way back', async () => {
  const { onWrite } = open({ changes: [lastWrite()] });
  await expect.element(page.getByText('2.0.9', { exact: false })).toBeVisible();
  await expect.element(page.getByText('TICKET-7')).toBeVisible();
  await button(say('timeline.undo')).click();
  expect(onWrite.mock.calls).toEqual([[{ dialog: 'undo', change: 'change-1' }]]);
});

it('looks past a write that failed, and claims no write that somebody else replaced', async () => {
  const failed = lastWrite({ id: 'change-2', outcome: 'failed', actor: 'nobody', undo: { possible: false } });
  open({ changes: [failed, lastWrite({ after: toLinkState('app/other.txt') })] });
  await expect.element(page.getByText(/ago outside Signpost$/)).toBeVisible();
  await expect.element(button(say('timeline.undo'))).not.toBeInTheDocument();
});

it('says who deleted what was stored at an empty key', async () => {
  const deleted = toChange(toView(key, toLinkState(target)), null, {
    after: { kind: 'absent' },
    actor: 'ops1',
  });
  const { onWrite } = open({ view: toView(key, { kind: 'absent' }), changes: [deleted] });
  await expect.element(page.getByText(/^Deleted .* by ops1$/)).toBeVisible();
  await button(say('timeline.undo')).click();
  expect(onWrite.mock.calls).toEqual([[{ dialog: 'undo', change: 'change-1' }]]);
});

it('keeps what can be done in view, whatever is scrolled, with Delete and Download in a menu', async () => {
  const { onWrite } = open();
  const repoint = button(sayAction('label.repoint'));
  await expect.element(repoint).toBeVisible();
  await expect.poll(() => repoint.element().getBoundingClientRect().bottom).toBeLessThanOrEqual(600);
  await button(say('action.more')).click();
  await expect.element(page.getByRole('menuitem', { name: 'Download' })).toBeVisible();
  await page.getByRole('menuitem', { name: 'Delete …' }).click();
  expect(onWrite.mock.calls).toEqual([[{ dialog: 'delete', on: key }]]);
});

it('says that a restored copy of the target expires, by no rule, and until when the link itself is retained', async () => {
  const at = new Date(Date.now() + 3.5 * 86_400_000).toISOString();
  const until = '2999-01-06T10:30:00.000Z';
  const moment = (iso: string): string =>
    new Intl.DateTimeFormat('en', { dateStyle: 'medium', timeStyle: 'short' }).format(Date.parse(iso));
  const forecasts: Link['forecasts'] = [{ what: 'cold', at }];
  open({ view: toLinkView(toLink({ forecasts, retained: { until, certain: true } })) });
  const expires = page.getByText(/refused again/);
  await expect.element(expires).toBeVisible();
  expect(expires.element().textContent).toBe(`${say('forecast.expires', { date: moment(at) })}in 3 d`);
  const retained = page.getByText(/retention policy/);
  await expect.element(retained).toBeVisible();
  expect(retained.element().textContent).toBe(say('retained.certain', { date: moment(until) }));
});

it('says of a missing target that a mirror rule may fetch it, and still proposes a repair', async () => {
  const state = { found: 'nothing', isPrefix: false, mirror: { prefix: 'app/' } } as const;
  open({ view: toLinkView(toLink({ health: 'missing', target: { key: target, state } })) });
  await expect.element(page.getByText(say('verdict.mirrored'))).toBeVisible();
  await expect.element(page.getByText(say('verdictMore.mirrored', { prefix: 'app/' }))).toBeVisible();
  await expect.element(page.getByText(say('card.mirrored'))).toBeVisible();
  await expect.element(page.getByRole('region', { name: say('repair.title') })).toBeInTheDocument();
});

it('says what lifecycle rules will do to the target, and when', async () => {
  const at = new Date(Date.now() + 19.5 * 86_400_000).toISOString();
  const forecasts: Link['forecasts'] = [
    { what: 'cold', at, rule: 'cold-60', prefix: 'app/' },
    { what: 'deleted', at: '2999-01-06T00:00:00.000Z', rule: 'gone', prefix: '' },
  ];
  open({ view: toLinkView(toLink({ forecasts })) });
  const date = new Intl.DateTimeFormat('en', { dateStyle: 'medium', timeZone: 'UTC' }).format(Date.parse(at));
  for (const text of [
    say('forecast.cold', { date }),
    'in 19 d',
    say('forecast.rule', { rule: 'cold-60', prefix: 'app/' }),
    say('forecast.deleted', { date: 'Jan 6, 2999' }),
    say('forecast.ruleOfAll', { rule: 'gone' }),
  ])
    await expect.element(page.getByText(text, { exact: false }).first()).toBeVisible();
});

it('offers to restore the target of a cold link', async () => {
  const { onWrite } = open({ view: toLinkView({ ...toLink(), health: 'cold' }) });
  await button(sayAction('label.restore')).click();
  expect(onWrite.mock.calls).toEqual([[{ dialog: 'restore', on: key }]]);
});

it('offers to restore an archived object', async () => {
  const acl = { known: true, value: 'default' } as const;
  const archived = toView(target, { ...toObjectState(48), storageClass: 'Archive' });
  const { onWrite } = open({ view: { ...archived, object: { acl } } });
  await button(sayAction('label.restoreObject')).click();
  expect(onWrite.mock.calls).toEqual([[{ dialog: 'restore', on: target }]]);
});

it('tells until when a restored target can be read', async () => {
  const link = toLink();
  const restore = 'ongoing-request="false", expiry-date="Fri, 04 Dec 2026 10:00:00 GMT"';
  const state = { ...link.target.state, storageClass: 'Archive', restore } as Link['target']['state'];
  open({ view: toLinkView({ ...link, target: { key: target, state } }) });
  await expect.element(page.getByText(sayPart('restore.until'), { exact: false })).toBeVisible();
  await expect.element(button(sayAction('label.restore'))).not.toBeInTheDocument();
});

it('offers what mends a link as a button first, from the same actions as its menu', async () => {
  const served = { ...toLink(), servedWrongly: ['contentEncoding' as const] };
  const { onWrite } = open({ view: toLinkView(served) });
  await button(sayAction('label.fixHeaders')).click();
  expect(onWrite.mock.calls).toEqual([[{ dialog: 'repoint', on: key, to: target }]]);
  const names = [...document.querySelectorAll('footer button')].map((one) => one.textContent);
  expect(names).toEqual([sayAction('label.fixHeaders'), sayAction('label.repoint'), '⋯']);
  await button(say('action.more')).click();
  const items = page
    .getByRole('menuitem')
    .elements()
    .map((one) => one.textContent);
  expect(items).not.toContain(sayAction('label.repoint'));
});

it('points a chain at its end', async () => {
  const chain = (final: string | null): Link =>
    toLink({
      health: 'chained',
      target: {
        key: target,
        state: { found: 'link', target: 'app/v3/app.txt', final, loops: false } as never,
      },
    });
  const { onWrite } = open({ view: toLinkView(chain('app/v3/app.txt')) });
  await button(sayAction('label.flatten')).click();
  expect(onWrite.mock.calls).toEqual([[{ dialog: 'repoint', on: key, to: 'app/v3/app.txt' }]]);
});

it('says in the menu why an object cannot be linked to where no link can be', async () => {
  open({ view: toView(key, toObjectState(1)), linksUnsupported: true });
  await button(say('action.more')).click();
  const item = page.getByRole('menuitem', { name: /^Create a link to it/ });
  await expect.element(item).toMatchTextContent(sayAction('reason.links-unsupported'));
});

it('folds away what a link has not', async () => {
  open();
  const tags = page.getByText(say('fact.tags'), { exact: true }).first();
  await expect.element(tags).not.toBeVisible();
  await page.getByText(say('fact.more')).first().click();
  await expect.element(tags).toBeVisible();
});

it('shows a long key on three lines, and all of it on request', async () => {
  const long = `${'a'.repeat(1018)}.tar`;
  open({ view: toView(long, toObjectState(1)) });
  const whole = button(say('key.whole'));
  await expect.element(whole).toBeVisible();
  const text = page.getByTip(long).last();
  const folded = text.element().parentElement?.clientHeight ?? 0;
  whole.element().focus();
  await userEvent.keyboard('{Enter}');
  await expect.poll(() => text.element().parentElement?.clientHeight ?? 0).toBeGreaterThan(folded);
});

it('has a first heading at full width, and a second beside the list', async () => {
  open({ wide: true });
  await expect.element(page.getByRole('heading', { level: 1 })).toHaveTextContent(key);
});

it('says above an ossutil line what it does not write', async () => {
  open({ tab: 'request' });
  await button(say('request.showWrite')).click();
  await expect.element(page.getByText(say('request.write'))).toBeVisible();
  await page.getByRole('radio', { name: say('request.ossutil') }).click();
  await expect.element(page.getByText(say('request.writePart'))).toBeVisible();
  const omits = sayPart('ossutilOmits', { names: 'Cache-Control and x-oss-tagging', count: 2 });
  expect(topOf(omits)).toBeLessThan(topOf('ossutil create-symlink'));
  await expect.element(page.getByText(say('request.write'), { exact: true })).not.toBeInTheDocument();
});

it('tells which headers of a link that works are not those of its target', async () => {
  const line = {
    name: 'Content-Type',
    side: 'link',
    value: 'application/octet-stream',
    differs: 'text/plain',
  };
  open({ view: toLinkView(toLink({ reader: [line as never] })) });
  await expect.element(page.getByText(say('verdictMore.apart', { names: 'Content-Type' }))).toBeVisible();
  await expect.element(page.getByText(say('verdictMore.ok'))).not.toBeInTheDocument();
});

it('offers another target or the end of the link where nothing would repair it', async () => {
  const { onWrite } = open({ view: toLinkView(missing) });
  for (const name of [say('repair.type'), say('repair.delete')]) {
    await expect.element(button(name)).toBeInTheDocument();
    button(name).element().focus();
    await userEvent.keyboard('{Enter}');
  }
  expect(onWrite.mock.calls).toEqual([[{ dialog: 'repoint', on: key }], [{ dialog: 'delete', on: key }]]);
});

it('counts the links that lead to the target apart from those that lead to the link', async () => {
  open({ backlinks: 2 });
  await expect.element(page.getByRole('link', { name: say('card.linked', { count: 2 }) })).toBeVisible();
  await expect.element(page.getByText(say('backlinks.noneOfLink'))).toBeInTheDocument();
});

it('shows no headers as sent where readers are refused', async () => {
  const readerError = { status: 404, code: 'SymlinkTargetNotExist' };
  const reader = [{ name: 'Cache-Control', side: 'link', value: 'no-cache' }] as const;
  open({ view: toLinkView({ ...missing, reader: [...reader], readerError }) });
  await expect.element(page.getByText(say('reader.refusedMore'))).toBeInTheDocument();
  await expect.element(page.getByText('no-cache')).not.toBeInTheDocument();
});

it('tells in the timeline what others changed, and between which moments', async () => {
  const facts = { etag: 'E', lastModified: '2026-11-30T02:20:00.000Z' };
  const place = { ...scope, key, seenBefore: '2026-11-30T02:10:00.000Z', seenAt: '2026-11-30T02:40:00.000Z' };
  const v1 = { kind: 'link', ...facts, target: 'app/v1/app.txt' } as const;
  const outside: OutsideChange[] = [
    { ...place, id: '2', before: { kind: 'link', ...facts }, after: { kind: 'absent' } },
    { ...place, id: '1', before: v1, after: { ...v1, target } },
  ];
  open({ tab: 'timeline', outside });
  const moments = toMoments(place.seenBefore, place.seenAt, 'en');
  await expect.element(page.getByText(say('timeline.observed', moments)).first()).toBeVisible();
  await expect.element(page.getByText(say('timeline.hiddenTarget'))).toBeVisible();
  await expect.element(page.getByText(say('timeline.ours'), { exact: false })).toBeInTheDocument();
  const found = await axe.run(document.body, { rules: { region: { enabled: false } } });
  expect(found.violations.map(({ id }) => id)).toEqual([]);
});
