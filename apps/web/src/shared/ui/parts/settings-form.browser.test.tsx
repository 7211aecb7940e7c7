import { useState } from 'react';
import { expect, it, vi } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import { render } from '../../../testing/render.tsx';
import { TextField } from '../text-field.tsx';
import { SettingsForm, SettingsSection } from './settings-form.tsx';

const save = page.getByRole('button', { name: 'Save changes' });
const field = page.getByRole('textbox', { name: 'Name' });

function show(): () => string[] {
  const onSave = vi.fn<(name: string) => void>();
  function Settings() {
    const [saved, setSaved] = useState('acme');
    const [name, setName] = useState('acme');
    return (
      <SettingsForm
        changes={name === saved ? 0 : 1}
        label="Connection"
        onDiscard={() => setName(saved)}
        onSave={() => {
          onSave(name);
          setSaved(name);
        }}
        problem={name === '' ? 'Enter a name.' : undefined}
      >
        <SettingsSection description="What people see." title="Display">
          <TextField label="Name" onChange={(event) => setName(event.target.value)} value={name} />
        </SettingsSection>
      </SettingsForm>
    );
  }
  render(<Settings />);
  return () => onSave.mock.calls.map(([name]) => name);
}

const isAskedOnLeaving = (): boolean => !dispatchEvent(new Event('beforeunload', { cancelable: true }));

it('offers to save only what differs, by the button or by Enter', async () => {
  const saved = show();
  await expect.element(page.getByRole('group', { name: 'Display' })).toBeVisible();
  expect(save.elements()).toHaveLength(0);
  await field.fill('acme-2');
  await save.click();
  await field.fill('acme-3');
  await userEvent.keyboard('{Enter}');
  await expect.poll(saved).toEqual(['acme-2', 'acme-3']);
  await expect.element(save).not.toBeInTheDocument();
});

it('takes the changes back, and keeps the keyboard in the form', async () => {
  const saved = show();
  await field.fill('other');
  await page.getByRole('button', { name: 'Discard' }).click();
  await expect.element(field).toHaveValue('acme');
  await expect.element(page.getByRole('form', { name: 'Connection' })).toHaveFocus();
  expect(saved()).toEqual([]);
});

it('says why it cannot be saved, and does not save', async () => {
  const saved = show();
  await field.fill('');
  await expect.element(save).toHaveAccessibleDescription('Enter a name.');
  await userEvent.keyboard('{Enter}');
  await save.click({ force: true });
  expect(saved()).toEqual([]);
});

it('lets the browser ask before unsaved changes are lost, and only then', async () => {
  show();
  await expect.element(field).toBeVisible();
  expect(isAskedOnLeaving()).toBe(false);
  await field.fill('other');
  await expect.element(save).toBeVisible();
  expect(isAskedOnLeaving()).toBe(true);
});
