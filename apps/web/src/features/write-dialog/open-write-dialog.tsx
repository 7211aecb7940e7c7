import type { Preflight, WriteResult } from '@signpost/api-contract';
import i18next from 'i18next';
import { useState } from 'react';
import { expect, vi } from 'vitest';
import { page } from 'vitest/browser';
import { fakeApi, type Refusal } from '../../testing/fake-api.ts';
import { render } from '../../testing/render.tsx';
import { scope, toChange, toLinkState, toPreflight, toView } from '../../testing/sample-views.ts';
import { Toaster } from '../../shared/ui/toaster.tsx';
import type { DialogSubject } from './model/write-subject.ts';
import { WriteDialog } from './write-dialog.tsx';

const say = i18next.getFixedT('en', 'sheet');

/** The link that the tests of the dialog repoint, and to where. */
export const key = 'app/latest.txt';
export const target = 'app/v2/app.txt';
export const now = toView(key, toLinkState('app/v1/app.txt'));
export const applied: WriteResult = {
  change: toChange(now, target),
  view: toView(key, toLinkState(target), 'token-after'),
  calls: 8,
};

export const dialog = page.getByRole('dialog');
export const opener = page.getByRole('button', { name: 'Open the dialog' });
export const targetField = page.getByRole('combobox', { name: say('target.label') });
export const press = page.getByRole('button', {
  name: say('button.repoint', { name: 'latest.txt', target: 'v2/app.txt', size: '' }),
});
export const focused = (): Element | null => document.activeElement;

/** Of the style sheet: the window lies over what Base UI lays over the page, but for a strip to press beside it. */
const layout = '[role=dialog] { position: fixed; inset: 0 0 0 8px; overflow: auto; z-index: 1 }';

interface PageProps {
  styled: boolean;
  first: DialogSubject;
  onWritten: (change: string) => void;
  onNext: (() => void) | undefined;
}

/** A page that opens the dialog and keeps its address, as the routes do. */
function Page({ styled, first, onWritten, onNext }: PageProps) {
  const [subject, setSubject] = useState<DialogSubject>();
  return (
    <>
      {!styled && <style>{layout}</style>}
      <button onClick={() => setSubject(first)} type="button">
        Open the dialog
      </button>
      {subject !== undefined && (
        <WriteDialog
          {...scope}
          onClose={() => setSubject(undefined)}
          onNext={onNext}
          onShowKey={() => {}}
          onSubject={setSubject}
          onWritten={(change) => {
            onWritten(change);
            setSubject({ action: 'done', change });
          }}
          subject={subject}
        />
      )}
      <Toaster />
    </>
  );
}

interface Stage {
  subject?: DialogSubject;
  preflight?: () => Preflight | Refusal | Promise<Preflight>;
  siblings?: readonly string[];
  onNext?: () => void;
  /** The test imports the style sheet. */
  styled?: boolean;
}

const coverage = { bucket: scope.bucket, state: 'complete', keys: 3, pending: 0, calls: 1 } as const;

/** Opens the dialog on a page whose server finds nothing wrong, unless told otherwise. */
export async function open({
  subject = { action: 'repoint', key, target },
  preflight = () => toPreflight(now, target),
  siblings = [],
  onNext,
  styled = false,
}: Stage = {}) {
  const api = fakeApi({
    preflight,
    getObject: () => now,
    completeTarget: () => ({ items: [], truncated: false, calls: 1 }),
    listCandidates: () => ({
      items: [],
      siblings: siblings.map((one) => ({
        key: one,
        size: 2048,
        lastModified: '2025-12-31T00:00:00Z',
        storageClass: 'Standard',
      })),
      coverage,
    }),
    listChanges: () => ({ items: [], plans: [] }),
    listPlans: () => ({ items: [] }),
    repointLink: () => applied,
    getChange: () => applied.change,
  });
  const onWritten = vi.fn<(change: string) => void>();
  render(<Page first={subject} onNext={onNext} onWritten={onWritten} styled={styled} />);
  await opener.click();
  await expect.element(dialog).toBeVisible();
  return { ...api, onWritten };
}
