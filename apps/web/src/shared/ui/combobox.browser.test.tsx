import { useState } from 'react';
import { expect, it, onTestFinished, vi } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import { render } from '../../testing/render.tsx';
import { Combobox } from './combobox.tsx';

const field = page.getByRole('combobox');
const input = (): HTMLInputElement => field.element() as HTMLInputElement;
const active = (): string | null | undefined => {
  const id = input().getAttribute('aria-activedescendant');
  return id === null ? undefined : document.getElementById(id)?.textContent;
};

function Field({ onEnter, all }: { onEnter: (text: string) => void; all: readonly string[] }) {
  const [value, setValue] = useState('');
  return (
    <Combobox
      items={all.filter((item) => item.startsWith(value))}
      label="Target"
      onEnter={onEnter}
      onValueChange={setValue}
      renderItem={(item) => item}
      toText={(item) => item}
      value={value}
    />
  );
}

async function open(all = ['cli/1.0', 'cli/2.0', 'sdk/1.0']) {
  const onEnter = vi.fn<(text: string) => void>();
  render(<Field all={all} onEnter={onEnter} />);
  await field.click();
  return onEnter;
}

it('proposes what fits the text that is typed', async () => {
  await open();
  await userEvent.keyboard('cli');
  await expect.element(page.getByRole('option')).toHaveLength(2);
  expect(input().getAttribute('aria-expanded')).toBe('true');
});

it('names the option that an arrow key reached, and keeps the focus in the field', async () => {
  await open();
  await userEvent.keyboard('cli{ArrowDown}');
  await expect.poll(active).toBe('cli/1.0');
  await userEvent.keyboard('{ArrowDown}');
  await expect.poll(active).toBe('cli/2.0');
  expect(document.activeElement).toBe(input());
});

it('takes over the option by Enter', async () => {
  const onEnter = await open();
  await userEvent.keyboard('cli{ArrowDown}{ArrowDown}{Enter}');
  await expect.element(field).toHaveValue('cli/2.0');
  expect(onEnter).not.toHaveBeenCalled();
});

it('takes over the option by a click', async () => {
  await open();
  await userEvent.keyboard('sdk');
  await page.getByRole('option').click();
  await expect.element(field).toHaveValue('sdk/1.0');
});

it('hands on Enter with the text where no option is marked', async () => {
  const onEnter = await open();
  await userEvent.keyboard('own/key{Enter}');
  await expect.poll(() => onEnter.mock.calls).toEqual([['own/key']]);
});

it('closes the list by Escape and keeps the text', async () => {
  await open();
  await userEvent.keyboard('cli');
  await expect.element(page.getByRole('listbox')).toBeVisible();
  await userEvent.keyboard('{Escape}');
  await expect.element(page.getByRole('listbox')).not.toBeInTheDocument();
  await expect.element(field).toHaveValue('cli');
  expect(active()).toBeUndefined();
});

it('has no option marked once the text changes', async () => {
  await open();
  await userEvent.keyboard('cli{ArrowDown}');
  await expect.poll(active).toBe('cli/1.0');
  await userEvent.keyboard('/');
  await expect.poll(active).toBeUndefined();
});

it('keeps its list below the field when a line appears above it', async () => {
  await open();
  await userEvent.keyboard('cli');
  await expect.element(page.getByRole('option')).toHaveLength(2);
  const popup = document.querySelector('[popover]')!;
  document.body.prepend(
    Object.assign(document.createElement('p'), { id: 'line', textContent: 'now nothing' }),
  );
  onTestFinished(() => document.querySelector('#line')!.remove());
  await expect
    .poll(() => popup.getBoundingClientRect().top - input().getBoundingClientRect().bottom)
    .toBeGreaterThanOrEqual(0);
});
