import type { Change } from '@signpost/api-contract';
import { expect, it } from 'vitest';
import { page } from 'vitest/browser';
import problems from '../../locales/en/problems.json';
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

it('gives the reason of a write that failed, and names the version that somebody else made in between', async () => {
  render(
    <>
      <p data-testid="failed">
        <ChangeOutcome change={change({ outcome: 'failed', problem: { code: 'object-immutable' } })} />
      </p>
      <p data-testid="between">
        <ChangeOutcome change={change({ problem: { code: 'version-between', detail: 'V7' } })} />
      </p>
    </>,
  );
  const { what } = problems.code['object-immutable'];
  await expect.element(page.getByTestId('failed')).toHaveTextContent(`failed: ${what}`);
  await expect
    .element(page.getByTestId('between'))
    .toHaveTextContent(changes.standing.versionBetween.replace('{{version}}', 'V7'));
});
