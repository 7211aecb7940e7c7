import type { KeyView, ReaderLine } from '@signpost/api-contract';
import { useTranslation } from 'react-i18next';
import { cx } from '../../../shared/lib/cx.ts';
import { CopyButton } from '../../../shared/ui/copy-button.tsx';
import { Icon } from '../../../shared/ui/icon.tsx';
import { Size } from '../../../shared/ui/size.tsx';
import { RelativeTime } from '../../../shared/ui/time.tsx';
import { isMisleading } from './model/link-verdict.ts';

/** What a GET returns through the link, and from which side each line comes. */
export function ReaderTable({ link }: { link: NonNullable<KeyView['link']> }) {
  const { t } = useTranslation('inspector');
  return (
    <section aria-label={t('reader.title')} className="flex flex-col gap-2">
      <h3 className="text-12 font-medium text-ink-2">{t('reader.title')}</h3>
      {link.readerError !== undefined && <ReaderRefusal error={link.readerError} />}
      {link.reader.length > 0 && (
        <table className="w-full text-left text-12">
          <thead className="sr-only">
            <tr>
              <th scope="col">{t('reader.name')}</th>
              <th scope="col">{t('reader.value')}</th>
              <th scope="col">{t('reader.side')}</th>
            </tr>
          </thead>
          <tbody>
            {link.reader.map((line) => (
              <Line key={line.name} line={line} />
            ))}
          </tbody>
        </table>
      )}
    </section>
  );
}

function Line({ line }: { line: ReaderLine }) {
  const { t } = useTranslation('inspector');
  const warns = isMisleading(line);
  return (
    <tr className="border-t border-line align-top first:border-t-0">
      <th className="py-1 pr-3 font-normal break-all text-ink-2" scope="row">
        {line.name}
      </th>
      <td className={cx('py-1 pr-3 wrap-anywhere', warns && 'text-caution')}>
        <span className="inline-flex items-start gap-1">
          {warns && (
            <span className="mt-px shrink-0" title={t('reader.warning')}>
              <Icon name="warning" size={14} />
              <span className="sr-only">{t('reader.warning')}: </span>
            </span>
          )}
          <LineValue line={line} />
        </span>
        {line.differs !== undefined && (
          <span className="block font-mono text-ink-2">
            {line.differs === null ? t('reader.differsAbsent') : t('reader.differs', { value: line.differs })}
          </span>
        )}
      </td>
      <td className="py-1 text-right whitespace-nowrap text-ink-3">{t(`reader.${line.side}`)}</td>
    </tr>
  );
}

function LineValue({ line }: { line: ReaderLine }) {
  const { t } = useTranslation('inspector');
  if (line.value === null) return <span className="text-ink-3">{t('reader.absent')}</span>;
  if (line.name === 'Content-Length') return <Size bytes={Number(line.value)} />;
  if (line.name === 'Last-Modified') return <RelativeTime at={line.value} worded />;
  return <span className="font-mono">{line.value}</span>;
}

function ReaderRefusal({ error }: { error: NonNullable<NonNullable<KeyView['link']>['readerError']> }) {
  const { t } = useTranslation('inspector');
  return (
    <div className="flex flex-wrap items-center gap-x-2 rounded-md bg-danger-soft px-3 py-1.5 text-12">
      <span className="font-medium text-danger">{t('reader.refused')}</span>
      <span className="font-mono">{t('reader.status', { status: error.status, code: error.code })}</span>
      {error.requestId !== undefined && (
        <span className="flex min-w-0 items-center gap-1">
          <span className="truncate font-mono text-ink-2" title={error.requestId}>
            {error.requestId}
          </span>
          <CopyButton text={error.requestId} what={t('reader.requestId')} />
        </span>
      )}
    </div>
  );
}
