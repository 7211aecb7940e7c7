import i18next from 'i18next';
import { onNewRelease } from '../shared/api/release.ts';
import { showToast } from '../shared/ui/toast.ts';

/** Says once that the server is newer than the page, and leaves the moment to reload to the reader. */
export function announceRelease(): void {
  onNewRelease(() =>
    showToast({
      title: i18next.t('release.newer'),
      detail: i18next.t('release.why'),
      action: { label: i18next.t('crash.reload'), run: () => location.reload() },
      lasts: 0,
    }),
  );
}
