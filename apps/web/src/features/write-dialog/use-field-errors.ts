import type { FindingCode } from '@signpost/link-model/write';
import { useTranslation } from 'react-i18next';
import { toFindingText } from '../../shared/findings/finding-text.ts';
import { useValueFormats } from '../../shared/findings/use-value-formats.ts';
import type { WriteDialogState } from './use-write-dialog.ts';

const fieldOf: Partial<Record<FindingCode, 'key' | 'target'>> = {
  'key-invalid': 'key',
  'key-reserved': 'key',
  'target-invalid': 'target',
  'target-is-key': 'target',
};

/** What is wrong with a typed key or target, to be said at its field; found by pre-flight of just this text. */
export function useFieldErrors({ stage }: WriteDialogState): { key?: string; target?: string } {
  const { t } = useTranslation('findings');
  const formats = useValueFormats();
  if (stage.kind !== 'review' || stage.waiting === 'preflight') return {};
  const errors: { key?: string; target?: string } = {};
  for (const finding of stage.preflight.findings) {
    const field = fieldOf[finding.code];
    if (field === undefined || finding.level !== 'block') continue;
    const { id } = toFindingText(finding, formats);
    errors[field] ??= t(`found.${id as 'key-empty'}.text`);
  }
  return errors;
}
