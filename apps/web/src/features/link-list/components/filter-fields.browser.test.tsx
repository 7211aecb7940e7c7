import i18next from 'i18next';
import { useState } from 'react';
import { expect, it, onTestFinished } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import { render } from '../../../testing/render.tsx';
import type { LinkFilter } from '../model/link-filter.ts';
import { FilterFields } from './filter-fields.tsx';

const say = i18next.getFixedT('en', 'links');
const field = (name: string) => page.getByRole('textbox', { name, exact: true });

/** The fields above a list that keeps what they say, as its address does; buttons beside them lead to prefixes. */
function show(initial: LinkFilter = {}, prefixes: readonly string[] = []) {
  const asked: { changes: object; typing: boolean | undefined }[] = [];
  function Fields() {
    const [filter, setFilter] = useState<LinkFilter>(initial);
    const fields = (
      <FilterFields
        buckets={['acme']}
        endpointHost={undefined}
        filter={filter}
        onChange={(changes, typing) => {
          asked.push({ changes, typing });
          setFilter({ ...filter, ...changes } as LinkFilter);
        }}
      />
    );
    return (
      <>
        {fields}
        {prefixes.map((prefix) => (
          <button key={prefix} onClick={() => setFilter({ ...filter, prefix })} type="button">
            {`to ${prefix}`}
          </button>
        ))}
      </>
    );
  }
  render(<Fields />);
  return asked;
}

it('follows what is typed once typing rests, and keeps the focus', async () => {
  const asked = show();
  await field(say('filter.contains')).click();
  await userEvent.keyboard('latest');
  await expect.poll(() => asked).toEqual([{ changes: { contains: 'latest' }, typing: true }]);
  await expect.element(field(say('filter.contains'))).toHaveFocus();
  await userEvent.keyboard('.txt');
  await expect.poll(() => asked.at(-1)?.changes).toEqual({ contains: 'latest.txt' });
  await expect.element(field(say('filter.contains'))).toHaveValue('latest.txt');
  await page.getByRole('button', { name: say('filter.clear', { what: say('filter.contains') }) }).click();
  await expect.element(field(say('filter.contains'))).toHaveValue('');
});

it('goes along with a step down and the step up right after it, and asks for neither itself', async () => {
  const asked = show({ prefix: 'cli/' }, ['cli/', 'cli/beta/']);
  await expect.element(field(say('filter.prefix'))).toHaveValue('cli/');
  const buttons = page.getByRole('button', { name: /^to / });
  const stepTo = (nth: number): void => (buttons.nth(nth).element() as HTMLElement).click();
  stepTo(1);
  await expect.element(field(say('filter.prefix'))).toHaveValue('cli/beta/');
  stepTo(0);
  await expect.element(field(say('filter.prefix'))).toHaveValue('cli/');
  // What rests longer than typing would: the field of words is taken over after that.
  await field(say('filter.contains')).fill('x');
  await expect.poll(() => asked).toEqual([{ changes: { contains: 'x' }, typing: true }]);
});

it('waits for Enter where a text may be half an address, or has to be whole', async () => {
  const asked = show();
  await field(say('filter.prefix')).fill('oss://acme/cli/');
  await field(say('filter.target')).fill('cli/a');
  await expect.poll(() => asked.length).toBe(1);
  expect(asked).toEqual([{ changes: { prefix: 'cli/', bucket: 'acme' }, typing: undefined }]);
  await userEvent.keyboard('{Enter}');
  await expect.poll(() => asked.at(-1)?.changes).toEqual({ target: 'cli/a', bucket: 'acme' });
});

it('has one field on a phone, and the others behind a button that tells how many are set', async () => {
  await page.viewport(390, 800);
  onTestFinished(() => page.viewport(800, 600));
  const asked = show({ prefix: 'cli/', sort: 'newest' });
  const button = page.getByRole('button', { name: i18next.t('filters.some', { ns: 'parts', set: 2 }) });
  await expect.element(button).toHaveAttribute('aria-expanded', 'false');
  await expect.element(field(say('filter.contains'))).toBeVisible();
  expect(field(say('filter.prefix')).elements()).toEqual([]);
  await button.click();
  await expect.element(button).toHaveAttribute('aria-expanded', 'true');
  await field(say('filter.prefix')).fill('sdk/');
  await expect.poll(() => asked.at(-1)?.changes).toEqual({ prefix: 'sdk/' });
});
