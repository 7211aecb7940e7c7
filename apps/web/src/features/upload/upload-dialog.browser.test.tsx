import { maxUpload, type KeyView } from '@signpost/api-contract';
import type { KeyState } from '@signpost/link-model/write';
import i18next from 'i18next';
import { useState } from 'react';
import { expect, it, vi } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import { fakeApi, Refusal } from '../../testing/fake-api.ts';
import { fakeUploads, type FakeUpload } from '../../testing/fake-uploads.ts';
import { render } from '../../testing/render.tsx';
import { scope, toLinkState, toObjectState, toView } from '../../testing/sample-views.ts';
import { UploadDialog } from './upload-dialog.tsx';
import { holdOnly, sayDenied } from '../../testing/held-rights.ts';

const say = i18next.getFixedT('en', 'upload');
const key = 'app/notes.txt';
const text = (content: string, name = 'notes.txt'): File => new File([content], name, { type: 'text/plain' });

const dialog = page.getByRole('dialog');
const opener = page.getByRole('button', { name: 'Open the dialog' });
const keyField = page.getByRole('textbox', { name: say('key'), exact: true });
const send = page.getByRole('button', { name: say('act.create', { name: 'notes.txt' }) });
const stop = page.getByRole('button', { name: say('act.stop') });
const lookAgain = page.getByRole('button', { name: say('act.lookAgain') });
const fileField = page.getByLabelText(say('file.label'));
const holdsFocus = (): boolean => dialog.element().contains(document.activeElement);

/** Of the style sheet: the window lies over what Base UI lays over the page. */
const layout = '[role=dialog] { position: fixed; inset: 0; overflow: auto; z-index: 1 }';

const proof = {
  challenge: (at: string) => ({ kind: 'name' as const, text: at.slice(at.lastIndexOf('/') + 1) }),
  isProven: ({ text: asked }: { text: string }, typed: string) => asked === typed,
};

interface Stage {
  dropped?: readonly File[];
  /** What is stored at every key. */
  state?: KeyState;
}

/** Opens the dialog over a folder; a file lies in it already unless told otherwise. */
async function open({ dropped = [text('hello')], state = { kind: 'absent' } }: Stage = {}) {
  const api = fakeApi({
    getObject: ({ query }) => toView(query.key, state),
    listBacklinks: () => ({
      items: [],
      total: 0,
      coverage: { bucket: scope.bucket, state: 'complete', keys: 1, pending: 0, calls: 1 },
    }),
  });
  const uploads = fakeUploads();
  const onStored = vi.fn<(key: string) => void>();
  const onLinkTo = vi.fn<(key: string) => void>();
  function Page() {
    const [shown, setShown] = useState(false);
    return (
      <>
        <style>{layout}</style>
        <button onClick={() => setShown(true)} type="button">
          Open the dialog
        </button>
        {shown && (
          <UploadDialog
            {...scope}
            dropped={dropped}
            endpointHost={undefined}
            onClose={() => setShown(false)}
            onLinkTo={onLinkTo}
            onShowKey={() => {}}
            onStored={onStored}
            prefix="app/"
            proof={proof}
            versioning="never"
          />
        )}
      </>
    );
  }
  render(<Page />);
  await opener.click();
  await expect.element(dialog).toBeVisible();
  return { ...api, uploads, onStored, onLinkTo };
}

async function startSending(uploads: readonly FakeUpload[]): Promise<FakeUpload> {
  await expect.element(page.getByText(say('look.absent'))).toBeVisible();
  await send.click();
  await expect.poll(() => uploads.length).toBe(1);
  return uploads[0]!;
}

async function expectClosed(): Promise<void> {
  await expect.element(dialog).not.toBeInTheDocument();
  await expect.poll(() => document.activeElement).toBe(opener.element());
}

const toAnswer = (view: KeyView) => ({ view, ossRequestId: 'ABC123', calls: 2 });

it('names the key after the file that is chosen, until the key is typed by hand', async () => {
  await open({ dropped: [] });
  await expect.poll(holdsFocus).toBe(true);
  const noFile = page.getByRole('button', { name: say('act.create', { name: 'app/' }) });
  await expect.element(noFile).toHaveAccessibleDescription(say('reason.file'));
  await userEvent.upload(fileField, text('one', 'one.txt'));
  await expect.element(keyField).toHaveValue('app/one.txt');
  await keyField.fill(key);
  await userEvent.upload(fileField, text('two', 'two.txt'));
  await expect.element(page.getByText('two.txt')).toBeVisible();
  await expect.element(keyField).toHaveValue(key);
  await expect.element(page.getByText(say('look.absent'))).toBeVisible();
  await expect.element(send).not.toHaveAttribute('aria-disabled');
});

it('uploads a file of 0 bytes', async () => {
  const { uploads } = await open({ dropped: [text('')] });
  const upload = await startSending(uploads);
  expect(upload.body?.size).toBe(0);
  expect(upload.headers.get('if-none-match')).toBe('*');
  upload.answer(200, toAnswer(toView(key, toObjectState(0))));
  await expect.element(page.getByText(say('done.body', { size: '0 B', key }))).toBeVisible();
});

it('does not send a file above the bound, and says which bound', async () => {
  const { uploads } = await open({ dropped: [new File([new Uint8Array(maxUpload + 1)], 'notes.txt')] });
  await expect.element(fileField).toHaveAttribute('aria-invalid', 'true');
  await expect.element(send).toHaveAttribute('aria-disabled', 'true');
  await send.click({ force: true });
  expect(uploads).toEqual([]);
});

