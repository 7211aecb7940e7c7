import { expect, it } from 'vitest';
import { page } from 'vitest/browser';
import '../../styles/app.css';
import health from '../../locales/en/health.json';
import { render } from '../../testing/render.tsx';
import { HealthLegend } from './health-legend.tsx';

it('keeps each word apart from what it means, also the longest one in a narrow place', async () => {
  render(
    <div style={{ width: '20rem' }}>
      <HealthLegend />
    </div>,
  );
  await expect.element(page.getByText(health.meaning['served-wrongly'])).toBeVisible();
  const rows = page.getByRole('listitem').elements();
  expect(rows).toHaveLength(Object.keys(health.meaning).length);
  for (const row of rows) {
    const texts = [...row.children].map((part) => {
      const range = document.createRange();
      range.selectNodeContents(part);
      return range.getBoundingClientRect();
    });
    const [word, meaning] = [texts[0]!, texts[1]!];
    expect(word.width).toBeGreaterThan(0);
    expect(word.right, row.textContent).toBeLessThan(meaning.left);
    expect(meaning.right, row.textContent).toBeLessThanOrEqual(row.getBoundingClientRect().right + 1);
  }
});
