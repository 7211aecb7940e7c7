import type { WriteResult } from '@signpost/api-contract';
import i18next from 'i18next';
import { expect, it } from 'vitest';
import { page } from 'vitest/browser';
import '../../styles/app.css';
import { toPreflight } from '../../testing/sample-views.ts';
import { applied, dialog, now, open, press, target } from './open-write-dialog.tsx';

const say = i18next.getFixedT('en', 'sheet');

const heightOf = (): number => Math.round(dialog.element().getBoundingClientRect().height);

/** How much of the window stays empty below what it says. */
function emptyBelow(): number {
  const body = dialog.element().querySelector('.overflow-y-auto')!;
  const last = body.lastElementChild!.getBoundingClientRect().bottom;
  return Math.round(
    body.getBoundingClientRect().bottom - last - parseFloat(getComputedStyle(body).paddingBottom),
  );
}

it('keeps its height while it sends, and fits what it says once that is done', async () => {
  const findings = (['target-empty', 'target-missing'] as const).map(
    (code) => ({ level: 'advise', code }) as const,
  );
  const { answer } = await open({
    styled: true,
    preflight: () => toPreflight(now, target, [...findings, { level: 'note', code: 'kept' }]),
  });
  const write = Promise.withResolvers<WriteResult>();
  answer({ repointLink: () => write.promise });
  await expect.element(page.getByText(say('say.advice', { count: 2 }))).toBeVisible();
  const whole = heightOf();
  await press.click();
  await expect.element(page.getByText(say('sending.title'))).toBeVisible();
  expect(heightOf()).toBe(whole);
  write.resolve(applied);
  await expect.element(page.getByText(say('done.repoint', { name: 'latest.txt', target }))).toBeVisible();
  await expect.poll(emptyBelow).toBeLessThan(5);
  expect(heightOf()).toBeLessThan(whole);
});
