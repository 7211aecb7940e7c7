import { toVisibleText } from '@signpost/link-model/text';
import { useTranslation } from 'react-i18next';

/** What the vendor's tool cannot send along, and the link therefore loses: names of headers. */
export function OssutilOmissions({ names }: { names: readonly string[] }) {
  const { t, i18n } = useTranslation('parts');
  if (names.length === 0) return null;
  const list = new Intl.ListFormat(i18n.language, { type: 'conjunction' }).format(names.map(toVisibleText));
  return (
    <p className="text-12 wrap-anywhere text-caution">
      {t('ossutilOmits', { names: list, count: names.length })}
    </p>
  );
}
