import type { AnswerOf } from '@signpost/api-contract';
import i18next from 'i18next';
import { expect, it } from 'vitest';
import { page } from 'vitest/browser';
import '../../styles/app.css';
import { fakeApi, Refusal } from '../../testing/fake-api.ts';
import { inRouter } from '../../testing/in-router.tsx';
import { render } from '../../testing/render.tsx';
import { ScanDialog } from './scan-dialog.tsx';

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

function show(answer: AnswerOf<'getScan'>) {
  const api = fakeApi({ getScan: () => answer, controlScan: () => paused });
  render(inRouter(<ScanDialog {...scope} onClose={() => undefined} />));
  return api;
}
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
