import { expect } from '../pages/patient-expect.ts';
import type { FaultEffect } from '@signpost/oss-server';
import { repoint } from '../fixtures/api.ts';
import { keep } from './demo-history.ts';
import { releases, type Scene, type SceneStage } from './scene.ts';

const folder = 'cli/stable/';
const linked = `${folder}CHANGELOG.md`;
const better = 'cli/2.14.0/CHANGELOG.md';
/** A target that is stored as the link says: no header is a decision. */
const plain = 'cli/2.15.0-rc.1/CHANGELOG.md';
/** A link to a link: nobody can read its headers, so that they cannot be kept. */
const chained = 'cli/latest.txt';
/** What the button says that writes most of the scenes. */
const act = { name: 'CHANGELOG.md', target: '2.14.0/CHANGELOG.md' };

/** Before anything is sent: what was typed decides. */
const seen: readonly Scene[] = [
  typed('empty', { dialog: 'create', on: 'cli/' }, 'sheet:say.emptyKey'),
  typed('no-target', { dialog: 'create', on: 'cli/new.pdf' }, 'sheet:say.emptyTarget'),
  typed(
    'misread',
    { dialog: 'repoint', on: linked, to: 'oss://acme-cdn/web/index.html' },
    'sheet:say.blocked',
  ),
  typed('fine', { dialog: 'create', on: 'cli/new.pdf', to: 'cli/2.14.0/manual.pdf' }, 'sheet:say.fine'),
  typed(
    'unchanged',
    { dialog: 'repoint', on: 'cli/stable/setup.exe', to: 'cli/2.13.2/setup.exe' },
    'sheet:say.start',
  ),
  typed('advice', { dialog: 'repoint', on: linked, to: better }, 'findings:act.headerSet'),
  typed(
    'choices',
    { dialog: 'repoint', on: linked, to: 'cli/3.0.0/VERSION' },
    'findings:found.target-missing.title',
  ),
  typed(
    'chained',
    { dialog: 'repoint', on: 'cli/stable/VERSION', to: linked },
    'findings:found.target-chained.title',
  ),
  typed('unread', { dialog: 'repoint', on: chained, to: better }, 'findings:found.unread-headers.title'),
  typed('blocked', { dialog: 'repoint', on: linked, to: linked }, 'sheet:say.blocked'),
  typed('proof', { dialog: 'create', on: 'cli/channels.json', to: better }, 'sheet:say.proof'),
  typed('delete', { dialog: 'delete', on: linked }, 'sheet:say.fine'),
];

type Asked = NonNullable<Parameters<SceneStage['browserPage']['open']>[1]>;

/** The dialog opened by an address, once a text stands in it. */
function typed(name: string, asked: Asked, text: string): Scene {
  return {
    name: `write-dialog-${name}`,
    async show({ browserPage, writeDialog, say }) {
      await browserPage.open(releases, { prefix: 'cli/', ...asked });
      // Texts with a header's or a number's name in it are told by their beginning.
      const [beginning = ''] = say(text)
        .split(/\{\{.*\}\}/)
        .filter((part) => part.trim() !== '');
      await expect(writeDialog.dialog.getByText(beginning.trim()).first()).toBeVisible();
    },
  };
}

/** Opens the dialog for a write that can be sent. */
async function ready({ browserPage, writeDialog }: SceneStage, file = act.name): Promise<void> {
  const to = `2.14.0/${file}`;
  await browserPage.open(releases, {
    prefix: folder,
    dialog: 'repoint',
    on: `${folder}${file}`,
    to: `cli/${to}`,
  });
  // For pictures the clock stands still: what an earlier one left open stays so.
  const open = writeDialog.accept('earlier-write-open');
  await expect(async () => {
    if (await open.isVisible()) await open.check();
    await expect(writeDialog.button('repoint', { name: file, target: to })).toBeEnabled({ timeout: 500 });
  }).toPass({ timeout: 10_000 });
}

async function write({ writeDialog }: SceneStage, file = act.name): Promise<void> {
  await writeDialog.button('repoint', { name: file, target: `2.14.0/${file}` }).click();
}

interface SentScene {
  effects: readonly FaultEffect[];
  text: string;
  /** Another link than most scenes have: its write may still arrive while those are shown. */
  file?: string;
}

/** The dialog after a write that OSS answered in some way. */
function sent(name: string, { effects, text, file }: SentScene): Scene {
  return {
    name: `write-dialog-${name}`,
    writes: true,
    async show(stage) {
      keep(stage, `${folder}${file ?? act.name}`);
      await ready(stage, file);
      const match = { bucket: releases, operation: 'PutSymlink' };
      const faults = effects.map((effect) => stage.stack.faults.add({ match, effect }));
      await write(stage, file);
      stage.afterwards(() => {
        for (const fault of faults) fault.remove();
      });
      await expect(stage.writeDialog.text(text)).toBeVisible();
    },
  };
}

