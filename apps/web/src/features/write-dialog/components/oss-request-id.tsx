import { useTranslation } from 'react-i18next';
import { CopyButton } from '../../../shared/ui/copy-button.tsx';

/** What a ticket to the vendor asks for. */
export function OssRequestId({ id }: { id: string }) {
  const { t } = useTranslation('sheet');
  return (
    <p className="flex min-w-0 flex-wrap items-center gap-x-2 text-12">
      <span className="text-ink-3">{t('done.ossRequestId')}</span>
      <span className="min-w-0 font-mono break-all">{id}</span>
      <CopyButton text={id} what={t('done.ossRequestId')} />
    </p>
  );
}
