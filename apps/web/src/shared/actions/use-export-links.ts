import type { LinkSelection } from '@signpost/api-contract';
import { useTranslation } from 'react-i18next';
import { callForFile } from '../api/call.ts';
import { useProblemText } from '../api/use-problem-text.ts';
import type { BucketRef } from '../lib/key-ref.ts';
import { showToast } from '../ui/toast.ts';

/** Saves selected links as a CSV file. Needs the texts `actions`. */
export function useExportLinks(): (scope: BucketRef, links: LinkSelection) => Promise<void> {
  const { t } = useTranslation('actions');
  const describe = useProblemText();
  return async ({ connection, bucket }, links) => {
    try {
      const file = await callForFile('exportSelection', { body: { connection, bucket, links } });
      const link = document.createElement('a');
      link.href = URL.createObjectURL(file);
      link.download = `links-${bucket}.csv`;
      link.click();
      // The browser has taken it by then.
      setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
    } catch (error) {
      showToast({ title: t('exportFailed'), detail: describe(error).what });
    }
  };
}
