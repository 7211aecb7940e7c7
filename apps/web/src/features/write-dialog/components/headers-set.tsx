import { headerNames, type HttpHeaderName } from '@signpost/oss-protocol/rules';
import { useTranslation } from 'react-i18next';
import { Checkbox } from '../../../shared/ui/choice.tsx';
import type { WriteDialogState } from '../use-write-dialog.ts';

/** Headers that are set along with the move on advice: what was ticked stays visible, so that it can be unticked. */
export function HeadersSet({ dialog }: { dialog: WriteDialogState }) {
  const { t } = useTranslation('findings');
  const { setHeaders, headerChoices } = dialog.form;
  const entries = (Object.entries(setHeaders) as [HttpHeaderName, string][]).filter(
    ([name]) => !headerChoices.some(({ header }) => header === name),
  );
  return entries.map(([name, value]) => (
    <li className="py-1 pl-6" key={name}>
      <Checkbox
        checked
        label={
          value === ''
            ? t('act.headerRemoved', { header: headerNames[name] })
            : t('act.headerSet', { header: headerNames[name], value })
        }
        onChange={() => dialog.dispatch({ type: 'header-set', name, value: undefined })}
      />
    </li>
  ));
}
