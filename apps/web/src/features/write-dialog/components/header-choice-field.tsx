import { headerNames } from '@signpost/oss-protocol/rules';
import { useTranslation } from 'react-i18next';
import { RadioGroup } from '../../../shared/ui/choice.tsx';
import { isDecided, type HeaderChoice } from '../model/write-form.ts';
import type { WriteDialogState } from '../use-write-dialog.ts';

interface HeaderChoiceFieldProps {
  choice: HeaderChoice;
  dialog: WriteDialogState;
}

/** Whether a header that would make readers fail is put right along with the move, which is the default, or stays. */
export function HeaderChoiceField({ choice, dialog: { form, dispatch } }: HeaderChoiceFieldProps) {
  const { t } = useTranslation('findings');
  const { header, link, target } = choice;
  return (
    <RadioGroup<'fix' | 'keep' | ''>
      legend={headerNames[header]}
      legendHidden
      onValueChange={(value) =>
        dispatch({
          type: 'header-set',
          name: header,
          value: value === 'fix' ? (target ?? '') : undefined,
        })
      }
      options={[
        {
          value: 'fix',
          label: target === null ? t('act.removeHeader') : t('act.setHeader', { value: target }),
        },
        {
          value: 'keep',
          label: link === null ? t('act.keepNone') : t('act.keepHeader', { value: link }),
        },
      ]}
      value={header in form.setHeaders ? 'fix' : isDecided(form, header) ? 'keep' : ''}
    />
  );
}
