import { headerNames } from '@signpost/oss-protocol/rules';
import { toVisibleText } from '@signpost/link-model/text';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { formatSize } from '../lib/format-size.ts';
import { formatTime } from '../lib/format-time.ts';
import { useValueNames } from '../hooks/use-value-names.ts';
import { shorten } from '../lib/short-key.ts';
import type { ValueFormats } from './finding-text.ts';

/** How keys, sizes and dates are written inside sentences. */
export function useValueFormats(): ValueFormats {
  const { t, i18n } = useTranslation('findings');
  const names = useValueNames();
  const locale = i18n.language;
  return useMemo(() => {
    const list = new Intl.ListFormat(locale);
    const date = new Intl.DateTimeFormat(locale, { dateStyle: 'medium', timeStyle: 'short' });
    return {
      // Isolated, so that a key in a right-to-left script leaves the sentence around it in order.
      key: (text) => `\u2068${shorten(toVisibleText(text), 120)}\u2069`,
      size: (bytes) => formatSize(bytes, locale),
      date: (iso) => (Number.isNaN(Date.parse(iso)) ? iso : date.format(Date.parse(iso))),
      time: (iso) => (Number.isNaN(Date.parse(iso)) ? iso : formatTime(iso, locale)),
      storageClass: names.storageClass,
      header: (name) => headerNames[name],
      list: (items) => list.format(items),
      reason: (why) => t(`why.${why}`),
      part: (part) => t(`part.${part}`),
      count: (count) => count.toLocaleString(locale),
      more: (count) => t('more', { count }),
    };
  }, [locale, names, t]);
}
