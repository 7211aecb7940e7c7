import axe from 'axe-core';
import i18next from 'i18next';
import { beforeEach, expect, it, vi } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import '../../../styles/app.css';
import { fakeApi } from '../../../testing/fake-api.ts';
import { everywhere, holdOnly, sayDenied } from '../../../testing/held-rights.ts';
import { inRouter } from '../../../testing/in-router.tsx';
import { render } from '../../../testing/render.tsx';
import { FolderActions } from './folder-actions.tsx';

const say = i18next.getFixedT('en', 'objects');
const upload = page.getByRole('button', { name: say('action.upload') });
const newLink = page.getByRole('button', { name: say('action.newLink') });

function show(prefix: string) {
  fakeApi({ listObjects: () => ({ items: [], calls: 1 }) });
  const onUpload = vi.fn<() => void>();
  render(
    <main>
      {inRouter(
        <FolderActions
          bucket="releases"
          ColumnMenu={() => null}
          connection="default"
          linksUnsupported={false}
          onUpload={onUpload}
          search={{ prefix }}
        />,
      )}
    </main>,
  );
  return onUpload;
}

beforeEach(() => page.viewport(1200, 700));

it('offers what may be done in some part of the folder', async () => {
  await holdOnly({ rights: ['object.write', 'link.create'], bucket: 'rel*', prefix: 'cli/latest/' });
  const onUpload = show('cli/');
  await expect.element(newLink).not.toHaveAttribute('aria-disabled');
  await upload.click();
  expect(onUpload).toHaveBeenCalledOnce();
});

it('says beside it what may not be done, to keyboard and screen reader alike', async () => {
  await holdOnly(
    { rights: ['object.write', 'link.create'], bucket: 'releases', prefix: 'cli/latest/' },
    everywhere('link.read'),
  );
  const onUpload = show('other/');
  await expect.element(upload).toHaveAccessibleDescription(sayDenied('object.write'));
  await expect.element(newLink).toHaveAccessibleDescription(sayDenied('link.create'));
  (upload.element() as HTMLElement).focus();
  await expect.element(upload).toHaveFocus();
  await userEvent.keyboard('{Enter} ');
  expect(onUpload).not.toHaveBeenCalled();
  expect((await axe.run(document.body)).violations).toEqual([]);
});

it('denies nothing that it was not told of', async () => {
  show('');
  await expect.element(upload).not.toHaveAttribute('aria-disabled');
  await expect.element(newLink).not.toHaveAttribute('aria-disabled');
});
