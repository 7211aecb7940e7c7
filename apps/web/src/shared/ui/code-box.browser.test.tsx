import i18next from 'i18next';
import { expect, it, vi } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import '../../styles/app.css';
import { render } from '../../testing/render.tsx';
import { CodeBox } from './code-box.tsx';

const say = i18next.getFixedT('en', 'common');
const copy = page.getByRole('button', { name: say('action.copyNamed', { what: 'command' }) });

it('copies the line whole, or what stands for it', async () => {
  const write = vi.spyOn(navigator.clipboard, 'writeText').mockResolvedValue();
  const again = render(<CodeBox text="ossutil ls" what="command" />);
  await copy.click();
  const copied = page.getByText(say('action.copied'), { exact: true });
  await expect.element(copied).toBeInTheDocument();
  again(<CodeBox copied={'{"a":1}'} text={'{\n  "a": 1\n}'} what="command" />);
  await expect.element(page.getByText(/"a": 1/)).toBeVisible();
  await expect.element(copied).not.toBeInTheDocument();
  await copy.click();
  expect(write.mock.calls).toEqual([['ossutil ls'], ['{"a":1}']]);
});

it('says why there is no line, and copies none', async () => {
  render(<CodeBox empty="No such line" text="" what="command" />);
  await expect.element(page.getByText('No such line')).toBeVisible();
  await expect.element(copy).not.toBeInTheDocument();
});

it('breaks a line of 2,000 signs without widening its place, and is reached by Tab once it scrolls', async () => {
  const again = render(
    <div style={{ width: 300 }}>
      <CodeBox text="short" what="command" />
    </div>,
  );
  const lines = (): HTMLElement => document.querySelector('pre')!;
  await expect.element(page.getByText('short')).toBeVisible();
  await userEvent.tab();
  expect(document.activeElement).toBe(copy.element());
  again(
    <div style={{ width: 300 }}>
      <CodeBox text={'k'.repeat(2000)} what="command" />
    </div>,
  );
  await expect.poll(() => lines().tabIndex).toBe(0);
  expect(lines().scrollWidth).toBeLessThanOrEqual(lines().clientWidth);
  expect(copy.element().getBoundingClientRect().right).toBeLessThanOrEqual(300);
});
