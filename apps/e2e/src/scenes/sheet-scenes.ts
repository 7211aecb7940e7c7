import { expect } from '../pages/patient-expect.ts';
import type { FaultEffect } from '@signpost/oss-server';
import { repoint } from '../fixtures/api.ts';
import { keep } from './demo-history.ts';
import { releases, type Scene, type SceneStage } from './scene.ts';

const folder = 'cli/stable/';
const linked = `${folder}CHANGELOG.md`;
const better = 'cli/2.14.0/CHANGELOG.md';
/** A link to a link: nobody can read its headers, so that they cannot be kept. */
const chained = 'cli/latest.txt';
/** What the button says that writes most of the scenes. */
const act = { name: 'CHANGELOG.md', target: '2.14.0/CHANGELOG.md' };

/** Before anything is sent: what was typed decides. */
const seen: readonly Scene[] = [
  typed('empty', { sheet: 'create', on: 'cli/' }, 'sheet:say.emptyKey'),
  typed('no-target', { sheet: 'create', on: 'cli/new.pdf' }, 'sheet:say.emptyTarget'),
  typed(
    'misread',
    { sheet: 'repoint', on: linked, to: 'oss://acme-cdn/web/index.html' },
    'sheet:say.blocked',
  ),
  typed('fine', { sheet: 'create', on: 'cli/new.pdf', to: 'cli/2.14.0/manual.pdf' }, 'sheet:say.fine'),
  typed(
    'unchanged',
    { sheet: 'repoint', on: 'cli/stable/setup.exe', to: 'cli/2.13.2/setup.exe' },
    'sheet:say.unchanged',
  ),
  typed('advice', { sheet: 'repoint', on: linked, to: better }, 'findings:found.header-only-target.title'),
  typed(
    'choices',
    { sheet: 'repoint', on: linked, to: 'cli/3.0.0/VERSION' },
    'findings:found.target-missing.title',
  ),
  typed(
    'chained',
    { sheet: 'repoint', on: 'cli/stable/VERSION', to: linked },
    'findings:found.target-chained.title',
  ),
  typed('unread', { sheet: 'repoint', on: chained, to: better }, 'findings:found.unread-headers.title'),
  typed('blocked', { sheet: 'repoint', on: linked, to: linked }, 'sheet:say.blocked'),
  typed('proof', { sheet: 'create', on: 'cli/channels.json', to: better }, 'sheet:say.proof'),
  typed('delete', { sheet: 'delete', on: linked }, 'sheet:say.fine'),
];

type Asked = NonNullable<Parameters<SceneStage['browserPage']['open']>[1]>;

/** The sheet opened by an address, once a text stands in it. */
function typed(name: string, asked: Asked, text: string): Scene {
  return {
    name: `sheet-${name}`,
    async show({ browserPage, sheet, say }) {
      await browserPage.open(releases, { prefix: 'cli/', ...asked });
      // Texts with a header's or a number's name in it are told by their beginning.
      const [beginning = ''] = say(text)
        .split(/\{\{.*\}\}/)
        .filter((part) => part.trim() !== '');
      await expect(sheet.dialog.getByText(beginning.trim()).first()).toBeVisible();
    },
  };
}

/** Opens the sheet for a write that can be sent. */
async function ready({ browserPage, sheet }: SceneStage, file = act.name): Promise<void> {
  const to = `2.14.0/${file}`;
  await browserPage.open(releases, {
    prefix: folder,
    sheet: 'repoint',
    on: `${folder}${file}`,
    to: `cli/${to}`,
  });
  // For pictures the clock stands still: what an earlier one left open stays so.
  const open = sheet.accept('earlier-write-open');
  await expect(async () => {
    if (await open.isVisible()) await open.check();
    await expect(sheet.button('repoint', { name: file, target: to })).toBeEnabled({ timeout: 500 });
  }).toPass({ timeout: 10_000 });
}

