import { toVisibleText } from '@signpost/link-model/text';
import { useTranslation } from 'react-i18next';

/** What the vendor's tool cannot send along: names of headers. */
export function OssutilOmissions({ names }: { names: readonly string[] }) {
  const { t, i18n } = useTranslation('sheet');
  if (names.length === 0) return null;
  const list = new Intl.ListFormat(i18n.language, { type: 'unit' }).format(names.map(toVisibleText));
  return <p className="mt-1 text-12 wrap-anywhere text-caution">{t('request.omits', { names: list })}</p>;
}
