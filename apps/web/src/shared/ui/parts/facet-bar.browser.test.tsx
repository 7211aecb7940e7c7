import { useState } from 'react';
import { expect, it } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import { render } from '../../../testing/render.tsx';
import { FacetBar, type Facet } from './facet-bar.tsx';
import type { FacetSelection } from './facet-selection.ts';

const facets: Facet[] = [
  {
    id: 'health',
    label: 'Health',
    values: [
      { id: 'ok', label: 'ok', count: 12_431 },
      { id: 'missing', label: 'missing', count: 3 },
      { id: 'cold', label: 'cold', count: 0 },
    ],
  },
  { id: 'age', label: 'Age', single: true, values: ['day', 'week'].map((id) => ({ id, label: id })) },
];

function show(): () => FacetSelection {
  let seen: FacetSelection = {};
  function Bar() {
    const [selection, setSelection] = useState<FacetSelection>({});
    seen = selection;
    return <FacetBar facets={facets} onChange={setSelection} selection={selection} />;
  }
  render(<Bar />);
  return () => seen;
}

const chip = (name: string) => page.getByRole('button', { name, exact: true });

it('switches values on and off, several in a facet', async () => {
  const selection = show();
  await chip('missing 3').click();
  await chip('ok 12,431').click();
  await expect.poll(selection).toEqual({ health: ['missing', 'ok'] });
  await expect.element(chip('missing 3')).toHaveAttribute('aria-pressed', 'true');
  await chip('missing 3').click();
  await expect.poll(selection).toEqual({ health: ['ok'] });
});

it('keeps a value that yields nothing, and lets it be chosen', async () => {
  const selection = show();
  await chip('cold 0').click();
  await expect.poll(selection).toEqual({ health: ['cold'] });
});

it('replaces the value of a facet that takes one', async () => {
  const selection = show();
  await chip('day').click();
  await chip('week').click();
  await expect.poll(selection).toEqual({ age: ['week'] });
});

it('is one stop for Tab per facet, with arrows inside', async () => {
  const selection = show();
  await expect.element(chip('ok 12,431')).toBeVisible();
  await userEvent.keyboard('{Tab}{ArrowRight}{Enter}');
  await expect.poll(selection).toEqual({ health: ['missing'] });
  await userEvent.keyboard('{Tab}{Enter}');
  await expect.poll(selection).toEqual({ health: ['missing'], age: ['day'] });
});

it('clears all facets at once, which is offered only where one is set', async () => {
  const selection = show();
  expect(chip('Clear all').elements()).toHaveLength(0);
  await chip('cold 0').click();
  await chip('week').click();
  await chip('Clear all').click();
  await expect.poll(selection).toEqual({});
  expect(document.activeElement?.textContent).toContain('ok');
});
