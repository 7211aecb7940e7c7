import type { Change } from '@signpost/api-contract';
import { expect, it } from 'vitest';
import { page } from 'vitest/browser';
import changes from '../../locales/en/changes.json';
import { render } from '../../testing/render.tsx';
import { ChangeOutcome } from './change-outcome.tsx';

const change = (part: Partial<Change>): Change => ({ outcome: 'applied', ...part }) as Change;

it('says nothing of a write that is done, and how any other one ended', async () => {
  render(
    <>
      <p data-testid="done">
        <ChangeOutcome change={change({})} />
      </p>
      <p data-testid="failed">
        <ChangeOutcome change={change({ outcome: 'failed' })} />
      </p>
    </>,
  );
  await expect.element(page.getByTestId('failed')).toHaveTextContent(changes.standing.failed);
  await expect.element(page.getByTestId('done')).toBeEmptyDOMElement();
});
