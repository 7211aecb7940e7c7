import { toVisibleText } from '@signpost/link-model/text';
import { useTranslation } from 'react-i18next';
import { toKeyParts, toParentPrefix } from '../../../shared/lib/key-parts.ts';
import { KeyText } from '../../../shared/ui/key-text.tsx';
import type { FolderChoices } from './choice-list.tsx';

/** What a folder of links follows now. */
export function FollowsLine({
  choices: { links, follows },
  prefix,
}: {
  choices: FolderChoices;
  prefix: string;
}) {
  const { t } = useTranslation('plans');
  const name = toVisibleText(toKeyParts(prefix).name);
  if (links === 0) return <p className="text-13 text-ink-2">{t('move.noLinks', { name })}</p>;
  if (follows === undefined)
    return <p className="text-13 text-ink-2">{t('move.loose', { name, count: links })}</p>;
  return (
    <p className="flex min-w-0 flex-wrap items-baseline gap-x-1.5 text-13 text-ink-2">
      {t('move.follows', { name, count: links })}
      <KeyText value={follows} within={toParentPrefix(prefix)} />
    </p>
  );
}
