import { expect, it } from 'vitest';
import { page } from 'vitest/browser';
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
