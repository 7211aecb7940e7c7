import { expect, it, vi } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import { render } from '../../testing/render.tsx';
import { Button } from './button.tsx';

it('stays in the order of Tab where it cannot be pressed, and says why apart from its name', async () => {
  const onClick = vi.fn<() => void>();
  render(
    <Button disabledReason="Choose a file first." onClick={onClick}>
      Upload
    </Button>,
  );
  const button = page.getByRole('button', { name: 'Upload', exact: true });
  await expect.element(button).toHaveAccessibleDescription('Choose a file first.');
  await userEvent.tab();
  expect(document.activeElement).toBe(button.element());
  await userEvent.keyboard('{Enter} ');
  expect(onClick).not.toHaveBeenCalled();
});
