import type { AnswerOf } from '@signpost/api-contract';
import axe from 'axe-core';
import i18next from 'i18next';
import { expect, it } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import '../../styles/app.css';
import { fakeApi, Refusal } from '../../testing/fake-api.ts';
import { fakeStream } from '../../testing/fake-stream.ts';
import { inRouter } from '../../testing/in-router.tsx';
import { render } from '../../testing/render.tsx';
import { ScanDialog } from './scan-dialog.tsx';
import { everywhere, holdOnly, sayDenied } from '../../testing/held-rights.ts';

const say = i18next.getFixedT('en', 'parts');
const scope = { connection: 'default', bucket: 'releases' };
const running: AnswerOf<'getScan'> = {
  scan: {
    state: 'running',
    beganAt: '2026-11-30T02:00:00.000Z',
    keys: 2000,
    calls: 12,
    headers: false,
    parts: [
      { after: '', upTo: 'm', at: 'cli/2.0/tool', keys: 2000, done: false },
      { after: 'm', keys: 0, done: false },
    ],
  },
  coverage: { bucket: 'releases', state: 'scanning', keys: 0, pending: 0, calls: 12, estimatedKeys: 9000 },
};
const paused: AnswerOf<'getScan'> = { ...running, scan: { ...running.scan, state: 'paused' } };

const sources: AnswerOf<'listScanSources'> = {
  list: { calls: 9000, most: 9100 },
  inventories: [
    {
      id: 'daily',
      frequency: 'Daily',
      destination: 'reports',
      createdAt: new Date(Date.now() - 9 * 3_600_000).toISOString(),
      files: 3,
      calls: 10,
      most: 110,
    },
    { id: 'short', frequency: 'Weekly', unusable: 'columns', missingColumns: ['ETag', 'ObjectType'] },
  ],
  metaQuery: { state: 'closed' },
};

function show(answer: AnswerOf<'getScan'>) {
  const api = fakeApi({
    getScan: () => answer,
    controlScan: () => paused,
    listScanSources: () => sources,
    watchScan: () => new Refusal('too-many-watchers'),
  });
  render(inRouter(<ScanDialog {...scope} onClose={() => undefined} />));
  return api;
}
const at = (keys: number, calls: number): AnswerOf<'getScan'> => ({
  ...running,
  scan: { ...running.scan, keys, calls },
});
const button = (name: string) => page.getByRole('button', { name });

it('shows how far a scan is, its ranges and its calls, and pauses it', async () => {
  const api = show(running);
  await expect.element(page.getByRole('dialog', { name: say('scan.title', scope) })).toBeVisible();
  await expect.element(page.getByRole('progressbar')).toHaveAttribute('aria-valuenow', '2000');
  await expect.element(page.getByText(say('scan.calls', { count: 12 }))).toBeVisible();
  await expect.element(page.getByText(say('scan.parts.title', { count: 2 }))).toBeVisible();
  // The dialog asks again by itself: it is paused for it from the click on, not before.
  api.answer({
    controlScan: () => {
      api.answer({ getScan: () => paused });
      return paused;
    },
  });
  await button(say('progress.pause')).click();
  await expect.element(page.getByText(say('scan.state.paused'))).toBeVisible();
  await expect.element(button(say('progress.resume'))).toBeVisible();
  expect(api.sent('controlScan').map(({ body }) => body)).toEqual([{ ...scope, do: 'pause' }]);
});

it('cancels a scan, and says what could not be done', async () => {
  const api = show(paused);
  api.answer({ controlScan: () => new Refusal('scan-not-open') });
  await button(say('progress.stop')).click();
  await expect.element(page.getByText(say('scan.refused'))).toBeVisible();
  expect(api.sent('controlScan').map(({ body }) => body)).toEqual([{ ...scope, do: 'cancel' }]);
});

it('offers nothing to do where no scan is under way', async () => {
  show({ ...running, scan: { state: 'none', calls: 0, headers: false } });
  await expect.element(page.getByText(say('scan.none'))).toBeVisible();
  await expect.element(button(say('progress.pause'))).not.toBeInTheDocument();
});

