import type { Plan, PlanSource } from '@signpost/api-contract';
import { toVisibleText } from '@signpost/link-model/text';
import { findKeyProblem } from '@signpost/oss-protocol/rules';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { toKeyParts } from '../../shared/lib/key-parts.ts';
import type { BucketRef } from '../../shared/lib/key-ref.ts';
import { KeyField } from '../../shared/ui/key-field.tsx';
import { DraftDialog } from './components/draft-dialog.tsx';
import { toCommonFolder, toRenamedKeys } from './model/renamed-keys.ts';
import { useDraftPlan } from './use-draft-plan.ts';

export interface RenameDialogProps extends BucketRef {
  act: 'rename' | 'copy';
  /** Keys of links and objects, or one prefix with its slash. */
  keys: readonly string[];
  onClose: () => void;
  /** A plan was made of it. */
  onPlan: (plan: Plan) => void;
}

/** Asks for the new key, or for the folder that takes the place of the one that all keys lie in, and makes the plan. */
export function RenameDialog({ act, keys, onClose, onPlan, ...scope }: RenameDialogProps) {
  const { t } = useTranslation('plans');
  const draft = useDraftPlan(scope, onPlan);
  const [only = ''] = keys;
  const isOne = keys.length === 1 && !only.endsWith('/');
  const from = isOne ? only : toCommonFolder(keys);
  const [to, setTo] = useState(from);
  const waits =
    to === from
      ? t('rename.same')
      : isOne && findKeyProblem(to) !== undefined
        ? t('rename.invalid')
        : undefined;
  const source: PlanSource = {
    kind: act === 'rename' ? 'rename-keys' : 'copy-keys',
    renamed: toRenamedKeys(keys, { from, to }),
  };
  const name = toVisibleText(toKeyParts(only).name);
  return (
    <DraftDialog
      draft={draft}
      scope={scope}
      failed={t('move.draftFailed')}
      onClose={onClose}
      onDraft={() => draft.mutate(source)}
      review={t('move.review')}
      title={
        keys.length === 1
          ? t(`rename.title.${act}`, { name })
          : t(`rename.titleMany.${act}`, { count: keys.length })
      }
      waits={waits}
    >
      <p className="text-13 text-ink-2">{t(`rename.body.${act}`)}</p>
      <KeyField
        hint={isOne ? undefined : t('rename.folderHint', { from: from === '' ? t('empty.prefix') : from })}
        label={t(isOne ? 'rename.key' : 'rename.folder')}
        onKey={setTo}
        say={() => t('move.misread')}
        scope={scope}
        value={to}
      />
    </DraftDialog>
  );
}
