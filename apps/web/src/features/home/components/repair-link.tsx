import type { IndexedLink } from '@signpost/api-contract';
import { toVisibleText } from '@signpost/link-model/text';
import { useQueryClient } from '@tanstack/react-query';
import { Link, useNavigate } from '@tanstack/react-router';
import { useState, type MouseEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { indexKeyQueries } from '../../../shared/queries/index-key-queries.ts';
import { toParentPrefix } from '../../../shared/lib/key-parts.ts';
import { buttonClass } from '../../../shared/ui/button.tsx';
import { pickTarget, toRepairAction } from '../model/repair.ts';

interface RepairLinkProps {
  connection: string;
  link: IndexedLink;
}

/**
 * The way out of a broken link: the write dialog with the best target filled in, or where nothing can be written,
 * the link beside its list. A link, so that it can be opened in another tab; the target is looked for on the way.
 */
export function RepairLink({ connection, link }: RepairLinkProps) {
  const { t } = useTranslation('home');
  const queryClient = useQueryClient();
  const navigate = useNavigate();
  const [looking, setLooking] = useState(false);
  const { bucket, key, health } = link;
  const action = toRepairAction(health);
  const writes = action === 'repair' || action === 'flatten';
  const folder = toParentPrefix(key);
  const view = { ...(folder === '' ? {} : { prefix: folder }), key };
  const search = writes ? { ...view, dialog: 'repoint' as const, on: key } : view;
  const page = { to: '/c/$connection/b/$bucket', params: { connection, bucket } } as const;
  const words = {
    'aria-label': t(`verb.${action}.name`, { key: toVisibleText(key) }),
    'data-tip': t(`verb.${action}.meaning`),
  };
  const question = indexKeyQueries.candidates({ connection, bucket, key });

  const prefetch = (): void => {
    if (writes) void queryClient.prefetchQuery(question);
  };
  const open = (event: MouseEvent): void => {
    const elsewhere = event.metaKey || event.ctrlKey || event.shiftKey || event.altKey || event.button !== 0;
    if (!writes || elsewhere) return;
    event.preventDefault();
    if (looking) return;
    setLooking(true);
    void openDialog();
  };
  const openDialog = async (): Promise<void> => {
    // Without proposals the dialog opens all the same: a target can be typed.
    const { items } = await queryClient.fetchQuery(question).catch(() => ({ items: [] }));
    const to = pickTarget(link, items);
    await navigate({ ...page, search: to === undefined ? search : { ...search, to } });
  };

  if (action === 'restore') {
    return (
      <Link
        {...words}
        className={buttonClass('outline', 'small')}
        params={{ connection }}
        search={{ restore: key, in: bucket }}
        to="/c/$connection"
      >
        {t('verb.restore.label')}
      </Link>
    );
  }
  return (
    <Link
      {...page}
      {...words}
      aria-busy={looking || undefined}
      className={buttonClass(writes ? 'outline' : 'quiet', 'small')}
      onClick={open}
      onFocus={prefetch}
      onPointerEnter={prefetch}
      search={search}
    >
      {t(`verb.${action}.label`)}
    </Link>
  );
}
