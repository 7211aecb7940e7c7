import { expect, it } from 'vitest';
import { page } from 'vitest/browser';
import '../../styles/app.css';
import health from '../../locales/en/health.json';
import { toShownHealth } from '../lib/shown-health.ts';
import { render } from '../../testing/render.tsx';
import { HealthGlyph } from './health-glyph.tsx';

it('tells a link that is served wrongly from one that is ok, in word, colour and shape', async () => {
  const shapeOf = (id: string): string => page.getByTestId(id).element().querySelector('svg')!.innerHTML;
  render(
    <>
      <p data-testid="ok">
        <HealthGlyph health={toShownHealth({ health: 'ok', servedWrongly: [] })} word />
      </p>
      <p data-testid="wrong">
        <HealthGlyph health={toShownHealth({ health: 'ok', servedWrongly: ['contentEncoding'] })} word />
      </p>
      <p data-testid="missing">
        <HealthGlyph health={toShownHealth({ health: 'missing' })} word />
      </p>
    </>,
  );
  await expect.element(page.getByTestId('wrong')).toHaveTextContent(health.word['served-wrongly']);
  await expect.element(page.getByTestId('ok')).toHaveTextContent(health.word.ok);
  await expect.element(page.getByTestId('missing')).toHaveTextContent(health.word.missing);
  expect(page.getByTestId('wrong').element().firstElementChild).toHaveClass('text-caution');
  expect(shapeOf('wrong')).not.toBe(shapeOf('ok'));
});

it('cuts its word where the column is narrower, and never covers the next one', async () => {
  render(
    <div className="grid grid-cols-[6.5rem_1fr]">
      <p data-testid="cell">
        <HealthGlyph health="served-wrongly" word />
      </p>
      <p>2 y</p>
    </div>,
  );
  const word = page.getByText(health.word['served-wrongly']);
  await expect.element(word).toBeVisible();
  const cell = page.getByTestId('cell').element().getBoundingClientRect();
  expect(cell.width).toBeLessThan(110);
  expect(word.element().getBoundingClientRect().right).toBeLessThanOrEqual(cell.right);
});