it('saves when the bucket is scanned again, and tells when that is and who said so', async () => {
  const api = show({ ...running, scan: { state: 'ended', calls: 12, headers: false } });
  const saved: AnswerOf<'getScan'> = {
    ...running,
    scan: { state: 'ended', calls: 12, headers: false },
    schedule: {
      schedule: { repeat: 'weekly', day: 3, time: '04:15', zone: 'Asia/Shanghai' },
      nextRun: '2126-12-01T20:15:00.000Z',
      setBy: 'ada',
      setAt: '2026-11-30T02:00:00.000Z',
    },
  };
  api.answer({
    setScanSchedule: () => {
      api.answer({ getScan: () => saved });
      return saved;
    },
  });
  await expect.element(button(say('scan.schedule.save'))).not.toBeInTheDocument();
  await page.getByLabelText(say('scan.schedule.repeat')).selectOptions('weekly');
  await page.getByLabelText(say('scan.schedule.day')).selectOptions('3');
  await page.getByLabelText(say('scan.schedule.time')).fill('04:15');
  await page.getByLabelText(say('scan.schedule.zone')).selectOptions('Asia/Shanghai');
  const found = await axe.run(document.body, { rules: { region: { enabled: false } } });
  expect(found.violations.map(({ id }) => id)).toEqual([]);
  await button(say('scan.schedule.save')).click();
  await expect
    .element(page.getByText(say('scan.schedule.setBy', { actor: 'ada' }), { exact: false }))
    .toBeVisible();
  await expect.element(button(say('scan.schedule.save'))).not.toBeInTheDocument();
  expect(api.sent('setScanSchedule').map(({ body }) => body)).toEqual([
    { ...scope, schedule: saved.schedule?.schedule },
  ]);
});

it('keeps what was chosen where it could not be saved', async () => {
  const api = show(paused);
  api.answer({ setScanSchedule: () => new Refusal('database-unavailable') });
  await page.getByLabelText(say('scan.schedule.repeat')).selectOptions('6');
  await button(say('scan.schedule.save')).click();
  await expect.element(page.getByText(say('scan.schedule.failed'))).toBeVisible();
  await expect.element(page.getByLabelText(say('scan.schedule.repeat'))).toHaveValue('6');
});

it('shows what the server tells while the scan is under way, and asks no more', async () => {
  const stream = fakeStream();
  const api = fakeApi({
    getScan: () => running,
    watchScan: () => stream.response,
    listScanSources: () => sources,
  });
  render(inRouter(<ScanDialog {...scope} onClose={() => undefined} />));
  const bar = page.getByRole('progressbar');
  await expect.element(bar).toHaveAttribute('aria-valuenow', '2000');
  stream.send('scan', at(3000, 15));
  await expect.element(bar).toHaveAttribute('aria-valuenow', '3000');
  const asked = api.sent('getScan').length;
  // A rate is told after two seconds; questions would come every second.
  await expect.poll(() => performance.now() - stream.sentAt, { timeout: 4000 }).toBeGreaterThan(2100);
  expect(api.sent('getScan')).toHaveLength(asked);
  stream.send('scan', at(6000, 30));
  await expect.element(bar).toHaveAttribute('aria-valuenow', '6000');
  await expect.element(page.getByText(/ · [\d.]+ per second$/)).toBeVisible();
  // What was held back on its way does not take the place of what is known.
  stream.send('scan', at(2500, 14));
  stream.send('scan', { ...at(9000, 45), scan: { ...running.scan, state: 'ended', keys: 9000, calls: 45 } });
  stream.send('end', {});
  stream.end();
  await expect.element(page.getByText('Finished · 9,000 keys read')).toBeVisible();
  await expect.element(page.getByText('45 OSS calls', { exact: true })).toBeVisible();
  expect(api.sent('watchScan').map(({ query }) => query)).toEqual([scope]);
});

