import type { KeyView } from '@signpost/api-contract';
import { useTranslation } from 'react-i18next';
import { Icon } from '../../shared/ui/icon.tsx';
import { listUnread } from './model/link-verdict.ts';

/** Names the parts that could not be read, and why. What OSS keeps back of every broken link is left to the metadata tab. */
export function UnreadNote({ view }: { view: KeyView }) {
  const { t } = useTranslation('inspector');
  const unread = listUnread(view).filter(({ why }) => why !== 'unreadable');
  if (unread.length === 0) return null;
  return (
    <div className="flex gap-2 rounded-md bg-caution-soft px-3 py-2 text-12">
      <Icon className="mt-0.5 shrink-0 text-caution" name="warning" size={14} />
      <div>
        <p className="font-medium">{t('unread.title')}</p>
        <ul>
          {unread.map(({ part, why }) => (
            <li key={part}>
              {t('unread.line', { part: t(`unread.part.${part}`), why: t(`unread.why.${why}`) })}
            </li>
          ))}
        </ul>
      </div>
    </div>
  );
}
