import { useTranslation } from 'react-i18next';
import { toOperationUrl } from '../../../shared/api/call.ts';
import { buttonClass } from '../../../shared/ui/button.tsx';
import type { LinkFilter } from '../model/link-filter.ts';

interface ExportLinkProps {
  connection: string;
  filter: LinkFilter;
}

/** The links that the list is narrowed to as a CSV file: those of one bucket, since a plan is about one. */
export function ExportLink({ connection, filter }: ExportLinkProps) {
  const { t } = useTranslation('links');
  const { sort: _sort, bucket, ...rest } = filter;
  if (bucket === undefined) return null;
  return (
    <a
      className={buttonClass('quiet', 'small')}
      data-tip={t('export.meaning')}
      href={toOperationUrl('exportLinks', { connection, bucket, ...rest })}
    >
      {t('export.label')}
    </a>
  );
}
