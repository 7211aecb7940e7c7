import type { ConnectionTest } from '@signpost/api-contract';
import { expect, it, vi } from 'vitest';
import { page } from 'vitest/browser';
import { fakeApi, lostAnswer, Refusal } from '../../testing/fake-api.ts';
import { render } from '../../testing/render.tsx';
import { button, findViolations } from '../testing/account-page.ts';
import { ConnectionForm } from './connection-form.tsx';
import { sampleSettings, sampleTest, tell } from './testing/connections-page.ts';

function show(answer: () => ConnectionTest | Refusal | typeof lostAnswer | Promise<ConnectionTest>) {
  const onSaved = vi.fn<(name: string) => void>();
  const api = fakeApi({ testConnection: answer });
  render(
    <main>
      <ConnectionForm onSaved={onSaved} settings={sampleSettings} />
    </main>,
  );
  return { api, onSaved };
}

const start = button(tell('test.submit'));
const region = page.getByLabelText(tell('form.region'), { exact: true });

it('tests settings that are not saved, and tells what is missing in which bucket', async () => {
  const { api, onSaved } = show(() => sampleTest);
  await region.fill('cn-beijing');
  await start.click();
  await expect.element(page.getByText(tell('test.worksNot'))).toBeVisible();
  for (const text of [
    'oss:PutObject',
    tell('test.outcome.denied'),
    /^The clock of the machine that runs Signpost is wrong\. /,
    'AccessDenied: no right',
    tell('test.trait.versioned'),
    tell('test.trait.lifecycle'),
    tell('test.trait.hierarchical'),
    tell('test.restWorks'),
    tell('test.untried', { actions: 'oss:DeleteObject' }),
    tell('test.missing'),
    sampleTest.policy,
  ])
    await expect.element(page.getByText(text).first()).toBeVisible();
  await expect.element(button(`Copy ${tell('test.policyWhat')}`)).toBeVisible();
  expect(await findViolations()).toEqual([]);
  expect(api.sent('testConnection').map(({ body }) => body.settings.region)).toEqual(['cn-beijing']);
  expect(onSaved).not.toHaveBeenCalled();
});

it('says that all works, when keys end, and when the settings have changed since', async () => {
  show(() => ({
    ...sampleTest,
    works: true,
    missing: [],
    buckets: [],
    keysEndAt: new Date(Date.now() + 3_660_000).toISOString(),
  }));
  await start.click();
  await expect.element(page.getByText(tell('test.works'))).toBeVisible();
  await expect.element(page.getByText(`${tell('test.keysEnd')} in 1 h`)).toBeVisible();
  await expect.element(page.getByText(tell('test.noBuckets'))).toBeVisible();
  expect(page.getByText(tell('test.missing')).query()).toBeNull();
  expect(page.getByText(tell('test.stale')).query()).toBeNull();
  await region.fill('cn-beijing');
  await expect.element(page.getByText(tell('test.stale'))).toBeVisible();
});

it('is busy until the answer comes, says that it is slow, and can be stopped', async () => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
  const { api } = show(() => new Promise<ConnectionTest>(() => {}));
  await start.click();
  await expect.element(page.getByText(tell('test.busy'))).toBeVisible();
  await vi.waitFor(() => expect(api.sent('testConnection')).toHaveLength(1));
  vi.advanceTimersByTime(8000);
  await expect.element(page.getByText(tell('test.slow'))).toBeVisible();
  vi.useRealTimers();
  await button(tell('test.stop')).click();
  await expect.element(page.getByText(tell('test.stopped'))).toBeVisible();
  api.answer({ testConnection: () => sampleTest });
  await start.click();
  await expect.element(page.getByText(tell('test.worksNot'))).toBeVisible();
  expect(page.getByText(tell('test.stopped')).query()).toBeNull();
});

it('tells in place why there was no test', async () => {
  const { api } = show(() => lostAnswer);
  await start.click();
  await expect
    .element(page.getByRole('alert'))
    .toHaveTextContent('Signpost did not answer. Check that it is running and that you are online.');
  api.answer({
    testConnection: () =>
      new Refusal('invalid-request', {
        errors: [{ pointer: '#/settings/region', rule: 'wrong-form', detail: '' }],
      }),
  });
  await button(tell('test.again')).click();
  await expect.element(page.getByText(tell('fault.region'))).toBeVisible();
  await expect.element(region).toHaveFocus();
});

it('asks for what is needed before anything is sent', async () => {
  const { api } = show(() => sampleTest);
  await region.fill('');
  await start.click();
  await expect.element(region).toHaveFocus();
  expect(api.sent('testConnection')).toEqual([]);
});
