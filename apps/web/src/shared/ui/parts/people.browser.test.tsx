import { expect, it, vi } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import { render } from '../../../testing/render.tsx';
import { MenuItem } from '../menu.tsx';
import { ActorBadge } from './actor-badge.tsx';
import { ApprovalBadge } from './approval-badge.tsx';
import { UserMenu } from './user-menu.tsx';

it('tells the kind of an actor in words, not only by its shape', async () => {
  render(
    <p data-testid="actors">
      <ActorBadge kind="person" name="ops1" /> <ActorBadge kind="token" name="ci-bot" />{' '}
      <ActorBadge kind="system" name="retention" />
    </p>,
  );
  await expect
    .element(page.getByTestId('actors'))
    .toHaveTextContent('Person: ops1 Access token: ci-bot Signpost itself: retention');
});

it('says where an approval stands and who decided', async () => {
  render(
    <>
      <ApprovalBadge by="r2" state="approved" />
      <ApprovalBadge state="waiting" />
      <ApprovalBadge at={new Date(0).toISOString()} by="rev3" state="refused" />
    </>,
  );
  await expect.element(page.getByText('Approved by r2')).toBeVisible();
  await expect.element(page.getByText('Waiting for approval')).toBeVisible();
  await expect.element(page.getByText(/Refused by rev3 · \d+ y ago/)).toBeVisible();
});

it('opens the account by the keyboard, and signs out', async () => {
  const onSignOut = vi.fn<() => void>();
  render(
    <UserMenu detail="Administrator" name="ops1" onSignOut={onSignOut}>
      <MenuItem>Access tokens</MenuItem>
    </UserMenu>,
  );
  const trigger = page.getByRole('button', { name: 'Account: ops1' });
  await expect.element(trigger).toBeVisible();
  (trigger.element() as HTMLElement).focus();
  await userEvent.keyboard('{Enter}');
  await expect.element(page.getByRole('menuitem', { name: 'Access tokens' })).toBeVisible();
  await expect.element(page.getByText('Administrator')).toBeVisible();
  await page.getByRole('menuitem', { name: 'Sign out' }).click();
  expect(onSignOut).toHaveBeenCalledOnce();
});
