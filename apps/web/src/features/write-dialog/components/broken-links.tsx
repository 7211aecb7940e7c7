import type { Finding } from '@signpost/link-model/write';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { Icon } from '../../../shared/ui/icon.tsx';
import { Age } from '../../../shared/ui/time.tsx';
import type { WriteDialogState } from '../use-write-dialog.ts';

interface BrokenLinksProps {
  finding: Finding & { code: 'breaks-links' };
  dialog: WriteDialogState;
}

/** The way to every link that would break, and how old that knowledge is. */
export function BrokenLinks({ finding: { count, scannedAt }, dialog: { scope, form } }: BrokenLinksProps) {
  const { t } = useTranslation('findings');
  return (
    <p className="flex flex-wrap items-center gap-x-3 text-12 text-ink-3">
      <Link
        className="touch-target inline-flex items-center gap-1 text-accent hover:underline"
        params={{ connection: scope.connection }}
        rel="noreferrer"
        search={{ bucket: scope.bucket, target: form.key }}
        // What was typed in the dialog stays where it is.
        target="_blank"
        to="/c/$connection/links"
      >
        {t('act.showLinks', { count })}
        <Icon name="external" size={12} />
      </Link>
      {scannedAt !== undefined && <Age at={scannedAt} action="scanned" />}
    </p>
  );
}