it('asks by itself where events do not come through', async () => {
  const stream = fakeStream();
  // A proxy that holds everything back: the connection stands, and nothing comes.
  const api = fakeApi({
    getScan: () => running,
    watchScan: () => stream.response,
    listScanSources: () => sources,
  });
  render(inRouter(<ScanDialog {...scope} onClose={() => undefined} />));
  await expect.element(page.getByRole('progressbar')).toHaveAttribute('aria-valuenow', '2000');
  api.answer({ getScan: () => at(4000, 20) });
  await expect.element(page.getByRole('progressbar')).toHaveAttribute('aria-valuenow', '4000');
  // Once some came and the connection broke, it is asked for again.
  stream.send('scan', at(5000, 25));
  await expect.element(page.getByRole('progressbar')).toHaveAttribute('aria-valuenow', '5000');
  api.answer({ getScan: () => at(7000, 35), watchScan: () => new Refusal('too-many-watchers') });
  stream.end();
  await expect.element(page.getByRole('progressbar')).toHaveAttribute('aria-valuenow', '7000');
});

it('offers what can feed a scan, with cost and age, by keys, and starts what is chosen', async () => {
  const ended: AnswerOf<'getScan'> = { ...running, scan: { state: 'ended', calls: 12, headers: false } };
  const api = show(ended);
  const radio = (name: string) => page.getByRole('radio', { name, exact: false });
  const list = radio(say('scan.source.list'));
  await expect.element(list).toBeChecked();
  await expect.element(page.getByText(say('scan.source.cost', { count: 10, most: 110 }))).toBeVisible();
  await expect.element(page.getByText('9 h ago', { exact: false })).toBeVisible();
  await expect.element(page.getByText(say('scan.source.noTargets'))).toBeVisible();
  await expect.element(radio(say('scan.source.inventory', { id: 'short' }))).toBeDisabled();
  await expect
    .element(page.getByText(say('scan.source.unusable.columns', { columns: 'ETag, ObjectType' })))
    .toBeVisible();
  await expect.element(radio(say('scan.source.metaQuery'))).toBeDisabled();
  const found = await axe.run(document.body, { rules: { region: { enabled: false } } });
  expect(found.violations.map(({ id }) => id)).toEqual([]);
  list.element().focus();
  await userEvent.keyboard('{ArrowDown}');
  await expect.element(radio(say('scan.source.inventory', { id: 'daily' }))).toBeChecked();
  api.answer({
    startScan: () => {
      api.answer({ getScan: () => running });
      return running.coverage;
    },
  });
  await button(say('scan.source.start')).click();
  await expect.element(page.getByText(say('scan.state.running'))).toBeVisible();
  expect(api.sent('startScan').map(({ body }) => body)).toEqual([
    { ...scope, source: { kind: 'inventory', id: 'daily' } },
  ]);
  await expect.element(button(say('scan.source.start'))).not.toBeInTheDocument();
});

it('says why a scan did not start, and keeps what was chosen', async () => {
  const api = show({ ...running, scan: { state: 'none', calls: 0, headers: false } });
  api.answer({ startScan: () => new Refusal('inventory-damaged') });
  const daily = page.getByRole('radio', {
    name: say('scan.source.inventory', { id: 'daily' }),
    exact: false,
  });
  await daily.click();
  await button(say('scan.source.start')).click();
  await expect.element(page.getByText(say('scan.source.failed'))).toBeVisible();
  await expect.element(daily).toBeChecked();
});

it('shows a scan to those who may not run one, and stops, starts and schedules nothing', async () => {
  await holdOnly(everywhere('link.read'));
  show(running);
  await expect.element(page.getByRole('progressbar')).toBeVisible();
  await expect.element(button(say('progress.pause'))).not.toBeInTheDocument();
});

it('says whom to ask who may not start a scan', async () => {
  await holdOnly({ ...everywhere('scan.run'), prefix: 'cli/' }, everywhere('link.read'));
  const api = show({ ...running, scan: { state: 'ended', keys: 3, calls: 1, headers: false } });
  const start = button(say('scan.source.start'));
  await expect.element(start).toHaveAccessibleDescription(sayDenied('scan.run'));
  await start.click({ force: true });
  expect(api.sent('startScan')).toEqual([]);
});
