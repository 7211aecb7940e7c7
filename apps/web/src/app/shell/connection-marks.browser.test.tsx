import type { Connection } from '@signpost/api-contract';
import { expect, it } from 'vitest';
import { page } from 'vitest/browser';
import { ConnectionsPage } from '../../features/connections/pages/connections-page.tsx';
import { fakeApi } from '../../testing/fake-api.ts';
import { inRouter } from '../../testing/in-router.tsx';
import { render } from '../../testing/render.tsx';
import { ConnectionMarks } from './connection-marks.tsx';
import '../../styles/app.css';

const plain: Connection = {
  name: 'prod',
  mode: 'configured',
  endpoint: 'https://oss-cn-hangzhou.aliyuncs.com',
  region: 'cn-hangzhou',
  demo: false,
  readOnly: false,
  production: false,
};

const items = [
  { ...plain, name: 'live', production: true },
  { ...plain, name: 'archive', readOnly: true },
];

it.each([
  [{ production: true }, 'Production'],
  [{ readOnly: true }, 'Read-only'],
  [{ production: true, readOnly: true }, 'ProductionRead-only'],
  [{ demo: true }, 'Demo'],
  [{}, ''],
])('says in words of a connection that it is %j', async (facts, text) => {
  render(
    <header>
      <ConnectionMarks connection={{ ...plain, ...facts }} />
    </header>,
  );
  await expect.element(page.getByRole('banner')).toHaveTextContent(text);
});

it('marks each of several connections', async () => {
  fakeApi({ listConnections: () => ({ items }) });
  render(inRouter(<ConnectionsPage />));
  await expect.element(page.getByRole('link', { name: /^live Production/ })).toBeVisible();
  await expect.element(page.getByRole('link', { name: /^archive Read-only/ })).toBeVisible();
});
