import type { ConnectionSettings } from '@signpost/api-contract';
import { useQueryClient, type QueryClient } from '@tanstack/react-query';
import { expect, it, onTestFinished, vi } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import { fakeApi, Refusal } from '../../testing/fake-api.ts';
import { render } from '../../testing/render.tsx';
import { button, dialog, findViolations, inDialog } from '../testing/account-page.ts';
import { ConnectionForm } from './connection-form.tsx';
import { sampleSettings, tell } from './testing/connections-page.ts';

function show(settings?: ConnectionSettings) {
  const onSaved = vi.fn<(name: string) => void>();
  const api = fakeApi({
    addConnection: ({ body }) => ({ ...sampleSettings, ...body, credential: { kind: body.credential.kind } }),
    editConnection: ({ body }) => ({
      ...sampleSettings,
      ...body.settings,
      credential: { kind: body.settings.credential.kind },
    }),
  });
  let client: QueryClient | undefined;
  const Probe = () => {
    client = useQueryClient();
    return null;
  };
  render(
    <main>
      <Probe />
      <ConnectionForm onSaved={onSaved} {...(settings === undefined ? {} : { settings })} />
    </main>,
  );
  const readCache = (): string =>
    JSON.stringify([
      client
        ?.getMutationCache()
        .getAll()
        .map(({ state }) => state),
      client
        ?.getQueryCache()
        .getAll()
        .map(({ state }) => state),
    ]);
  return { api, onSaved, readCache };
}

type FieldName =
  | 'name'
  | 'endpoint'
  | 'region'
  | 'kind'
  | 'accessKeyId'
  | 'accessKeySecret'
  | 'securityToken'
  | 'roleArn'
  | 'providerArn'
  | 'externalId'
  | 'sessionName'
  | 'roleName'
  | 'publicEndpoint'
  | 'resourceGroup';
const field = (name: FieldName) => page.getByLabelText(tell(`form.${name}`));
// Their names go on with what they mean.
const writable = page.getByRole('checkbox', { name: /^Allow writing/ });
const production = page.getByRole('checkbox', { name: /^Production/ });
const secret = field('accessKeySecret');
const isAskedOnLeaving = (): boolean => !dispatchEvent(new Event('beforeunload', { cancelable: true }));

async function fillNew(): Promise<void> {
  await field('name').fill('prod');
  await field('endpoint').fill('oss-cn-hangzhou.aliyuncs.com');
  await field('accessKeyId').fill('LTAI5tNew');
  await secret.fill('secret-of-the-key');
}

const refused = (pointer: string, rule: string, params = {}) =>
  new Refusal('invalid-request', { errors: [{ pointer, rule, detail: '', params }] });

it('adds a connection by keyboard, read-only and with the region that its endpoint names', async () => {
  const { api, onSaved } = show();
  await fillNew();
  await expect.element(field('region')).toHaveValue('cn-hangzhou');
  await expect.element(writable).not.toBeChecked();
  expect(await findViolations()).toEqual([]);
  await secret.click();
  await userEvent.keyboard('{Enter}');
  await vi.waitFor(() => expect(onSaved).toHaveBeenCalledWith('prod'));
  expect(api.sent('addConnection').map(({ body }) => body)).toEqual([
    {
      name: 'prod',
      endpoint: 'https://oss-cn-hangzhou.aliyuncs.com',
      region: 'cn-hangzhou',
      credential: { kind: 'static', accessKeyId: 'LTAI5tNew', accessKeySecret: 'secret-of-the-key' },
      addressing: 'auto',
      signature: 'v4',
      requesterPays: false,
      domains: [],
      writable: false,
      production: false,
    },
  ]);
});

it('keeps a region that was typed for an endpoint that names none', async () => {
  show();
  await field('region').fill('cn-private');
  await field('endpoint').fill('https://oss.example.com');
  await expect.element(field('region')).toHaveValue('cn-private');
});

it('asks before writing is allowed, and not before it is forbidden', async () => {
  const { api, onSaved } = show();
  await fillNew();
  await writable.click();
  await expect.element(dialog.getByText(tell('writing.text'))).toBeVisible();
  expect(await findViolations(dialog.element())).toEqual([]);
  await userEvent.keyboard('{Escape}');
  await expect.element(writable).not.toBeChecked();
  await writable.click();
  await inDialog(tell('writing.submit')).click();
  await expect.element(writable).toBeChecked();
  await writable.click();
  await expect.element(writable).not.toBeChecked();
  await writable.click();
  await inDialog(tell('writing.submit')).click();
  await production.click();
  await button(tell('form.saveNew')).click();
  await vi.waitFor(() => expect(onSaved).toHaveBeenCalledOnce());
  expect(api.sent('addConnection').map(({ body }) => [body.writable, body.production])).toEqual([
    [true, true],
  ]);
});