const denied: FaultEffect = { kind: 'error', code: 'AccessDenied' };

const written: readonly Scene[] = [
  // Refused in the end, so that nothing is written once the stall is over.
  sent('sending', {
    effects: [{ kind: 'stall', when: 'before' }, denied],
    text: 'sheet:sending.title',
    file: 'setup.exe',
  }),
  sent('denied', { effects: [denied], text: 'sheet:denied.title' }),
  sent('immutable', {
    effects: [{ kind: 'error', code: 'FileImmutable', status: 409 }],
    text: 'sheet:immutable.title',
  }),
  sent('failed', {
    effects: [{ kind: 'error', code: 'InvalidArgument', status: 400 }],
    text: 'sheet:failed.title',
  }),
  sent('unknown', {
    effects: [{ kind: 'reset', when: 'before' }],
    text: 'sheet:unknown.title',
    file: 'install.sh',
  }),
  {
    name: 'write-dialog-done',
    writes: true,
    async show(stage) {
      keep(stage, linked);
      await ready(stage);
      await write(stage);
      await stage.writeDialog.expectDone('repoint', { name: act.name, target: better });
    },
  },
  {
    name: 'write-dialog-stale',
    async show(stage) {
      keep(stage, linked);
      await ready(stage);
      stage.stack.admin.putSymlink({
        bucket: releases,
        key: linked,
        target: 'cli/2.12.0/CHANGELOG.md',
        acl: 'private',
      });
      await write(stage);
      await expect(stage.writeDialog.text('sheet:stale.title')).toBeVisible();
    },
  },
  {
    name: 'write-dialog-undo',
    writes: true,
    async show(stage) {
      const { stack, browserPage, writeDialog } = stage;
      keep(stage, linked);
      const change = await repoint(stack, { bucket: releases, key: linked }, plain);
      await browserPage.open(releases, { prefix: folder, dialog: 'undo', change });
      await expect(
        writeDialog.button('undo-repoint', { name: act.name, target: '2.13.2/CHANGELOG.md' }),
      ).toBeVisible();
    },
  },
  {
    name: 'write-dialog-undo-impossible',
    writes: true,
    async show(stage) {
      const { stack, browserPage, writeDialog } = stage;
      keep(stage, linked);
      const change = await repoint(stack, { bucket: releases, key: linked }, plain);
      stack.admin.putSymlink({ bucket: releases, key: linked, target: 'cli/2.12.0/CHANGELOG.md' });
      await browserPage.open(releases, { prefix: folder, dialog: 'undo', change });
      await expect(writeDialog.text('sheet:undoImpossible.title')).toBeVisible();
    },
  },
  {
    name: 'write-dialog-request',
    async show(stage) {
      await ready(stage);
      await stage.writeDialog.other('sheet:request.show').click();
      await expect(stage.writeDialog.other('sheet:request.hide')).toBeVisible();
    },
  },
  {
    name: 'write-dialog-more',
    async show({ browserPage, writeDialog, say }) {
      await browserPage.open(releases, {
        prefix: 'cli/',
        dialog: 'create',
        on: 'cli/new.pdf',
        to: 'cli/2.14.0/manual.pdf',
      });
      await writeDialog.dialog.getByText(say('sheet:more.title')).click();
      await writeDialog.other('sheet:more.metadataAdd').click();
      await writeDialog.other('sheet:more.tagAdd').click();
      await expect(
        writeDialog.text('sheet:say.fine').or(writeDialog.text('sheet:say.settings')).first(),
      ).toBeVisible();
    },
  },
  {
    name: 'write-dialog-proposals',
    async show({ browserPage, writeDialog }) {
      await browserPage.open(releases, { prefix: folder, dialog: 'repoint', on: linked });
      await writeDialog.target.fill('cli/2.1');
      await expect(writeDialog.options.first()).toBeVisible();
    },
  },
  {
    name: 'write-dialog-leave',
    async show({ browserPage, writeDialog, page, say }) {
      await browserPage.open(releases, { prefix: folder, dialog: 'repoint', on: linked });
      await writeDialog.leadTo(better);
      await writeDialog.other('common:action.cancel').click();
      await expect(page.getByText(say('sheet:leave.body'))).toBeVisible();
    },
  },
];

/** The dialog in each of its states. */
export const writeDialogScenes: readonly Scene[] = [...seen, ...written];
