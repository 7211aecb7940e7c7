import type { Bucket, BucketFacts, Home } from '@signpost/api-contract';
import { expect, it } from 'vitest';
import { page } from 'vitest/browser';
import { fakeApi } from '../../../testing/fake-api.ts';
import { inRouter } from '../../../testing/in-router.tsx';
import { render } from '../../../testing/render.tsx';
import { BucketTable } from './bucket-table.tsx';

const bucket = (name: string): Bucket => ({ name, hierarchicalNamespace: false, startPrefixes: [] });
const at = '2026-01-01T00:00:00Z';
const scanned: Home['buckets'][number] = {
  coverage: { bucket: 'scanned', state: 'complete', keys: 9, pending: 0, calls: 1, scannedAt: at },
  hierarchicalNamespace: false,
  links: 7,
  objects: 2,
  byHealth: { ok: 4, missing: 2, unknown: 1 },
  served: { wrong: 0, checked: 0 },
};

it('tells of each bucket its links, the broken ones, the scan and versioning, and of an unscanned one no number', async () => {
  const facts: BucketFacts = {
    name: 'scanned',
    region: 'cn-hangzhou',
    versioning: 'enabled',
    hierarchicalNamespace: false,
    publicUrl: 'https://scanned.example/',
    checkedAt: at,
  };
  fakeApi({ getBucket: () => facts });
  render(
    inRouter(
      <BucketTable buckets={[bucket('scanned'), bucket('new')]} connection="default" indexed={[scanned]} />,
    ),
  );
  const row = page.getByRole('row').filter({ hasText: 'scanned' }).first();
  await expect.element(page.getByRole('link', { name: '7', exact: true })).toBeVisible();
  const broken = page.getByRole('link', { name: '2', exact: true });
  await expect.element(broken).toBeVisible();
  expect(broken.element().getAttribute('href')).toContain('health=broken');
  await expect.element(page.getByText('not scanned')).toBeInTheDocument();
  await expect.element(page.getByText('enabled').first()).toBeInTheDocument();
  await expect.element(row).toBeInTheDocument();
});