it.each([
  ['assume-role', ['accessKeyId', 'accessKeySecret', 'roleArn', 'externalId', 'sessionName']],
  ['ecs-role', ['roleName']],
  ['oidc-role', ['roleArn', 'providerArn']],
] as const)('has for keys of kind %s the fields that they need, and no others', async (kind, names) => {
  const { api, onSaved } = show();
  await fillNew();
  await field('kind').selectOptions(kind);
  for (const name of names) await field(name).fill(`typed-${name}`);
  const all = [
    'accessKeyId',
    'accessKeySecret',
    'securityToken',
    'roleArn',
    'externalId',
    'sessionName',
  ] as const;
  for (const name of all)
    expect(field(name).query() !== null, name).toBe((names as readonly string[]).includes(name));
  expect(await findViolations()).toEqual([]);
  await button(tell('form.saveNew')).click();
  await vi.waitFor(() => expect(onSaved).toHaveBeenCalledOnce());
  expect(api.sent('addConnection').map(({ body }) => body.credential)).toEqual([
    { kind, ...Object.fromEntries(names.map((name) => [name, `typed-${name}`])) },
  ]);
});

it('keeps a secret that is left empty, and wants it again with another key or endpoint', async () => {
  const { api, onSaved } = show(sampleSettings);
  await expect.element(secret).toHaveValue('');
  await expect.element(secret).toHaveAccessibleDescription(tell('form.secretKept'));
  await expect.element(page.getByText(tell('keys.old'))).toBeVisible();
  expect(field('name').query()).toBeNull();
  await field('accessKeyId').fill('LTAI5tOther');
  await expect.element(secret).toHaveAccessibleDescription(tell('form.secretAgain'));
  await expect.element(secret).toBeRequired();
  await field('accessKeyId').fill('LTAI5tSample');
  await expect.element(secret).not.toBeRequired();
  await field('region').fill('cn-beijing');
  await button(tell('form.save')).click();
  await vi.waitFor(() => expect(onSaved).toHaveBeenCalledWith('prod'));
  const [body] = api.sent('editConnection').map((request) => request.body);
  expect(body?.version).toBe(3);
  expect(body?.settings.region).toBe('cn-beijing');
  expect(body?.settings.credential).toEqual({ kind: 'static', accessKeyId: 'LTAI5tSample' });
});

it.each([
  ['#/settings/credential/accessKeySecret', 'secret-needed', 'accessKeySecret', 'fault.secret'],
  ['#/settings/endpoint', 'wrong-form', 'endpoint', 'fault.origin'],
  ['#/settings/endpoint', 'https-needed', 'endpoint', 'fault.https'],
  ['#/settings/region', 'wrong-form', 'region', 'fault.region'],
  ['#/settings/publicEndpoint', 'wrong-form', 'publicEndpoint', 'fault.origin'],
  ['#/settings/resourceGroup', 'wrong-form', 'resourceGroup', 'fault.resourceGroup'],
] as const)(
  'tells at the field that %s was refused as %s, and leads there',
  async (pointer, rule, at, text) => {
    const { api } = show(sampleSettings);
    api.answer({ editConnection: () => refused(pointer, rule) });
    await field('region').fill('cn-beijing');
    await button(tell('form.save')).click();
    await expect.element(page.getByText(tell(text))).toBeVisible();
    await expect.element(field(at)).toHaveFocus();
    await expect.element(field(at)).toHaveAttribute('aria-invalid', 'true');
    expect(await findViolations()).toEqual([]);
  },
);

it('tells at the field which address of a new connection is refused, and elsewhere what has no field', async () => {
  const { api } = show();
  await fillNew();
  api.answer({ addConnection: () => refused('#/endpoint', 'address-refused', { address: '10.0.0.1' }) });
  await button(tell('form.saveNew')).click();
  await expect.element(page.getByText(tell('fault.address', { address: '10.0.0.1' }))).toBeVisible();
  api.answer({
    addConnection: () =>
      refused('#/endpoint', 'bucket-address', { bucket: 'b', endpoint: 'https://oss.example.com' }),
  });
  await button(tell('form.saveNew')).click();
  await expect
    .element(page.getByText(/^This is the address of bucket b\. Enter https:\/\/oss\.example\.com here/))
    .toBeVisible();
  api.answer({ addConnection: () => refused('#/endpoint', 'other-region', { region: 'cn-beijing' }) });
  await button(tell('form.saveNew')).click();
  await expect.element(page.getByText(tell('fault.otherRegion', { region: 'cn-beijing' }))).toBeVisible();
  api.answer({ addConnection: () => refused('#/requesterPays', 'wrong-type') });
  await button(tell('form.saveNew')).click();
  await expect
    .element(page.getByRole('alert'))
    .toHaveTextContent(tell('fault.elsewhere', { pointer: 'requesterPays' }));
  api.answer({ addConnection: () => new Refusal('connection-taken') });
  await button(tell('form.saveNew')).click();
  await expect
    .element(page.getByRole('alert'))
    .toHaveTextContent('Another connection has this name. Choose a different name.');
});

