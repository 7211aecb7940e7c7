import i18next from 'i18next';
import { expect, it } from 'vitest';
import { page } from 'vitest/browser';
import '../../styles/app.css';
import { fakeApi } from '../../testing/fake-api.ts';
import { everywhere, holdOnly, sayDenied } from '../../testing/held-rights.ts';
import { inRouter } from '../../testing/in-router.tsx';
import { render } from '../../testing/render.tsx';
import { toChange, toLinkState, toView } from '../../testing/sample-views.ts';
import { ActionBar } from './action-bar.tsx';
import { HistoryLine } from './history-line.tsx';

const say = i18next.getFixedT('en', 'inspector');
const sayAction = i18next.getFixedT('en', 'actions');
const view = toView('app/latest.txt', toLinkState('app/v2/app.txt'));

function show() {
  const before = toView(view.key, toLinkState('app/v1/app.txt'));
  const change = toChange(before, 'app/v2/app.txt', { after: view.state, undo: { possible: true } });
  fakeApi({ listChanges: () => ({ items: [change], plans: [] }) });
  render(
    inRouter(
      <main>
        <HistoryLine onWrite={() => {}} view={view} />
        <ActionBar linksUnsupported={false} onWrite={() => {}} view={view} />
      </main>,
    ),
  );
}
const undo = page.getByRole('button', { name: say('timeline.undo') });
const repoint = page.getByRole('button', { name: sayAction('label.repoint') });

it('shows a link to those who may not write, with what they would need', async () => {
  await holdOnly(everywhere('link.read', 'object.read', 'change.read'));
  show();
  await expect.element(undo).toHaveAccessibleDescription(sayDenied('link.repoint'));
  await page.getByRole('button', { name: say('action.more') }).click();
  const item = (id: 'repoint' | 'delete' | 'rename' | 'download') =>
    page.getByRole('menuitem', { name: sayAction(`label.${id}`), exact: false });
  for (const [id, right] of [
    ['repoint', 'link.repoint'],
    ['delete', 'link.delete'],
    ['rename', 'plan.write'],
  ] as const) {
    await expect.element(item(id)).toHaveAttribute('aria-disabled', 'true');
    await expect.element(item(id)).toMatchTextContent(sayDenied(right));
  }
  await expect.element(item('download')).not.toHaveAttribute('aria-disabled');
});

it('offers those who may move this one link to move it', async () => {
  await holdOnly({ rights: ['link.repoint'], bucket: view.bucket, prefix: view.key });
  show();
  await expect.element(undo).not.toHaveAttribute('aria-disabled');
  await expect.element(repoint).toBeVisible();
});
