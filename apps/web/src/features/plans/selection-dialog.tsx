import type { LinkSelection, Plan, PlanSource } from '@signpost/api-contract';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { SelectionActionId } from '../../shared/actions/list-selection-actions.ts';
import { areSettingsValid, defaultSettings } from '../../shared/lib/link-settings.ts';
import type { BucketRef } from '../../shared/lib/key-ref.ts';
import { Icon } from '../../shared/ui/icon.tsx';
import { DraftDialog } from './components/draft-dialog.tsx';
import { RuleFields } from './components/rule-fields.tsx';
import { RulePreviewBox } from './components/rule-preview-box.tsx';
import { SettingsFields } from './components/settings-fields.tsx';
import { emptyRule, findRuleNeed, toRule } from './model/rule-form.ts';
import { toPlannedSettings, type RemovablePart } from './model/planned-settings.ts';
import { useDraftPlan } from './use-draft-plan.ts';
import { useRulePreview } from './use-rule-preview.ts';

/** Verbs of a selection that make a plan. */
export type PlannedActionId = Exclude<
  SelectionActionId,
  'delete' | 'exportLinks' | 'restoreTargets' | 'renameKeys' | 'copyKeys'
>;

export interface SelectionDialogProps extends BucketRef {
  action: PlannedActionId;
  links: LinkSelection;
  /** How many they are. */
  count: number;
  /** The index does not know the whole bucket, and the links are what it knows to match. */
  incomplete?: boolean;
  /** What their targets begin with, as far as that is known. */
  from?: string;
  onClose: () => void;
  /** A plan was made of it. */
  onPlan: (plan: Plan) => void;
}

/** Makes a plan of selected links: where they shall lead by a rule, what is set on them, or that they are deleted. */
export function SelectionDialog({
  action,
  links,
  count,
  incomplete = false,
  from = '',
  onClose,
  onPlan,
  ...scope
}: SelectionDialogProps) {
  const { t } = useTranslation('plans');
  const [form, setForm] = useState({ ...emptyRule, from });
  const [settings, setSettings] = useState(defaultSettings);
  const [removed, setRemoved] = useState<ReadonlySet<RemovablePart>>(new Set());
  const draft = useDraftPlan(scope, onPlan);
  const rule = toRule(action, form);
  const preview = useRulePreview(scope, { links, rule });
  const need = action === 'repointLinks' ? findRuleNeed(form) : undefined;
  const planned = toPlannedSettings(settings, removed);
  const source: PlanSource | undefined =
    action === 'deleteLinks'
      ? { kind: 'delete-links', links }
      : action === 'setOnLinks'
        ? planned && { kind: 'set', links, settings: planned }
        : rule && { kind: 'rule', links, rule };
  const waits =
    count === 0
      ? t('selected.none')
      : need !== undefined
        ? t(`selected.${need}`)
        : source === undefined
          ? t('selected.needSetting')
          : action === 'setOnLinks' && !areSettingsValid(settings)
            ? t('selected.invalidSetting')
            : preview.waits && t(`preview.waits.${preview.waits}`);
  const fault = preview.data?.fault;
  return (
    <DraftDialog
      danger={action === 'deleteLinks'}
      draft={draft}
      scope={scope}
      failed={t('move.draftFailed')}
      onClose={onClose}
      onDraft={() => {
        if (source !== undefined) draft.mutate(source);
      }}
      review={t('move.review')}
      title={t(`selected.title.${action}`, { count })}
      waits={waits}
    >
      <p className="text-13 text-ink-2">{t(`selected.body.${action}`)}</p>
      {incomplete && (
        <p className="flex gap-2 text-13 text-caution">
          <Icon className="mt-0.5 shrink-0" name="warning" />
          {t('selected.incomplete')}
        </p>
      )}
      {action === 'repointLinks' && <RuleFields fault={fault} form={form} onForm={setForm} scope={scope} />}
      {action === 'setOnLinks' && (
        <SettingsFields
          onRemoved={setRemoved}
          onSettings={setSettings}
          removed={removed}
          settings={settings}
        />
      )}
      {rule !== undefined && fault === undefined && <RulePreviewBox preview={preview} />}
    </DraftDialog>
  );
}
