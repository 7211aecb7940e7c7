import type { BodyOf } from '@signpost/api-contract';
import { setUpAdministrator, type Person } from '@signpost/bff/testing';
import { signInAs } from '../fixtures/sign-in.ts';
import type { Stack } from '../fixtures/stack.ts';
import { expect } from '../pages/patient-expect.ts';
import { releases, type Scene, type SceneStage } from './scene.ts';

/** The pages on which connections are administrated. */
export const connectionScenes: readonly Scene[] = [
  {
    name: 'connections',
    async show(stage) {
      const { page, say } = stage;
      const { bffUrl } = await startWithConnections(stage);
      await page.goto(`${bffUrl}/account/connections`);
      await expect(
        page.getByRole('link', { name: say('connections:editNamed', { name: 'archive' }) }),
      ).toBeVisible();
    },
  },
  {
    name: 'connections-before-accounts',
    async show({ page, say, startConsole }) {
      const { bffUrl } = await startConsole({ accounts: { from: 'set-up' } });
      await page.goto(`${bffUrl}/account/connections`);
      await expect(page.getByRole('link', { name: say('connections:cannotAdd.setUp') })).toBeVisible();
    },
  },
  {
    name: 'connection-new',
    async show(stage) {
      const { page, say } = stage;
      const { bffUrl } = await startWithConnections(stage);
      await page.goto(`${bffUrl}/account/connections/add`);
      await page.getByLabel(say('connections:form.kind')).selectOption('assume-role');
      await expect(page.getByLabel(say('connections:form.roleArn'))).toBeVisible();
    },
  },
  {
    name: 'connection-edited',
    async show(stage) {
      const { page, say } = stage;
      const { bffUrl } = await startWithConnections(stage);
      await page.goto(`${bffUrl}/account/connections/edit?name=archive`);
      await page.getByLabel(say('connections:form.accessKeyId'), { exact: true }).fill('LTAI5tAnother');
      await expect(page.getByText(say('connections:form.secretAgain'))).toBeVisible();
      await expect(page.getByText(say('connections:form.domainsText'))).toBeVisible();
    },
  },
  {
    name: 'connection-tested',
    async show(stage) {
      const { page, say } = stage;
      const { bffUrl } = await startWithConnections(stage);
      await page.goto(`${bffUrl}/account/connections/edit?name=archive`);
      const fault = stage.stack.faults.add({
        match: { bucket: 'acme-cdn', operation: 'GetBucketLifecycle' },
        effect: { kind: 'error', code: 'AccessDenied' },
      });
      stage.afterwards(() => fault.remove());
      await page.getByRole('button', { name: say('connections:test.submit') }).click();
      await expect(page.getByText(say('connections:test.missing'))).toBeVisible();
      await page.getByText(say('connections:test.policyText')).scrollIntoViewIfNeeded();
    },
  },
  {
    name: 'connection-marks',
    async show(stage) {
      const { page, say } = stage;
      const { bffUrl } = await startWithConnections(stage);
      await page.goto(`${bffUrl}/c/archive/buckets`);
      await expect(page.getByRole('banner').getByText(say('shell:mark.readOnly'))).toBeVisible();
      await expect(page.getByRole('link', { name: releases, exact: true })).toBeVisible();
    },
  },
  {
    name: 'connection-removal',
    async show(stage) {
      const { page, say } = stage;
      const { bffUrl } = await startWithConnections(stage);
      await page.goto(`${bffUrl}/account/connections`);
      await page.getByRole('button', { name: say('connections:removeNamed', { name: 'archive' }) }).click();
      await expect(page.getByRole('dialog')).toBeVisible();
    },
  },
];

/** A console with an administrator in the browser, and two connections beside the demo's. */
async function startWithConnections({ startConsole, page, afterwards }: SceneStage): Promise<Stack> {
  const started = await startConsole({ accounts: {} });
  const ada = await setUpAdministrator(started);
  await addConnections(started, ada);
  await signInAs(page, started, ada);
  afterwards(() => page.context().clearCookies());
  return started;
}

async function addConnections(stack: Stack, ada: Person): Promise<void> {
  const settings: BodyOf<'addConnection'> = {
    name: 'archive',
    endpoint: stack.ossUrl,
    region: 'cn-hangzhou',
    credential: { kind: 'static', ...stack.credential },
    addressing: 'path',
    signature: 'v4',
    domains: [],
    buckets: [
      { name: releases, startPrefixes: ['cli/', 'sdk/'] },
      { name: 'acme-cdn', startPrefixes: [] },
    ],
    requesterPays: false,
    writable: false,
    production: true,
  };
  await ada.ok('addConnection', { body: settings });
  const { buckets: _buckets, ...all } = settings;
  await ada.ok('addConnection', {
    body: { ...all, name: 'staging', production: false, writable: true },
  });
}
