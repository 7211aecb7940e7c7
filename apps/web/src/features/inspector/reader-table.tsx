import type { KeyView, ReaderLine } from '@signpost/api-contract';
import { Fragment } from 'react';
import { useTranslation } from 'react-i18next';
import { cx } from '../../shared/lib/cx.ts';
import { Icon } from '../../shared/ui/icon.tsx';
import { Size } from '../../shared/ui/size.tsx';
import { RelativeTime } from '../../shared/ui/time.tsx';
import { isMisleading } from './model/link-verdict.ts';

/** What a GET returns through the link, and from which side each line comes. */
export function ReaderTable({ link }: { link: NonNullable<KeyView['link']> }) {
  const { t } = useTranslation('inspector');
  return (
    <section aria-label={t('reader.title')} className="flex flex-col gap-2">
      <h3 className="text-12 font-medium text-ink-2">{t('reader.title')}</h3>
      {link.readerError !== undefined && <p className="text-13 text-ink-2">{t('reader.refusedMore')}</p>}
      {link.readerError === undefined && link.reader.length > 0 && (
        <table className="w-full text-left text-12">
          <thead className="text-ink-3">
            <tr>
              <th className="pb-1 font-normal" scope="col">
                {t('reader.name')}
              </th>
              <th className="pb-1 font-normal" scope="col">
                {t('reader.value')}
              </th>
              <th className="pb-1 text-right font-normal" scope="col">
                {t('reader.side')}
              </th>
            </tr>
          </thead>
          <tbody>
            {link.reader.map((line) => (
              <Line key={line.name} line={line} warns={isMisleading(line, link)} />
            ))}
          </tbody>
        </table>
      )}
    </section>
  );
}

function Line({ line, warns }: { line: ReaderLine; warns: boolean }) {
  const { t } = useTranslation('inspector');
  return (
    <tr className="border-t border-line align-top">
      <th className="w-2/5 py-1 pr-3 font-normal text-ink-2" scope="row">
        <HeaderName name={line.name} />
      </th>
      <td className={cx('py-1 pr-3 wrap-anywhere', warns && 'text-caution')}>
        <span className="inline-flex items-start gap-1">
          {warns && (
            <span className="mt-px shrink-0" data-tip={t('reader.warning')}>
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

/** A long name breaks after its hyphens, as a person would break it. */
function HeaderName({ name }: { name: string }) {
  return (
    <span className="wrap-anywhere">
      {name.split(/(?<=-)/).map((part, index) => (
        <Fragment key={index}>
          {part}
          <wbr />
        </Fragment>
      ))}
    </span>
  );
}

/** A value as it stands in the answer of OSS; only the date is told in another form. */
function toSent(name: string, value: string): string {
  return name === 'Last-Modified' ? new Date(value).toUTCString() : value;
}

function LineValue({ line }: { line: ReaderLine }) {
  const { t } = useTranslation('inspector');
  if (line.value === null) return <span className="text-ink-3">{t('reader.absent')}</span>;
  const told = toSent(line.name, line.value);
  return (
    <span className="inline-flex flex-wrap gap-x-2">
      <span className="font-mono">{told}</span>
      {line.name === 'Content-Length' && Number(line.value) >= 1024 && (
        <Size bytes={Number(line.value)} className="text-ink-3" />
      )}
      {line.name === 'Last-Modified' && <RelativeTime at={line.value} className="text-ink-3" worded />}
    </span>
  );
}
