import { expect } from '@playwright/test';
import { ensureHistory } from './demo-history.ts';
import type { Scene } from './scene.ts';

/** Who did what. */
export const auditScenes: readonly Scene[] = [
  {
    name: 'audit',
    async show({ auditPage, stack }) {
      await ensureHistory(stack);
      await auditPage.open();
      await expect(auditPage.table).toBeVisible();
    },
  },
  {
    name: 'audit-open',
    async show({ auditPage, page, stack }) {
      await ensureHistory(stack);
      await auditPage.open({ action: 'write.repoint' });
      await auditPage.newestToggle.click();
      await expect(page.getByRole('definition').first()).toBeVisible();
    },
  },
  {
    name: 'audit-none',
    async show({ auditPage, page, say }) {
      await auditPage.open({ actor: 'nobody' });
      await expect(page.getByText(say('audit:none.title'))).toBeVisible();
    },
  },
];
