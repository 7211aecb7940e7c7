import { expect } from '../pages/patient-expect.ts';
import { repoint, requestIdOf } from '../fixtures/api.ts';
import { keep } from './demo-history.ts';
import { releases, type Scene, type SceneStage } from './scene.ts';

const presigned =
  'https://acme-releases.oss-cn-hangzhou.aliyuncs.com/cli/latest/setup.exe?x-oss-signature-version=OSS4-HMAC-SHA256&x-oss-credential=LTAI%2F20261122&x-oss-expires=600&x-oss-signature=0000';

/** The box with a text in it, over Home. */
function pasted(name: string, text: string, stands: (stage: SceneStage) => Promise<void>): Scene {
  return {
    name: `box-${name}`,
    async show(stage) {
      await stage.homePage.open();
      await stage.box.open();
      if (text !== '') await stage.box.paste(text);
      await stands(stage);
    },
  };
}

/** The one box, by what is put into it. */
export const boxScenes: readonly Scene[] = [
  pasted('empty', '', async ({ box }) => {
    await expect(box.group('places')).toBeVisible();
    await expect(box.options.filter({ hasText: releases })).toBeVisible();
  }),
  pasted('key', 'setup.exe', async ({ box }) => {
    await expect(box.group('links').getByRole('option').first()).toBeVisible();
  }),
  pasted('presigned-url', presigned, async ({ box }) => {
    await expect(box.note('cut.signature')).toBeVisible();
    await expect(box.group('go').getByRole('option')).toHaveCount(1);
  }),
  pasted('encoded-key', 'oss://acme-releases/cli/%E5%B7%A5%E5%85%B7.txt', async ({ box }) => {
    await expect(box.group('go').getByRole('option')).toHaveCount(2);
  }),
  pasted('other-bucket', 'oss://acme-private/keys/one.txt', async ({ box }) => {
    await expect(box.note('otherBucket', { bucket: 'acme-private' })).toBeVisible();
  }),
  pasted('unknown-host', 'https://cdn.example.com/cli/latest/VERSION?v=3#top', async ({ box }) => {
    await expect(box.note('unknownHost', { host: 'cdn.example.com' })).toBeVisible();
    await expect(box.group('links').getByRole('option').first()).toBeVisible();
  }),
  pasted('nothing', 'zzz no such thing', async ({ box, say }) => {
    await expect(box.dialog.getByText(say('palette:nothing'))).toBeVisible();
  }),
  {
    name: 'box-request-id',
    async show(stage) {
      const { stack, homePage, box } = stage;
      const linked = 'cli/stable/CHANGELOG.md';
      keep(stage, linked);
      const id = await requestIdOf(
        stack,
        await repoint(stack, { bucket: releases, key: linked }, 'cli/2.14.0/CHANGELOG.md'),
      );
      await homePage.open();
      await box.open();
      await box.paste(id);
      await expect(box.group('change').getByRole('option').first()).toBeVisible();
    },
  },
];
