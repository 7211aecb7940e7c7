import { expect } from '../pages/patient-expect.ts';
import { repoint, requestIdOf } from '../fixtures/api.ts';
import { keep } from './demo-history.ts';
import { releases, type Scene, type SceneStage } from './scene.ts';

const presigned =
  'https://acme-releases.oss-cn-hangzhou.aliyuncs.com/cli/latest/setup.exe?x-oss-signature-version=OSS4-HMAC-SHA256&x-oss-credential=LTAI%2F20261122&x-oss-expires=600&x-oss-signature=0000';

/** The box with a text in it, over Home. */
function pasted(name: string, text: string, stands: (stage: SceneStage) => Promise<void>): Scene {
  return {
    name: `command-palette-${name}`,
    async show(stage) {
      await stage.homePage.open();
      await stage.palette.open();
      if (text !== '') await stage.palette.paste(text);
      await stands(stage);
    },
  };
}

/** The command palette, by what is put into it. */
export const commandPaletteScenes: readonly Scene[] = [
  pasted('empty', '', async ({ palette }) => {
    await expect(palette.group('places')).toBeVisible();
    await expect(palette.options.filter({ hasText: releases })).toBeVisible();
  }),
  pasted('key', 'setup.exe', async ({ palette }) => {
    await expect(palette.group('links').getByRole('option').first()).toBeVisible();
  }),
  pasted('presigned-url', presigned, async ({ palette }) => {
    await expect(palette.note('cut.signature')).toBeVisible();
    await expect(palette.group('go').getByRole('option')).toHaveCount(1);
  }),
  pasted('encoded-key', 'oss://acme-releases/cli/%E5%B7%A5%E5%85%B7.txt', async ({ palette }) => {
    await expect(palette.group('go').getByRole('option')).toHaveCount(2);
  }),
  pasted('other-bucket', 'oss://acme-private/keys/one.txt', async ({ palette }) => {
    await expect(palette.note('otherBucket', { bucket: 'acme-private' })).toBeVisible();
  }),
  pasted('unknown-host', 'https://cdn.example.com/cli/latest/VERSION?v=3#top', async ({ palette }) => {
    await expect(palette.note('unknownHost', { host: 'cdn.example.com' })).toBeVisible();
    await expect(palette.group('links').getByRole('option').first()).toBeVisible();
  }),
  pasted('nothing', 'zzz no such thing', async ({ palette, say }) => {
    await expect(palette.dialog.getByText(say('palette:nothing'))).toBeVisible();
  }),
  {
    name: 'command-palette-request-id',
    writes: true,
    async show(stage) {
      const { stack, homePage, palette } = stage;
      const linked = 'cli/stable/CHANGELOG.md';
      keep(stage, linked);
      const id = await requestIdOf(
        stack,
        await repoint(stack, { bucket: releases, key: linked }, 'cli/2.15.0-rc.1/CHANGELOG.md'),
      );
      await homePage.open();
      await palette.open();
      await palette.paste(id);
      await expect(palette.group('change').getByRole('option').first()).toBeVisible();
    },
  },
];
