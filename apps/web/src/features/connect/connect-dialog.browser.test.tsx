import i18next from 'i18next';
import { expect, it, onTestFinished, vi } from 'vitest';
import { page } from 'vitest/browser';
import '../../styles/app.css';
import { fakeApi } from '../../testing/fake-api.ts';
import { render } from '../../testing/render.tsx';
import { ConnectDialog } from './connect-dialog.tsx';

const say = i18next.getFixedT('en', 'connect');
const sayCommon = i18next.getFixedT('en', 'common');
const dialog = page.getByRole('dialog');
const bucket = page.getByRole('textbox', { name: say('place.bucket') });

async function show() {
  // Nothing is asked of the server or of OSS: neither can keep it waiting.
  fakeApi({});
  await page.viewport(390, 844);
  onTestFinished(() => page.viewport(800, 600));
  render(<ConnectDialog onClose={() => {}} />);
  await expect.element(dialog).toBeVisible();
}

/** Parts of the dialog that are wider than their place. */
const tooWide = (): string[] =>
  [...dialog.element().querySelectorAll<HTMLElement>('div, ol, li, pre, p')]
    .filter(({ scrollWidth, clientWidth }) => scrollWidth > clientWidth + 1)
    .map(({ className }) => className);

it('asks nothing, and keeps the longest names within a phone', async () => {
  await show();
  const longest = `a${'b'.repeat(61)}c`;
  await bucket.fill(longest);
  await page
    .getByRole('textbox', { name: say('place.region') })
    .fill('cn-northeastsouthwest-verylongregion-1');
  await expect.element(page.getByText(`acs:oss:*:*:${longest}/*`, { exact: false })).toBeVisible();
  expect(tooWide()).toEqual([]);
});

it('says what a bucket is named like where a whole key of 1,023 bytes was pasted, and makes nothing of it', async () => {
  await show();
  const write = vi.spyOn(navigator.clipboard, 'writeText').mockResolvedValue();
  await bucket.fill(`oss://team-cdn/${'k'.repeat(1023)}`);
  await expect.element(page.getByText(say('place.bucketWrong'))).toBeVisible();
  expect(tooWide()).toEqual([]);
  const name = sayCommon('action.copyNamed', { what: say('start.command') });
  await page.getByRole('button', { name }).click();
  expect(write.mock.calls.flat().join()).not.toContain('kkk');
});
