import { expect } from '@playwright/test';
import { operations, type Operation } from '@signpost/api-contract';
import { loadsPerAddress, startForeignSite, type ForeignSite } from '../src/fixtures/foreign-site.ts';
import { test as product } from '../src/fixtures/test.ts';
import type { Stack } from '../src/fixtures/stack.ts';
import type { TestBucket } from '../src/fixtures/test-bucket.ts';

interface Fixtures {
  /** Addresses of every GET, each with a query that the operation takes. */
  addresses: string[];
  site: ForeignSite;
}

/** The pages here are somebody else's, so that nothing of what the product's own pages must keep to is watched. */
const test = product.extend<Fixtures>({
  context: async ({ browser }, provide) => {
    const context = await browser.newContext();
    await provide(context);
    await context.close();
  },
  addresses: async ({ stack, bucket }, provide) => {
    bucket.putObject('private.html', { body: '<p>private</p>', contentType: 'text/html' });
    const query = {
      connection: 'default',
      bucket: bucket.name,
      key: 'private.html',
      typed: 'p',
      text: 'p',
      part: 'tags',
      id: 'x',
      plan: 'x',
      prefix: 'p',
    };
    const gets = (Object.values(operations) as Operation[]).filter(({ method }) => method === 'GET');
    await provide([
      ...gets.map((row) => {
        const format = row.path.endsWith('/manifest') ? 'json' : 'csv';
        const taken = Object.entries({ ...query, format }).filter(([name]) => name in shapeOf(row));
        return `${stack.bffUrl}${row.path}?${new URLSearchParams(taken).toString()}`;
      }),
      ...['/readyz', '/healthz', '/api/v1/openapi.json', '/api/v1/reference'].map(
        (path) => `${stack.bffUrl}${path}`,
      ),
    ]);
  },
  site: async ({ addresses }, provide) => {
    const site = await startForeignSite(addresses);
    await provide(site);
    await site.stop();
  },
});

const shapeOf = ({ query }: Operation): object =>
  (query as unknown as { _zod: { def: { shape: object } } } | undefined)?._zod.def.shape ?? {};

/** What the back end answered from now on, by path. */
function watchAnswers({ log }: Stack): () => Map<string, number[]> {
  const from = log.length;
  return () => {
    const lines = log.slice(from).map((line) => JSON.parse(line) as { path?: string; status?: number });
    const answers = new Map<string, number[]>();
    for (const { path, status } of lines)
      if (path !== undefined && status !== undefined)
        answers.set(path, [...(answers.get(path) ?? []), status]);
    return answers;
  };
}

/** Counts what reaches OSS for the bucket of the test and for no bucket: the demo may still be read meanwhile. */
function countCalls({ faults }: Stack, bucket: TestBucket): () => number {
  const listings = faults.add({
    match: { operation: 'ListBuckets' },
    effect: { kind: 'hook', run: () => {} },
  });
  const { calls } = bucket.record();
  return () => calls.length + listings.hits;
}

const pathsOf = (addresses: readonly string[]): string[] =>
  addresses.map((address) => new URL(address).pathname);

test('every address that is tried works for the console itself', async ({ addresses }) => {
  for (const address of addresses) {
    const { status } = await fetch(address);
    // 409: of a bucket that was not scanned nobody can tell what no link leads to.
    expect([200, 404, 409], address).toContain(status);
  }
});

for (const from of ['crossSite', 'sameSite'] as const) {
  test(`frames, images, scripts and media of another page (${from}) get nothing done`, async ({
    page,
    stack,
    bucket,
    site,
    addresses,
  }) => {
    test.setTimeout(240_000);
    const calls = countCalls(stack, bucket);
    const answers = watchAnswers(stack);
    await page.goto(`${site.origins[from]}/embed`);
    const paths = pathsOf(addresses);
    await expect
      .poll(() => paths.filter((path) => (answers().get(path)?.length ?? 0) < loadsPerAddress), {
        timeout: 200_000,
      })
      .toEqual([]);
    expect([...new Set(paths.flatMap((path) => answers().get(path) ?? []))]).toEqual([403]);
    expect(calls()).toBe(0);
  });

  test(`links and forms of another page (${from}) get nothing done`, async ({
    page,
    stack,
    bucket,
    site,
    addresses,
  }) => {
    // Each address is a page load of its own, and every operation that reads has one.
    test.setTimeout(240_000);
    const calls = countCalls(stack, bucket);
    for (const [i, address] of addresses.entries()) {
      await page.goto(`${site.origins[from]}/leave`);
      const [answer] = await Promise.all([
        page.waitForResponse((one) => one.url().startsWith(stack.bffUrl)),
        page.locator(`#${i % 4 === 0 ? 'form' : 'link'}-${i}`).click(),
      ]);
      expect(answer.status(), address).toBe(403);
    }
    expect(calls()).toBe(0);
  });

  test(`a link of another page (${from}) opens the console`, async ({ page, stack, bucket }) => {
    const site = await startForeignSite([`${stack.bffUrl}/c/default/b/${bucket.name}`]);
    await page.goto(`${site.origins[from]}/leave`);
    await page.locator('#link-0').click();
    await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
    await site.stop();
  });
}
