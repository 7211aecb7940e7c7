import type { RulePreview } from '@signpost/api-contract';
import { useTranslation } from 'react-i18next';
import type { BucketRef } from '../../../shared/lib/key-ref.ts';
import { Select } from '../../../shared/ui/select.tsx';
import { TextField } from '../../../shared/ui/text-field.tsx';
import { ruleKinds, type RuleForm } from '../model/rule-form.ts';
import { FolderField } from './folder-field.tsx';

interface RuleFieldsProps {
  form: RuleForm;
  onForm: (form: RuleForm) => void;
  /** Why what is typed is no rule. */
  fault: RulePreview['fault'];
  scope: BucketRef;
}

/** How targets are found and what takes their place: a prefix for another, or a pattern with its groups. */
export function RuleFields({ form, onForm, fault, scope }: RuleFieldsProps) {
  const { t } = useTranslation('plans');
  const { kind, from, to } = form;
  const errorOf = (member: 'pattern' | 'replacement'): string | undefined =>
    fault?.member === member ? t(`rule.fault.${fault.code}`, { detail: fault.detail ?? '' }) : undefined;
  return (
    <>
      <Select
        label={t('rule.kind')}
        onValueChange={(next) => onForm({ ...form, kind: next })}
        options={ruleKinds.map((value) => ({ value, label: t(`rule.${value}`) }))}
        value={kind}
      />
      {kind === 'swap-prefix' ? (
        <>
          <FolderField
            label={t('selected.from')}
            onKey={(key) => onForm({ ...form, from: key })}
            scope={scope}
            value={from}
          />
          <FolderField
            label={t('selected.to')}
            onKey={(key) => onForm({ ...form, to: key })}
            scope={scope}
            value={to}
          />
        </>
      ) : (
        <>
          <TextField
            error={errorOf('pattern')}
            hint={t(`rule.${kind}Hint`)}
            label={t('rule.pattern')}
            maxLength={1000}
            mono
            onChange={(event) => onForm({ ...form, from: event.target.value })}
            value={from}
          />
          <TextField
            error={errorOf('replacement')}
            hint={t('rule.replacementHint')}
            label={t('rule.replacement')}
            mono
            onChange={(event) => onForm({ ...form, to: event.target.value })}
            value={to}
          />
        </>
      )}
    </>
  );
}