it('replaces an object only once its name was typed, and names its ETag and size', async () => {
  const { uploads } = await open({ state: toObjectState(7) });
  const replace = page.getByRole('button', { name: say('act.replace', { name: 'notes.txt' }) });
  await expect.element(page.getByText(say('look.lost', { size: '7 B' }))).toBeVisible();
  await expect.element(replace).toHaveAccessibleDescription(say('reason.proof'));
  await page.getByRole('textbox', { name: say('proof.name', { text: 'notes.txt' }) }).fill('notes.txt');
  await replace.click();
  await expect.poll(() => uploads.length).toBe(1);
  expect(uploads[0]?.headers.get('if-match')).toBe('"E"');
  expect(uploads[0]?.url.searchParams.get('proofEtag')).toBe('E');
  expect(uploads[0]?.url.searchParams.get('proofSize')).toBe('7');
});

it('shows beside the button why it cannot be pressed, and is left by Cancel', async () => {
  await open({ dropped: [] });
  await expect.element(page.getByText(say('reason.file')).first()).toBeVisible();
  await page.getByRole('button', { name: i18next.t('action.cancel'), exact: true }).click();
  await expectClosed();
});

it('lists what was found, and sends the reason along', async () => {
  const { uploads } = await open({ state: toObjectState(7) });
  const found = page.getByRole('list', { name: say('findings') }).getByRole('listitem');
  await expect.element(found).toMatchTextContent(say('look.lost', { size: '7 B' }));
  await page.getByRole('textbox', { name: say('proof.name', { text: 'notes.txt' }) }).fill('notes.txt');
  await page.getByRole('textbox', { name: say('note.label') }).fill(' TICKET-7 ');
  await page.getByRole('button', { name: say('act.replace', { name: 'notes.txt' }) }).click();
  await expect.poll(() => uploads.length).toBe(1);
  expect(uploads[0]?.url.searchParams.get('reason')).toBe('TICKET-7');
});

it('never replaces a link', async () => {
  await open({ state: toLinkState('app/v1.txt') });
  await expect.element(page.getByText(say('look.link', { target: 'app/v1.txt' }))).toBeVisible();
  await expect.element(send).toHaveAccessibleDescription(say('reason.link'));
});

it('says how much has been sent, and then that it is being stored', async () => {
  const { uploads } = await open();
  const upload = await startSending(uploads);
  const bar = page.getByRole('progressbar', { name: say('progressLabel') });
  await expect.element(bar).toBeVisible();
  await expect.poll(holdsFocus).toBe(true);
  upload.progress(2);
  await expect.element(page.getByText(say('progress', { sent: '2 B', size: '5 B' }))).toBeVisible();
  expect((bar.element() as HTMLProgressElement).value).toBe(2);
  upload.progress(5);
  await expect.element(page.getByText(say('storing'))).toBeVisible();
  await expect.element(keyField).toBeDisabled();
});

it('stops when asked, and can send again', async () => {
  const { uploads, onStored } = await open();
  const upload = await startSending(uploads);
  await stop.click();
  await expect.element(page.getByRole('alert')).toMatchTextContent(say('stopped'));
  expect(upload.aborted).toBe(true);
  expect(onStored.mock.calls).toEqual([[key]]);
  await send.click();
  await expect.poll(() => uploads.length).toBe(2);
});

it('closes by Escape while it sends, which stops the upload', async () => {
  const { uploads } = await open();
  const upload = await startSending(uploads);
  await userEvent.keyboard('{Escape}');
  await expectClosed();
  expect(upload.aborted).toBe(true);
});

it('does not say that nothing was written where the answer was lost', async () => {
  const { uploads, answer } = await open();
  const upload = await startSending(uploads);
  answer({ getObject: ({ query }) => toView(query.key, toObjectState(5)) });
  upload.fail();
  await expect.element(page.getByRole('alert')).toMatchTextContent(say('lost'));
  await lookAgain.click();
  await expect.element(page.getByText(say('look.lost', { size: '5 B' }))).toBeVisible();
  await expect.element(page.getByRole('alert')).not.toBeInTheDocument();
});

it('asks to look again where something else was stored meanwhile', async () => {
  const { uploads, answer } = await open();
  const upload = await startSending(uploads);
  const now = toView(key, toObjectState(9));
  answer({ getObject: () => now });
  upload.answer(409, new Refusal('key-taken', { now }).problem);
  await expect.element(page.getByRole('alert')).toMatchTextContent(say('look.changed'));
  await lookAgain.click();
  await expect.element(page.getByText(say('look.lost', { size: '9 B' }))).toBeVisible();
  expect(uploads).toHaveLength(1);
});

it('says what is stored, keeps the focus, offers a link to it, and closes by Escape', async () => {
  const { uploads, onStored, onLinkTo } = await open();
  const upload = await startSending(uploads);
  upload.answer(200, toAnswer(toView(key, toObjectState(5))));
  await expect.element(page.getByText(say('done.title', { name: 'notes.txt' }))).toBeVisible();
  await expect.element(page.getByText('ABC123')).toBeVisible();
  await expect.poll(() => onStored.mock.calls).toEqual([[key]]);
  await expect.poll(holdsFocus).toBe(true);
  await page.getByRole('button', { name: say('act.link') }).click();
  expect(onLinkTo.mock.calls).toEqual([[key]]);
  await userEvent.keyboard('{Escape}');
  await expectClosed();
});

it('uploads nothing outside the keys that may be written', async () => {
  await holdOnly({ rights: ['object.write', 'link.read'], bucket: scope.bucket, prefix: 'app/' });
  const { uploads } = await open();
  await expect.element(page.getByText(say('look.absent'))).toBeVisible();
  await expect.element(send).not.toHaveAttribute('aria-disabled');
  await userEvent.fill(keyField, 'other/notes.txt');
  await expect.element(send).toHaveAccessibleDescription(sayDenied('object.write'));
  await send.click({ force: true });
  expect(uploads).toEqual([]);
});
