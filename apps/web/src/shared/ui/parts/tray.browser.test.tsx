import { expect, it, vi } from 'vitest';
import { page } from 'vitest/browser';
import { render } from '../../../testing/render.tsx';
import { Tray } from './tray.tsx';

const counts = [
  { id: 'repointed', count: 1204, label: 'repointed' },
  { id: 'lost', count: 1, label: 'objects lost', danger: true },
];

it('says what is staged, and leads to the review and away from it', async () => {
  const onReview = vi.fn<() => void>();
  const onDiscard = vi.fn<() => void>();
  render(
    <Tray
      counts={counts}
      onDiscard={onDiscard}
      onReview={onReview}
      review="Review 1,205 changes …"
      title="1 move staged, nothing written"
    />,
  );
  const tray = page.getByRole('region', { name: 'Staged changes' });
  await expect.element(tray.getByText('1,204 repointed')).toBeVisible();
  await expect.element(tray.getByText('1 objects lost')).toBeVisible();
  await tray.getByRole('button', { name: 'Review 1,205 changes …' }).click();
  await tray.getByRole('button', { name: 'Discard' }).click();
  expect([onReview.mock.calls.length, onDiscard.mock.calls.length]).toEqual([1, 1]);
});

it('says why there is nothing to review, and does not lead there', async () => {
  const onReview = vi.fn<() => void>();
  render(
    <Tray
      counts={[]}
      onDiscard={() => undefined}
      onReview={onReview}
      review="Review"
      reviewReason="Every staged change equals what is there now."
      title="1 move staged"
    />,
  );
  const button = page.getByRole('button', { name: 'Review' });
  await expect.element(button).toHaveAccessibleDescription('Every staged change equals what is there now.');
  await button.click({ force: true });
  expect(onReview).not.toHaveBeenCalled();
});
