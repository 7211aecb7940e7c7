import type { LinkSelection, RulePreview } from '@signpost/api-contract';
import i18next from 'i18next';
import { expect, it } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import '../../styles/app.css';
import { fakeApi, Refusal } from '../../testing/fake-api.ts';
import { inRouter } from '../../testing/in-router.tsx';
import { render } from '../../testing/render.tsx';
import { planScope, toPlan } from '../../testing/sample-plans.ts';
import { SelectionDialog, type PlannedActionId } from './selection-dialog.tsx';

const say = i18next.getFixedT('en', 'plans');
const links: LinkSelection = { by: 'keys', keys: ['a', 'b'] };
const review = page.getByRole('button', { name: say('move.review') });
const field = (name: string) => page.getByRole('textbox', { name, exact: true });
const folderField = (name: string) => page.getByRole('combobox', { name, exact: true });

const toPreview = (more: Partial<RulePreview> = {}): RulePreview => ({
  links: 2,
  changes: 1,
  left: { 'no-match': 1 },
  examples: [{ key: 'a', now: 'v1/app.txt', next: 'v2/app.txt' }],
  coverage: { bucket: 'b', state: 'complete', keys: 2, pending: 0, calls: 0 },
  ...more,
});

function show(
  action: PlannedActionId,
  more: { count?: number; links?: LinkSelection; incomplete?: boolean; from?: string } = {},
) {
  const made: string[] = [];
  const api = fakeApi({
    draftPlan: () => toPlan(),
    previewRule: () => toPreview(),
    completeTarget: ({ query }) => ({
      items: ['v1/', 'v2/', 'v2-notes.txt']
        .filter((value) => value.startsWith(query.typed))
        .map((value) => ({ value, kind: value.endsWith('/') ? 'prefix' : 'object' }) as const),
      truncated: false,
      calls: 1,
    }),
  });
  render(
    inRouter(
      <SelectionDialog
        {...planScope}
        action={action}
        count={2}
        links={links}
        onClose={() => undefined}
        onPlan={({ id }) => made.push(id)}
        {...more}
      />,
    ),
  );
  const sources = () => api.sent('draftPlan').map(({ body }) => body.source);
  return { api, made, sources };
}

it('makes a plan that deletes the selected links', async () => {
  const { made, sources } = show('deleteLinks');
  await expect.element(page.getByText(say('selected.body.deleteLinks'))).toBeVisible();
  await review.click();
  await expect.poll(() => made).toEqual(['plan-12']);
  expect(sources()).toEqual([{ kind: 'delete-links', links }]);
});

it('proposes the folders of the bucket for both prefixes', async () => {
  const { api } = show('repointLinks', { from: 'v1/' });
  await userEvent.fill(folderField(say('selected.to')), 'v');
  await expect.element(page.getByRole('listbox').getByRole('option')).toHaveLength(2);
  await userEvent.keyboard('{ArrowDown}{ArrowDown}{Enter}');
  await expect.element(folderField(say('selected.to'))).toHaveValue('v2/');
  await expect
    .poll(() => api.sent('previewRule').at(-1)?.body.rule)
    .toEqual({ kind: 'swap-prefix', from: 'v1/', to: 'v2/' });
});

it('makes no plan of an empty selection', async () => {
  const { api } = show('deleteLinks', { count: 0 });
  await expect.element(review).toHaveAccessibleDescription(say('selected.none'));
  await review.click({ force: true });
  expect(api.sent('draftPlan')).toEqual([]);
});

it('changes the prefix of targets once both are told and differ, and shows what would change', async () => {
  const { api, sources } = show('repointLinks');
  await expect.element(review).toHaveAccessibleDescription(say('selected.needFrom'));
  await folderField(say('selected.from')).fill('v1/');
  await folderField(say('selected.to')).fill('v1/');
  await expect.element(review).toHaveAccessibleDescription(say('selected.same'));
  await folderField(say('selected.to')).fill('v2/');
  await expect.element(page.getByText(say('preview.changes', { changes: 1, count: 2 }))).toBeVisible();
  await expect
    .element(page.getByText(say('preview.left', { count: 1, why: say('why.no-match') })))
    .toBeVisible();
  await expect
    .element(page.getByRole('list', { name: say('preview.examples') }))
    .toMatchTextContent('v1/app.txt');
  const rule = { kind: 'swap-prefix', from: 'v1/', to: 'v2/' } as const;
  expect(api.sent('previewRule').at(-1)?.body).toMatchObject({ links, rule });
  api.answer({ draftPlan: () => new Refusal('plan-empty') });
  await review.click();
  await expect.element(page.getByRole('alert')).toMatchTextContent(say('move.draftFailed'));
  expect(sources()).toEqual([{ kind: 'rule', links, rule }]);
});

it('says in place what is wrong with a pattern, and makes no plan of it', async () => {
  const { api } = show('repointLinks');
  api.answer({
    previewRule: () =>
      toPreview({
        changes: 0,
        left: {},
        examples: [],
        fault: { member: 'pattern', code: 'pattern-invalid', detail: 'missing )' },
      }),
  });
  await page.getByRole('combobox', { name: say('rule.kind') }).selectOptions(say('rule.regex'));
  await field(say('rule.pattern')).fill('(');
  await expect
    .element(field(say('rule.pattern')))
    .toHaveAccessibleDescription(expect.stringContaining('missing )'));
  await expect.element(field(say('rule.pattern'))).toHaveAttribute('aria-invalid', 'true');
  await expect.element(review).toHaveAccessibleDescription(say('preview.waits.fault'));
});

it('makes no plan of a rule that changes nothing', async () => {
  const { api } = show('flattenLinks');
  api.answer({ previewRule: () => toPreview({ changes: 0, left: { 'no-match': 2 }, examples: [] }) });
  await expect.element(review).toHaveAccessibleDescription(say('preview.waits.nothing'));
});

it('sets what is filled in, and nothing else', async () => {
  const { sources } = show('setOnLinks');
  await expect.element(review).toHaveAccessibleDescription(say('selected.needSetting'));
  await field('Cache-Control').fill('max-age=60');
  await review.click();
  await expect
    .poll(sources)
    .toEqual([{ kind: 'set', links, settings: { headers: { cacheControl: 'max-age=60' } } }]);
});

it('takes a header and all tags away, and leaves nothing to type for them', async () => {
  const { sources } = show('setOnLinks');
  await field('Cache-Control').fill('max-age=60');
  await page.getByRole('checkbox', { name: 'Cache-Control' }).click();
  await page.getByRole('checkbox', { name: say('set.all.tags') }).click();
  await expect.element(field('Cache-Control')).toBeDisabled();
  await review.click();
  await expect
    .poll(sources)
    .toEqual([{ kind: 'set', links, settings: { headers: { cacheControl: '' }, tags: {} } }]);
});

it('sends the filter of all that match, and warns where the index is incomplete', async () => {
  const all: LinkSelection = { by: 'filter', filter: { health: 'missing' }, except: ['c'] };
  const { sources } = show('repairLinks', { links: all, count: 12_431, incomplete: true });
  await expect.element(page.getByText(say('selected.incomplete'))).toBeVisible();
  await expect.element(page.getByRole('dialog')).toMatchTextContent('12,431');
  await review.click();
  await expect.poll(sources).toEqual([{ kind: 'rule', links: all, rule: { kind: 'repair' } }]);
});

it('begins with the folder that the links lead into', async () => {
  show('repointLinks', { from: 'v1/' });
  await expect.element(folderField(say('selected.from'))).toHaveValue('v1/');
});
