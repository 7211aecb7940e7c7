import { expect, it, onTestFinished } from 'vitest';
import { cdp, page } from 'vitest/browser';
import '../../../styles/app.css';
import { render } from '../../../testing/render.tsx';
import { GridHead } from '../grid-row.tsx';
import { ColumnHead } from './column-head.tsx';
import { createColumnStore } from './column-store.ts';
import { useColumns } from './use-columns.ts';

const store = createColumnStore('grips', [
  { id: 'key', width: 300 },
  { id: 'health', width: 200 },
]);

function Heads() {
  const columns = useColumns(store);
  return (
    <div aria-label="Keys" role="grid" style={{ width: 700, '--columns': columns.template } as object}>
      <GridHead className="grid grid-cols-(--columns) gap-x-4 px-3">
        {columns.shown.map((spec) => (
          <ColumnHead columns={columns} key={spec.id} label={spec.id} spec={spec} />
        ))}
      </GridHead>
    </div>
  );
}

it('has grips of 44 px for a finger on a wide screen', async () => {
  await page.viewport(1180, 820);
  await setTouch(true);
  onTestFinished(async () => {
    await setTouch(false);
    await page.viewport(800, 600);
  });
  render(<Heads />);
  await expect.element(page.getByRole('grid')).toBeVisible();
  expect(matchMedia('(pointer: coarse)').matches).toBe(true);
  for (const name of ['key', 'health']) {
    const grip = page.getByRole('separator', { name: `Width of ${name}` }).element();
    const { right, top, bottom } = grip.getBoundingClientRect();
    const hits = Array.from({ length: 88 }, (_, x) => right - 44 + x).filter(
      (x) => document.elementFromPoint(x, (top + bottom) / 2) === grip,
    );
    expect(hits.length, name).toBeGreaterThanOrEqual(44);
    expect(bottom - top, name).toBeGreaterThanOrEqual(44);
  }
});

async function setTouch(enabled: boolean): Promise<void> {
  const session = cdp() as unknown as { send: (method: string, params: object) => Promise<unknown> };
  await session.send('Emulation.setTouchEmulationEnabled', { enabled });
}
