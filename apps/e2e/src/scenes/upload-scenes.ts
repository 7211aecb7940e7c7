import { expect } from '../pages/patient-expect.ts';
import type { ChosenFile } from '../pages/upload-dialog.ts';
import { releases, type Scene, type SceneStage } from './scene.ts';

const folder = 'cli/';
const name = 'notes-2.15.txt';
const key = `${folder}${name}`;

function fileOf(fileName: string): ChosenFile {
  return {
    name: fileName,
    mimeType: 'text/plain',
    buffer: Buffer.from('What is new in 2.15.\n'.repeat(200)),
  };
}

/** Opens the window over `cli/` and chooses a file. */
async function choose({ browserPage, upload }: SceneStage, file: ChosenFile, origin?: string): Promise<void> {
  await browserPage.open(releases, { prefix: folder }, origin);
  await expect(browserPage.row('cli/latest.txt')).toBeVisible();
  await upload.open();
  await upload.choose(file);
}

/** Chooses a file for a key where nothing is, and sends it. */
async function send(stage: SceneStage, origin?: string): Promise<void> {
  await choose(stage, fileOf(name), origin);
  stage.afterwards(() => stage.stack.admin.deleteObject({ bucket: releases, key }));
  await expect(stage.upload.text('look.absent')).toBeVisible();
  await stage.upload.act('create', { name }).click();
}

/** A small upload, from the file to the request id. */
export const uploadScenes: readonly Scene[] = [
  {
    name: 'upload-chosen',
    async show(stage) {
      await choose(stage, fileOf(name));
      await expect(stage.upload.text('look.absent')).toBeVisible();
    },
  },
  {
    name: 'upload-overwrite',
    async show(stage) {
      await choose(stage, fileOf('channels.json'));
      await expect(stage.upload.proof('channels.json')).toBeVisible();
    },
  },
  {
    name: 'upload-link',
    async show(stage) {
      await choose(stage, fileOf('latest.txt'));
      await expect(stage.upload.text('look.link', { target: 'cli/latest/VERSION' })).toBeVisible();
    },
  },
  {
    name: 'upload-too-large',
    async show(stage) {
      await choose(stage, { ...fileOf(name), buffer: Buffer.alloc(10 * 1024 * 1024 + 1) });
      await expect(stage.upload.act('create', { name })).toHaveAttribute('aria-disabled', 'true');
      await expect(stage.upload.dialog.getByText('10', { exact: false }).first()).toBeVisible();
    },
  },
  {
    name: 'upload-sending',
    writes: true,
    async show(stage) {
      const { bffUrl } = await stage.startConsole();
      // Refused in the end, so that nothing is written once the stall is over.
      const match = { bucket: releases, operation: 'PutObject' };
      stage.stack.faults.add({ match, effect: { kind: 'stall', when: 'before' } });
      stage.stack.faults.add({ match, effect: { kind: 'error', code: 'AccessDenied' } });
      await send(stage, bffUrl);
      await expect(stage.upload.dialog.getByRole('progressbar')).toBeVisible();
    },
  },
  {
    name: 'upload-failed',
    writes: true,
    async show(stage) {
      stage.stack.faults.add({
        match: { bucket: releases, operation: 'PutObject' },
        effect: { kind: 'error', code: 'AccessDenied' },
      });
      await send(stage);
      await expect(stage.upload.dialog.getByRole('alert')).toBeVisible();
    },
  },
  {
    name: 'upload-done',
    writes: true,
    async show(stage) {
      await send(stage);
      await expect(stage.upload.text('done.title', { name })).toBeVisible();
    },
  },
];
