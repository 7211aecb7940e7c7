import type { UnreadReason } from '@signpost/link-model/write';
import { expect, it } from 'vitest';
import { page } from 'vitest/browser';
import inspector from '../../locales/en/inspector.json';
import { render } from '../../testing/render.tsx';
import { toLinkState, toView, type SampleView } from '../../testing/sample-views.ts';
import { MetadataTab } from './metadata-tab.tsx';
import { UnreadNote } from './unread-note.tsx';

function viewWithout(why: UnreadReason): SampleView {
  const state = toLinkState('target.txt');
  return toView('link.txt', { ...state, link: { ...state.link, headers: { known: false, why } } });
}

const title = page.getByText(inspector.unread.title, { exact: true });
const line = (why: UnreadReason) =>
  page.getByText(`${inspector.unread.part.headers}: ${inspector.unread.why[why]}`, { exact: true });

it('warns of what the credential may not read', async () => {
  render(<UnreadNote view={viewWithout('forbidden')} />);
  await expect.element(title).toBeVisible();
  await expect.element(line('forbidden')).toBeVisible();
});

it('leaves what OSS does not return of a broken link to one line of the metadata tab', async () => {
  const view = viewWithout('unreadable');
  render(
    <>
      <UnreadNote view={view} />
      <MetadataTab view={view} />
    </>,
  );
  await expect.element(line('unreadable')).toBeVisible();
  await expect.element(title).not.toBeInTheDocument();
});
