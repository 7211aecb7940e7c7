import type { Plan } from '@signpost/api-contract';
import { toVisibleText } from '@signpost/link-model/text';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useDebounced } from '../../shared/hooks/use-debounced.ts';
import { isUnscanned } from '../../shared/lib/is-unscanned.ts';
import { toParentPrefix } from '../../shared/lib/key-parts.ts';
import type { BucketRef } from '../../shared/lib/key-ref.ts';
import { planQueries } from '../../shared/queries/plan-queries.ts';
import { Button } from '../../shared/ui/button.tsx';
import { Dialog } from '../../shared/ui/dialog.tsx';
import { FailedState } from '../../shared/ui/failed-state.tsx';
import { KeyField } from '../../shared/ui/key-field.tsx';
import { Select } from '../../shared/ui/select.tsx';
import { Skeleton, SkeletonFrame } from '../../shared/ui/skeleton.tsx';
import { ChoiceList, type FolderChoices } from './components/choice-list.tsx';
import { FolderField } from './components/folder-field.tsx';
import { FollowsLine } from './components/follows-line.tsx';
import { useDraftPlan } from './use-draft-plan.ts';
import { useDenial } from '../../shared/access/use-denial.ts';

const renamings = ['found', 'same', 'version-dropped', 'version-swapped'] as const;
type Renaming = (typeof renamings)[number];

export interface MoveDialogProps extends BucketRef {
  /** Of the folder link; where a new one is made, the folder that it will lie in. */
  prefix: string;
  /** The folder link does not exist yet: its name is asked for. */
  isNew: boolean;
  /** Folder that is put into the field at first. */
  to: string;
  onClose: () => void;
  /** A plan was made of it. */
  onPlan: (plan: Plan) => void;
}

/** Where a folder of links shall lead: folders beside it, newest first, or one that is typed. Choosing makes a plan. */
export function MoveDialog({ prefix, isNew, to, onClose, onPlan, ...scope }: MoveDialogProps) {
  const { t } = useTranslation(['plans', 'common']);
  const [named, setNamed] = useState(prefix);
  const [typed, setTyped] = useState(to);
  const [renaming, setRenaming] = useState<Renaming>('found');
  const denial = useDenial(scope.connection)('plan.write', {
    bucket: scope.bucket,
    prefix,
    partly: true,
  });
  const draft = useDraftPlan(scope, onPlan);
  const folder = isNew ? toFolder(named) : prefix;
  const asked = useDebounced(folder, 150);
  const choices = useQuery({ ...planQueries.folderChoices(scope, asked), enabled: asked !== '' });
  const target = toFolder(typed);
  const unnamed =
    denial ?? (isNew && (folder === '' || folder === prefix) ? t('plans:move.needFolder') : undefined);
  const choose = (source: string): void =>
    draft.mutate({
      kind: 'folder-move',
      prefix: folder,
      to: source,
      ...(renaming === 'found' ? {} : { renaming }),
    });
  const misread = (): string => t('plans:move.misread');
  const pending = draft.isPending ? draft.variables : undefined;
  return (
    <Dialog
      busy={draft.isPending}
      description={t('plans:move.about')}
      footer={
        <Button onClick={onClose} variant="quiet">
          {t('common:action.cancel')}
        </Button>
      }
      onClose={onClose}
      open
      shape="large"
      title={
        isNew
          ? t('plans:move.newTitle')
          : t('plans:move.title', { name: toVisibleText(`${scope.bucket}/${prefix}`) })
      }
    >
      <div className="flex flex-col gap-4">
        {isNew ? (
          <KeyField
            hint={t('plans:move.folderHint')}
            label={t('plans:move.folder')}
            onKey={setNamed}
            say={misread}
            scope={scope}
            value={named}
          />
        ) : (
          choices.data !== undefined && <FollowsLine choices={choices.data} prefix={prefix} />
        )}
        {choices.isError ? (
          <FailedState
            error={choices.error}
            inline
            onRetry={() => void choices.refetch()}
            title={t('plans:move.failed')}
          />
        ) : choices.data === undefined ? (
          asked !== '' && <ChoicesSkeleton />
        ) : (
          <>
            <Notes choices={choices.data} />
            {choices.data.items.length > 0 && (
              <ChoiceList
                choices={choices.data}
                onChoose={(source) => {
                  if (unnamed === undefined) choose(source);
                }}
                pending={pending?.kind === 'folder-move' ? pending.to : undefined}
                within={toParentPrefix(folder)}
              />
            )}
          </>
        )}
        <form
          className="flex flex-wrap items-start gap-x-3 gap-y-2"
          onSubmit={(event) => {
            event.preventDefault();
            if (target !== '' && target !== folder && unnamed === undefined && !draft.isPending)
              choose(target);
          }}
        >
          <FolderField
            className="flex-1 basis-64"
            error={target !== '' && target === folder ? t('plans:move.same') : undefined}
            hint={t('plans:move.typedHint')}
            label={t('plans:move.typed')}
            onKey={setTyped}
            scope={scope}
            value={typed}
          />
          <Select
            className="basis-56"
            label={t('plans:renaming.label')}
            onValueChange={setRenaming}
            options={renamings.map((value) => ({ value, label: t(`plans:renaming.${value}`) }))}
            value={renaming}
          />
          <Button
            className="mt-6"
            disabledReason={unnamed ?? (target === '' ? t('plans:move.needTarget') : undefined)}
            pending={draft.isPending}
            type="submit"
          >
            {t('plans:move.review')}
          </Button>
        </form>
        {draft.isError && <FailedState error={draft.error} inline title={t('plans:move.draftFailed')} />}
      </div>
    </Dialog>
  );
}

/** A typed folder as a prefix: the slash at its end may be left out. */
function toFolder(key: string): string {
  return key === '' || key.endsWith('/') ? key : `${key}/`;
}

function Notes({ choices: { items, coverage } }: { choices: FolderChoices }) {
  const { t } = useTranslation('plans');
  const note = isUnscanned(coverage)
    ? t('move.unscanned')
    : coverage.state !== 'complete'
      ? t('move.partial')
      : items.length === 0
        ? t('move.none')
        : undefined;
  return note === undefined ? null : <p className="text-13 text-ink-2">{note}</p>;
}

function ChoicesSkeleton() {
  return (
    <SkeletonFrame className="rounded-lg border border-line">
      {['w-1/2', 'w-2/5', 'w-3/5'].map((width) => (
        <div className="flex h-10 items-center border-b border-line px-3 last:border-0" key={width}>
          <Skeleton className={width} />
        </div>
      ))}
    </SkeletonFrame>
  );
}
