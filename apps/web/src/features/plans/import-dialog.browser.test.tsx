import i18next from 'i18next';
import { expect, it, onTestFinished } from 'vitest';
import { page } from 'vitest/browser';
import '../../styles/app.css';
import { fakeApi, Refusal } from '../../testing/fake-api.ts';
import { inRouter } from '../../testing/in-router.tsx';
import { render } from '../../testing/render.tsx';
import { planScope, toPlan } from '../../testing/sample-plans.ts';
import { ImportDialog } from './import-dialog.tsx';

const say = i18next.getFixedT('en', 'plans');
const review = page.getByRole('button', { name: say('move.review') });
const field = page.getByLabelText(say('import.label'));

function show() {
  const made: string[] = [];
  const api = fakeApi({ draftPlan: () => toPlan() });
  render(
    inRouter(<ImportDialog {...planScope} onClose={() => undefined} onPlan={({ id }) => made.push(id)} />),
  );
  return { api, made };
}

const toFile = (bytes: BlobPart): File => new File([bytes], 'links.csv', { type: 'text/csv' });

it('makes a plan of a file, whatever its encoding', async () => {
  const { api, made } = show();
  await expect.element(review).toHaveAccessibleDescription(say('import.need'));
  // GB18030 of 工.
  await field.upload(
    toFile(new Uint8Array([...new TextEncoder().encode('key,target\n'), 0xb9, 0xa4, 0x2c, 0x62])),
  );
  await review.click();
  await expect.poll(() => made).toEqual(['plan-12']);
  expect(api.sent('draftPlan').map(({ body }) => body.source)).toEqual([
    { kind: 'csv', text: 'key,target\n工,b' },
  ]);
});

it('takes YAML and JSON for a manifest', async () => {
  const { api } = show();
  await field.upload(new File(['version: 1\n'], 'links.YAML', { type: '' }));
  await review.click();
  await expect
    .poll(() => api.sent('draftPlan').map(({ body }) => body.source))
    .toEqual([{ kind: 'manifest', text: 'version: 1\n' }]);
});

it('names the lines that cannot be read', async () => {
  const { api } = show();
  const params = { line: 3, column: 'key', problem: 'key-repeated', firstLine: 2 };
  const errors = [{ pointer: '#/source/text', rule: 'csv', detail: 'Line 3.', params }];
  api.answer({ draftPlan: () => new Refusal('invalid-request', { errors }) });
  await field.upload(toFile('key,target\na,b\na,c\n'));
  await review.click();
  const alert = page.getByRole('alert');
  await expect.element(alert).toMatchTextContent(say('import.failed'));
  await expect.element(alert).toMatchTextContent('line 3: the key is on line 2 already');
  // The request is fine, the file is not.
  await expect.element(alert).toMatchTextContent(i18next.t('problems:file.what'));
});

it('scrolls to what is wrong where the window is too low for all of it', async () => {
  await page.viewport(390, 700);
  onTestFinished(() => page.viewport(800, 600));
  const { api } = show();
  const errors = Array.from({ length: 40 }, (_, i) => ({
    pointer: '#/source/text',
    rule: 'csv' as const,
    detail: `Line ${i}.`,
    params: { line: i, column: 'key', problem: 'quotes' },
  }));
  api.answer({ draftPlan: () => new Refusal('invalid-request', { errors }) });
  await field.upload(toFile('key,target\na,b\n'));
  await review.click();
  const alert = page.getByRole('alert');
  await expect.element(alert).toMatchTextContent('line 39');
  await expect.poll(() => alert.element().getBoundingClientRect().top).toBeLessThan(200);
});

it('refuses what is no text without asking the server', async () => {
  const { api } = show();
  await field.upload(toFile(new Uint8Array([0x50, 0x4b, 0x03, 0x04, 0x00, 0x00, 0x07])));
  await review.click();
  await expect.element(page.getByText(say('import.binary')).first()).toBeVisible();
  expect(api.sent('draftPlan')).toEqual([]);
});
