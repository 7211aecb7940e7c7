import type { Finding } from '@signpost/link-model/write';
import { useCallback } from 'react';
import { useTranslation } from 'react-i18next';
import { toFindingText } from '../../shared/findings/finding-text.ts';
import { useValueFormats } from '../../shared/findings/use-value-formats.ts';

/** Title and sentence of a finding, in the reader's language. */
export function useFindingWords(): (finding: Finding) => { title: string; text: string } {
  const { t } = useTranslation('findings');
  const formats = useValueFormats();
  return useCallback(
    (finding: Finding) => {
      const { id, values } = toFindingText(finding, formats);
      const say = (part: 'title' | 'text'): string =>
        (t as (name: string, values: object) => string)(`found.${id}.${part}`, values);
      return { title: say('title'), text: say('text') };
    },
    [formats, t],
  );
}
