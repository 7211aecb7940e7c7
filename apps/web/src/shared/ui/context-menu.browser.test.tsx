import { useState } from 'react';
import { expect, it } from 'vitest';
import { page } from 'vitest/browser';
import '../../styles/app.css';
import { render } from '../../testing/render.tsx';
import { ContextMenu } from './context-menu.tsx';
import { MenuItem } from './menu.tsx';

const menu = page.getByRole('menu', { name: 'Row menu' });

/** A menu near the right edge of a window of 720 px, closed when it asks for that. */
function Opened() {
  const [open, setOpen] = useState(true);
  if (!open) return <p>closed</p>;
  return (
    <ContextMenu at={{ x: 640, y: 40 }} from={null} label="Row menu" onClose={() => setOpen(false)}>
      <MenuItem>Repoint latest.txt to another version …</MenuItem>
    </ContextMenu>
  );
}

it('closes when the window gets narrower, which may leave its point outside', async () => {
  await page.viewport(720, 600);
  render(<Opened />);
  await expect.element(menu).toBeVisible();
  await page.viewport(390, 600);
  await expect.element(page.getByText('closed')).toBeVisible();
  expect(document.documentElement.scrollWidth).toBe(390);
});

it('stays open when only the height changes, as under the keyboard of a phone', async () => {
  await page.viewport(390, 600);
  render(<Opened />);
  await expect.element(menu).toBeVisible();
  await page.viewport(390, 400);
  await expect.poll(() => window.innerHeight).toBe(400);
  await expect.element(menu).toBeVisible();
});
