import { expect, it } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import '../../styles/app.css';
import { render } from '../../testing/render.tsx';
import { TooltipSlot } from './tooltip-slot.tsx';

const tip = page.getByRole('tooltip');

async function show() {
  render(
    <>
      <button aria-label="Refresh" data-tip="Reads the folder again" style={{ margin: 80 }} type="button">
        ↻
      </button>
      <time data-tip="22 Nov 2026, 02:10">9 h</time>
      <div role="row" tabIndex={0}>
        <span data-tip="a key that is shown whole">whole</span>
        <span data-tip="a key that is cut off" style={{ display: 'block', overflow: 'hidden', width: 30 }}>
          aaaaaaaaaaaaaaaaaaaa
        </span>
      </div>
      <TooltipSlot />
    </>,
  );
  await expect.element(page.getByText('9 h')).toBeInTheDocument();
}
const touch = (element: Element, type: string): boolean =>
  element.dispatchEvent(new PointerEvent(type, { bubbles: true, pointerType: 'touch' }));

it('shows a tip where the pointer rests, and takes it away when it leaves', async () => {
  await show();
  await page.getByText('9 h').hover();
  await expect.element(tip).toHaveTextContent('22 Nov 2026, 02:10');
  await userEvent.unhover(page.getByText('9 h'));
  await page.elementLocator(document.body).hover({ position: { x: 5, y: 400 } });
  await expect.element(tip).not.toBeInTheDocument();
});

it('shows the tip of what has the focus by keys, describes it with it, and goes by Esc', async () => {
  await show();
  await userEvent.keyboard('{Tab}');
  await expect.element(tip).toHaveTextContent('Reads the folder again');
  await expect
    .element(page.getByRole('button', { name: 'Refresh' }))
    .toHaveAccessibleDescription('Reads the folder again');
  await userEvent.keyboard('{Escape}');
  await expect.element(tip).not.toBeInTheDocument();
});

it('shows what a row has lost, when the row has the focus by keys', async () => {
  await show();
  await userEvent.keyboard('{Tab}{Tab}');
  await expect.element(tip).toHaveTextContent('a key that is cut off');
  await expect.element(tip).not.toHaveTextContent('whole');
});

it('shows a tip to a finger that stays, and none to one that taps', async () => {
  await show();
  const time = document.querySelector('time')!;
  touch(time, 'pointerdown');
  await expect.element(tip).toHaveTextContent('22 Nov 2026, 02:10');
  touch(document.body, 'pointerdown');
  await expect.element(tip).not.toBeInTheDocument();
  touch(time, 'pointerdown');
  touch(time, 'pointerup');
  // The tip of another one comes later than that of the tap would have.
  touch(document.querySelector('button')!, 'pointerdown');
  await expect.element(tip).toHaveTextContent('Reads the folder again');
});