async function write({ sheet }: SceneStage, file = act.name): Promise<void> {
  await sheet.button('repoint', { name: file, target: `2.14.0/${file}` }).click();
}

interface SentScene {
  effects: readonly FaultEffect[];
  text: string;
  /** Another link than most scenes have: its write may still arrive while those are shown. */
  file?: string;
}

/** The sheet after a write that OSS answered in some way. */
function sent(name: string, { effects, text, file }: SentScene): Scene {
  return {
    name: `sheet-${name}`,
    async show(stage) {
      keep(stage, `${folder}${file ?? act.name}`);
      await ready(stage, file);
      const match = { bucket: releases, operation: 'PutSymlink' };
      const faults = effects.map((effect) => stage.stack.faults.add({ match, effect }));
      await write(stage, file);
      stage.afterwards(() => {
        for (const fault of faults) fault.remove();
      });
      await expect(stage.sheet.text(text)).toBeVisible();
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
    name: 'sheet-done',
    async show(stage) {
      keep(stage, linked);
      await ready(stage);
      await write(stage);
      await stage.sheet.expectDone('repoint', { name: act.name, target: better });
    },
  },
  {
    name: 'sheet-stale',
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
      await expect(stage.sheet.text('sheet:stale.title')).toBeVisible();
    },
  },
  {
    name: 'sheet-undo',
    async show(stage) {
      const { stack, browserPage, sheet } = stage;
      keep(stage, linked);
      const change = await repoint(stack, { bucket: releases, key: linked }, better);
      await browserPage.open(releases, { prefix: folder, sheet: 'undo', change });
      await expect(
        sheet.button('undo-repoint', { name: act.name, target: '2.13.2/CHANGELOG.md' }),
      ).toBeVisible();
    },
  },
  {
    name: 'sheet-undo-impossible',
    async show(stage) {
      const { stack, browserPage, sheet } = stage;
      keep(stage, linked);
      const change = await repoint(stack, { bucket: releases, key: linked }, better);
      stack.admin.putSymlink({ bucket: releases, key: linked, target: 'cli/2.12.0/CHANGELOG.md' });
      await browserPage.open(releases, { prefix: folder, sheet: 'undo', change });
      await expect(sheet.text('sheet:undoImpossible.title')).toBeVisible();
    },
  },
  {
    name: 'sheet-request',
    async show(stage) {
      await ready(stage);
      await stage.sheet.other('sheet:request.show').click();
      await expect(stage.sheet.other('sheet:request.hide')).toBeVisible();
    },
  },
  {
    name: 'sheet-more',
    async show({ browserPage, sheet, say }) {
      await browserPage.open(releases, {
        prefix: 'cli/',
        sheet: 'create',
        on: 'cli/new.pdf',
        to: 'cli/2.14.0/manual.pdf',
      });
      await sheet.dialog.getByText(say('sheet:more.title')).click();
      await sheet.other('sheet:more.metadataAdd').click();
      await sheet.other('sheet:more.tagAdd').click();
      await expect(sheet.text('sheet:say.fine').or(sheet.text('sheet:wait.settings')).first()).toBeVisible();
    },
  },
  {
    name: 'sheet-proposals',
    async show({ browserPage, sheet }) {
      await browserPage.open(releases, { prefix: folder, sheet: 'repoint', on: linked });
      await sheet.target.fill('cli/2.1');
      await expect(sheet.options.first()).toBeVisible();
    },
  },
  {
    name: 'sheet-leave',
    async show({ browserPage, sheet, page, say }) {
      await browserPage.open(releases, { prefix: folder, sheet: 'repoint', on: linked });
      await sheet.leadTo(better);
      await sheet.other('common:action.cancel').click();
      await expect(page.getByText(say('sheet:leave.body'))).toBeVisible();
    },
  },
];

/** The sheet in each of its states. */
export const sheetScenes: readonly Scene[] = [...seen, ...written];
