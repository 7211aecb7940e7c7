import type { IndexedLink } from '@signpost/api-contract';
import { toVisibleText } from '@signpost/link-model/text';
import { useQueryClient } from '@tanstack/react-query';
import { Link, useNavigate } from '@tanstack/react-router';
import { useState, type MouseEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { toLinkFacts, toLinkRemedy } from '../../../shared/actions/link-remedy.ts';
import { toRemedySearch } from '../../../shared/actions/to-remedy-search.ts';
import { indexKeyQueries } from '../../../shared/queries/index-key-queries.ts';
import { toParentPrefix } from '../../../shared/lib/key-parts.ts';
import { buttonClass } from '../../../shared/ui/button.tsx';
import { useDenial } from '../../../shared/access/use-denial.ts';

interface RepairLinkProps {
  connection: string;
  link: IndexedLink;
}

/**
 * The way out of a broken link: the write dialog with the best target filled in, or where nothing can be written,
 * the link beside its list. A link, so that it can be opened in another tab; the target is looked for on the way.
 */
export function RepairLink({ connection, link }: RepairLinkProps) {
  const { t } = useTranslation(['home', 'rows']);
  const queryClient = useQueryClient();
  const navigate = useNavigate();
  const [looking, setLooking] = useState(false);
  const { bucket, key } = link;
  const deny = useDenial(connection);
  const offered = toLinkRemedy(link);
  const denial =
    offered?.id === 'restore'
      ? deny('object.restore', { bucket, partly: true })
      : deny('link.repoint', { bucket, key });
  // Who may not mend it still looks at it.
  const remedy = denial === undefined ? offered : undefined;
  const folder = toParentPrefix(key);
  const view = { ...(folder === '' ? {} : { prefix: folder }), key };
  const search =
    remedy === undefined ? view : { ...view, ...(remedy.opens ?? { dialog: 'repoint' as const, on: key }) };
  const page = { to: '/c/$connection/b/$bucket', params: { connection, bucket } } as const;
  const text = (part: 'label' | 'name' | 'meaning'): string => {
    const values = { key: toVisibleText(key) };
    return remedy === undefined
      ? t(`home:verb.look.${part}`, values)
      : t(`rows:remedy.${remedy.id}.${part}`, values);
  };
  const words = { 'aria-label': text('name'), 'data-tip': text('meaning') };
  // What is looked for on the way.
  const looks = remedy !== undefined && remedy.opens === undefined;

  const prefetch = (): void => {
    if (looks) void queryClient.prefetchQuery(indexKeyQueries.candidates({ connection, bucket, key }));
  };
  const open = (event: MouseEvent): void => {
    const elsewhere = event.metaKey || event.ctrlKey || event.shiftKey || event.altKey || event.button !== 0;
    if (!looks || elsewhere) return;
    event.preventDefault();
    if (looking) return;
    setLooking(true);
    void openDialog();
  };
  const openDialog = async (): Promise<void> => {
    const asked = { opens: remedy?.opens, facts: toLinkFacts(link) };
    const opens = await toRemedySearch(queryClient, { connection, bucket, key }, asked);
    await navigate({ ...page, search: { ...view, ...opens } });
  };

  if (remedy?.id === 'restore') {
    return (
      <Link
        {...words}
        className={buttonClass('outline', 'small')}
        params={{ connection }}
        search={{ restore: key, in: bucket }}
        to="/c/$connection"
      >
        {text('label')}
      </Link>
    );
  }
  return (
    <Link
      {...page}
      {...words}
      aria-busy={looking || undefined}
      className={buttonClass(remedy === undefined ? 'quiet' : 'outline', 'small')}
      onClick={open}
      onFocus={prefetch}
      onPointerEnter={prefetch}
      search={search}
    >
      {text('label')}
    </Link>
  );
}
