import { expect } from '@playwright/test';
import { fillWithReleases } from '../src/fixtures/release-bucket.ts';
import { test } from '../src/fixtures/test.ts';

const key = 'app/latest.txt';

for (const language of ['en', 'zh-CN'] as const) {
  test.describe(language, () => {
    test.use({ language });

    test('a write that the database does not take is refused with the line that makes it by hand', async ({
      stack,
      browserPage,
      writeDialog,
      bucket,
    }) => {
      fillWithReleases(bucket);
      const { pool } = stack.state.database;
      const sent = bucket.fault('PutSymlink', { kind: 'hook', run: () => {} }, { key });
      await pool.query(`CREATE OR REPLACE FUNCTION signpost.refuse() RETURNS trigger LANGUAGE plpgsql AS
        $$ BEGIN RAISE EXCEPTION 'planted' USING ERRCODE = '53100'; END $$`);
      await pool.query(`CREATE TRIGGER refuse BEFORE INSERT ON signpost.changes FOR EACH ROW
        WHEN (NEW.bucket = '${bucket.name}') EXECUTE FUNCTION signpost.refuse()`);
      try {
        await browserPage.open(bucket.name, { prefix: 'app/', dialog: 'repoint', on: key });
        await writeDialog.leadTo('app/v2/app.txt');
        await writeDialog.button('repoint', { name: 'latest.txt', target: 'v2/app.txt' }).click();
        await expect(writeDialog.text('problems:code.change-not-recorded.what')).toBeVisible();
        await expect(writeDialog.dialog.getByText(/^ossutil .*app\/v2\/app\.txt/)).toBeVisible();
        expect(sent.hits).toBe(0);
      } finally {
        await pool.query('DROP TRIGGER refuse ON signpost.changes');
      }
    });
  });
}
