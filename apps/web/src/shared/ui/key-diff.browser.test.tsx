import { expect, it } from 'vitest';
import { page } from 'vitest/browser';
import { render } from '../../testing/render.tsx';
import { KeyDiff } from './key-diff.tsx';

const before = 'cli/2.14.0/cli-2.14.0.tgz';
const after = 'cli/2.15.0-rc.1/cli-2.15.0-rc.1.tgz';
/** Of the style sheet: what is hidden or struck is not selected. */
const layout =
  '.sr-only { position: absolute } .select-none { user-select: none } .mr-1 { margin-right: 4px }';

function show(): void {
  render(
    <p>
      <style>{layout}</style>
      <KeyDiff after={after} before={before} />
    </p>,
  );
}

it('strikes the whole old version once, apart from the new one, and marks every new one', async () => {
  show();
  const struck = page.getByRole('deletion', { includeHidden: true });
  const added = page.getByRole('insertion', { includeHidden: true });
  await expect.element(struck).toHaveTextContent('2.14.0');
  await expect
    .poll(() => added.elements().map((one) => one.textContent))
    .toEqual(['2.15.0-rc.1', '2.15.0-rc.1']);
  const gap =
    (added.first().element().getBoundingClientRect().left ?? 0) -
    struck.element().getBoundingClientRect().right;
  expect(gap).toBe(4);
});

it('gives the new key when it is selected and copied', async () => {
  show();
  await expect.element(page.getByRole('deletion', { includeHidden: true })).toBeInTheDocument();
  getSelection()?.selectAllChildren(document.querySelector('p')!);
  expect(getSelection()?.toString().trim()).toBe(after);
});
