import { useState } from 'react';
import { beforeAll, expect, it, vi } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import { Combobox } from '../shared/ui/combobox.tsx';
import { inputMethod } from '../testing/input-method.ts';
import { render } from '../testing/render.tsx';
import { ignoreCompositionKeys } from './ignore-composition-keys.ts';

beforeAll(() => ignoreCompositionKeys(window));

const items = ['软件/1.0', '软件/2.0'];
const field = page.getByRole('combobox');
const list = page.getByRole('listbox');

function Field(on: { onEnter: (text: string) => void; onPick: (item: string) => void }) {
  const [value, setValue] = useState('');
  return (
    <Combobox
      {...on}
      items={items}
      label="Target"
      onValueChange={setValue}
      renderItem={(item) => item}
      toText={(item) => item}
      value={value}
    />
  );
}

/** A field with a text that an input method composes, and its list open. */
async function compose() {
  const onEnter = vi.fn<(text: string) => void>();
  const onPick = vi.fn<(item: string) => void>();
  render(<Field onEnter={onEnter} onPick={onPick} />);
  await field.click();
  await inputMethod.compose('ruan');
  await expect.element(list).toBeVisible();
  return { onEnter, onPick };
}

const marked = (): string | null => field.element().getAttribute('aria-activedescendant');

it('marks and takes no option by the keys that choose a candidate of the input method', async () => {
  const { onEnter, onPick } = await compose();
  await inputMethod.takeKey('ArrowDown');
  await inputMethod.takeKey('Enter');
  expect(marked()).toBeNull();
  await expect.element(field).toHaveValue('ruan');
  expect(onEnter).not.toHaveBeenCalled();
  expect(onPick).not.toHaveBeenCalled();
});

it('keeps the list open by the Escape that drops a candidate', async () => {
  await compose();
  await inputMethod.takeKey('Escape');
  await expect.element(list).toBeVisible();
});

it('takes an option by the same keys once the composition has ended', async () => {
  const { onPick } = await compose();
  await inputMethod.commit('软');
  await expect.element(field).toHaveValue('软');
  await userEvent.keyboard('{ArrowDown}{ArrowDown}{Enter}');
  await expect.poll(() => onPick.mock.calls).toEqual([['软件/2.0']]);
});
