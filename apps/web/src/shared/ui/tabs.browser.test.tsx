import { useState } from 'react';
import { expect, it } from 'vitest';
import { page } from 'vitest/browser';
import '../../styles/app.css';
import { render } from '../../testing/render.tsx';
import { Tabs } from './tabs.tsx';

function Panel() {
  const [tab, setTab] = useState<'long' | 'short'>('long');
  return (
    <div
      className="[container-type:size] flex flex-col gap-3 overflow-y-auto p-3"
      data-testid="scroller"
      style={{ height: 300, width: 380 }}
    >
      <div style={{ flexShrink: 0, height: 400 }} />
      <Tabs
        className="-mx-3 shrink-0"
        label="Tabs"
        onValueChange={setTab}
        tabs={[
          { value: 'long', label: 'Long', panel: <div style={{ height: 2000 }} /> },
          { value: 'short', label: 'Short', panel: 'short' },
        ]}
        value={tab}
      />
    </div>
  );
}

it('keeps its row at the upper edge, and its place where another panel is shorter', async () => {
  render(<Panel />);
  await expect.element(page.getByRole('tablist')).toBeInTheDocument();
  const scroller = page.getByTestId('scroller').element();
  const row = page.getByRole('tablist');
  const offset = () => row.element().getBoundingClientRect().top - scroller.getBoundingClientRect().top;
  scroller.scrollTop = 1000;
  await expect.poll(offset).toBeCloseTo(0, 0);
  await page.getByRole('tab', { name: 'Short' }).click();
  await expect.element(page.getByText('short')).toBeVisible();
  await expect.poll(offset).toBeCloseTo(0, 0);
});