it('lists buckets with start prefixes, and domains, a line each', async () => {
  const { api, onSaved } = show({
    ...sampleSettings,
    domains: [{ bucket: 'cdn', origin: 'https://cdn.test' }],
  });
  await expect.element(page.getByLabelText(tell('form.domainOrigin'))).toHaveValue('https://cdn.test');
  await button(tell('form.bucketAdd')).click();
  const lines = page.getByRole('group', { name: tell('form.buckets'), exact: true });
  await expect.element(lines.getByLabelText(tell('form.bucketName'))).toHaveFocus();
  await userEvent.keyboard('releases{Tab}cli/{Enter}sdk/');
  await button(tell('form.domainRemove', { number: 1 })).click();
  await expect.element(button(tell('form.domainAdd'))).toHaveFocus();
  expect(await findViolations()).toEqual([]);
  api.answer({ editConnection: () => refused('#/settings/buckets/0/startPrefixes/1', 'leading-slash') });
  await button(tell('form.save')).click();
  await expect.element(lines.getByText(tell('fault.prefix'))).toBeVisible();
  api.answer({ editConnection: () => sampleSettings });
  await button(tell('form.save')).click();
  await vi.waitFor(() => expect(onSaved).toHaveBeenCalledOnce());
  const settings = api.sent('editConnection').at(-1)?.body.settings;
  expect(settings?.buckets).toEqual([{ name: 'releases', startPrefixes: ['cli/', 'sdk/'] }]);
  expect(settings?.domains).toEqual([]);
});

it('loads what somebody else saved and keeps what was typed', async () => {
  const { api, onSaved } = show(sampleSettings);
  api.answer({
    editConnection: () => new Refusal('connection-changed'),
    listConnectionSettings: () => ({
      items: [{ ...sampleSettings, version: 7, production: false, resourceGroup: 'rg-1' }],
      canAdd: true,
    }),
  });
  await field('region').fill('cn-beijing');
  await secret.fill('typed');
  await button(tell('form.save')).click();
  await expect.element(page.getByText(tell('conflict.text'))).toBeVisible();
  expect(await findViolations()).toEqual([]);
  await button(tell('conflict.submit')).click();
  await expect.element(page.getByText(tell('conflict.loaded'))).toBeVisible();
  await expect.element(field('region')).toHaveValue('cn-beijing');
  await expect.element(secret).toHaveValue('typed');
  await expect.element(production).not.toBeChecked();
  api.answer({ editConnection: () => sampleSettings });
  await button(tell('form.save')).click();
  await vi.waitFor(() => expect(onSaved).toHaveBeenCalledOnce());
  const body = api.sent('editConnection').at(-1)?.body;
  expect(body?.version).toBe(7);
  expect(body?.settings.resourceGroup).toBe('rg-1');
});

it('says that somebody else removed the connection', async () => {
  const { api } = show(sampleSettings);
  api.answer({
    editConnection: () => new Refusal('connection-changed'),
    listConnectionSettings: () => ({ items: [], canAdd: true }),
  });
  await field('region').fill('cn-beijing');
  await button(tell('form.save')).click();
  await button(tell('conflict.submit')).click();
  await expect.element(page.getByText(tell('conflict.gone'))).toBeVisible();
});

it('warns before unsaved settings are left, and no longer once they are saved', async () => {
  const { onSaved } = show(sampleSettings);
  await expect.element(field('region')).toBeVisible();
  expect(isAskedOnLeaving()).toBe(false);
  await field('region').fill('cn-beijing');
  await expect.element(page.getByText(tell('form.unsaved'))).toBeVisible();
  expect(isAskedOnLeaving()).toBe(true);
  onSaved.mockImplementation(() => expect(isAskedOnLeaving()).toBe(false));
  await button(tell('form.save')).click();
  await vi.waitFor(() => expect(onSaved).toHaveReturnedTimes(1));
});

it('keeps a secret in its field alone, and only until it was accepted', async () => {
  const { api, onSaved, readCache } = show();
  api.answer({ addConnection: () => new Refusal('connection-taken') });
  await fillNew();
  await expect.element(secret).toHaveAttribute('autocomplete', 'off');
  await button(tell('form.saveNew')).click();
  await expect.element(page.getByRole('alert')).toBeVisible();
  expect(readCache()).toContain('connection-taken');
  expect(readCache()).not.toContain('secret-of-the-key');
  await expect.element(secret).toHaveValue('secret-of-the-key');
  api.answer({ addConnection: () => sampleSettings });
  await button(tell('form.saveNew')).click();
  await vi.waitFor(() => expect(onSaved).toHaveBeenCalledOnce());
  await expect.element(secret).toHaveValue('');
  expect(location.href).not.toContain('secret-of-the-key');
});

it('fits on a phone', async () => {
  show(sampleSettings);
  onTestFinished(() => page.viewport(800, 600));
  await page.viewport(390, 844);
  await page.getByText(tell('form.advanced')).click();
  await button(tell('form.bucketAdd')).click();
  await expect.element(secret).toBeVisible();
  expect(document.documentElement.scrollWidth).toBeLessThanOrEqual(390);
});
