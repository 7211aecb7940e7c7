import type { Sibling } from '@signpost/api-contract';
import { isArchivedClass } from '@signpost/oss-protocol/rules';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { indexKeyQueries } from '../../../shared/queries/index-key-queries.ts';
import { toKeyParts } from '../../../shared/lib/key-parts.ts';
import { isUnscanned } from '../../../shared/lib/is-unscanned.ts';
import { useValueNames } from '../../../shared/hooks/use-value-names.ts';
import { RadioGroup } from '../../../shared/ui/choice.tsx';
import { KeyText } from '../../../shared/ui/key-text.tsx';
import { Size } from '../../../shared/ui/size.tsx';
import { RelativeTime } from '../../../shared/ui/time.tsx';
import type { WriteDialogState } from '../use-write-dialog.ts';

/** The same file as the target in other versions, newest first: one press points the link at one of them. */
export function VersionList({ dialog }: { dialog: WriteDialogState }) {
  const { t } = useTranslation('sheet');
  const { form, dispatch, target, scope, answer } = dialog;
  const candidates = useQuery(indexKeyQueries.candidates({ ...scope, key: form.key }));
  if (candidates.data === undefined) return null;
  const { siblings, items, coverage } = candidates.data;
  const state = (form.basis ?? answer.preflight?.now)?.state;
  const current = state?.kind === 'link' ? state.link.target : undefined;
  if (!siblings.some(({ key }) => key !== current))
    return isUnscanned(coverage) || items.length === 0 ? (
      <p className="text-12 text-ink-3">
        {t(isUnscanned(coverage) ? 'versions.unscanned' : 'versions.none')}
      </p>
    ) : null;
  const above = toFolderAbove(siblings);
  return (
    <RadioGroup
      className="max-h-52 overflow-y-auto overscroll-contain rounded-lg border border-line px-3 py-1.5"
      legend={t('versions.title')}
      legendHidden
      onValueChange={(text) => dispatch({ type: 'target-picked', text })}
      options={siblings.map((sibling) => ({
        value: sibling.key,
        label: (
          <span className="flex min-w-0 flex-wrap items-baseline gap-x-3">
            <KeyText fit="wrap" value={sibling.key} within={above} />
            <SiblingFacts isCurrent={sibling.key === current} sibling={sibling} />
          </span>
        ),
      }))}
      value={target.ok ? target.key : ''}
    />
  );
}

function SiblingFacts({ sibling, isCurrent }: { sibling: Sibling; isCurrent: boolean }) {
  const { t } = useTranslation('sheet');
  const names = useValueNames();
  const { size, lastModified, storageClass } = sibling;
  return (
    <span className="flex flex-wrap gap-x-2 text-12 text-ink-3">
      <Size bytes={size} />
      <RelativeTime at={lastModified} worded />
      <span>{names.storageClass(storageClass)}</span>
      {isArchivedClass(storageClass) && <span className="text-caution">{t('versions.archived')}</span>}
      {isCurrent && <span className="font-medium text-accent">{t('versions.current')}</span>}
    </span>
  );
}

/** The folder that holds the folders of all of them. */
function toFolderAbove([first]: readonly Sibling[]): string {
  const { folder } = toKeyParts(first?.key ?? '');
  return folder.slice(0, folder.lastIndexOf('/', folder.length - 2) + 1);
}
