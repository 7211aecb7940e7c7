import { useState } from 'react';
import { expect, it } from 'vitest';
import { page } from 'vitest/browser';
import { render } from '../../../testing/render.tsx';
import type { FindingDecision } from './finding-decision.ts';
import type { FindingGroup } from './finding-group.ts';
import { FindingGroups } from './finding-groups.tsx';

const groups: FindingGroup<string>[] = [
  { code: 'new-link', level: 'note', title: 'New links', count: 1, rows: ['d'], choices: [] },
  {
    code: 'target-shrunk',
    level: 'choose',
    title: 'Much smaller',
    count: 2,
    rows: ['a', 'b'],
    choices: [{ value: 'accept', label: 'Point there anyway' }],
  },
  {
    code: 'target-missing',
    level: 'block',
    title: 'Leads nowhere',
    count: 412,
    rows: ['c'],
    choices: [
      { value: 'leave', label: 'Leave' },
      { value: 'remove', label: 'Remove' },
    ],
  },
];

function show(): () => Record<string, FindingDecision> {
  let seen: Record<string, FindingDecision> = {};
  function Findings() {
    const [decisions, setDecisions] = useState<Record<string, FindingDecision>>({});
    seen = decisions;
    return (
      <FindingGroups
        decisions={decisions}
        format={{ toId: (row) => row, toName: (row) => row, render: (row) => row }}
        groups={groups}
        onDecide={(code, decision) => setDecisions({ ...decisions, [code]: decision })}
        onMore={() => undefined}
      />
    );
  }
  render(<Findings />);
  return () => seen;
}

const head = (name: RegExp) => page.getByRole('button', { name });
const box = (name: string) => page.getByRole('checkbox', { name, exact: true });

it('lists kinds worst first, with level and count, and the rows folded', async () => {
  show();
  await expect.element(head(/Leads nowhere/)).toBeVisible();
  expect(
    page
      .getByRole('button')
      .elements()
      .map((button) => button.textContent),
  ).toEqual([
    'Can’t be applied: Leads nowhere 412 keys Decision needed',
    'Decision needed: Much smaller 2 keys Decision needed',
    'Good to know: New links 1 key ',
  ]);
  await head(/Leads nowhere/).click();
  await expect.element(head(/Leads nowhere/)).toHaveAttribute('aria-expanded', 'true');
  await expect.element(page.getByRole('button', { name: 'Show 411 more' })).toBeVisible();
});

it('accepts all of a kind, and says in part where one row is taken out', async () => {
  const decisions = show();
  const all = box('Point there anyway · Accept all 2 of this kind');
  await all.click();
  await expect.element(head(/Much smaller 2 keys Decided/)).toBeVisible();
  await head(/Much smaller/).click();
  await box('b').click();
  await expect.element(head(/Much smaller 2 keys 1 decision needed/)).toBeVisible();
  expect((all.element() as HTMLInputElement).indeterminate).toBe(true);
  expect(decisions()['target-shrunk']).toEqual({ all: 'accept', rows: new Map([['b', null]]) });
});

it('decides between alternatives for all, and otherwise for one row', async () => {
  const decisions = show();
  await page.getByRole('radio', { name: 'Remove' }).click();
  await head(/Leads nowhere 412 keys Decided/).click();
  await page.getByRole('combobox', { name: 'Choice for c' }).selectOptions('Leave');
  await expect
    .poll(() => decisions()['target-missing'])
    .toEqual({ all: 'remove', rows: new Map([['c', 'leave']]) });
  await page.getByRole('combobox', { name: 'Choice for c' }).selectOptions('Same as all');
  await expect.poll(() => decisions()['target-missing']?.rows.size).toBe(0);
});
