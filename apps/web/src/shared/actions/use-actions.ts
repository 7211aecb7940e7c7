import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { useDenial, type FindDenial } from '../access/use-denial.ts';
import { writesOfUndo } from '../access/writes-of-undo.ts';
import { toOperationUrl } from '../api/call.ts';
import { useChoice } from '../hooks/use-choice.ts';
import type { KeyRef } from '../lib/key-ref.ts';
import type { BrowserSearch } from '../lib/browser-search.ts';
import { singleKeysChoice } from '../lib/preferences.ts';
import { changeQueries } from '../queries/change-queries.ts';
import { showToast } from '../ui/toast.ts';
import { listActions, type Action, type Thing, type ThingFacts } from './list-actions.ts';
import { toRemedySearch } from './to-remedy-search.ts';

/** An action with its texts, ready to be used. */
export interface BoundAction extends Omit<Action, 'disabled' | 'opens'> {
  /** "Repoint …" */
  label: string;
  /** Why it cannot be used now. */
  disabledReason: string | undefined;
  /** A file to fetch: the action is a link then, and `run` does nothing. */
  href?: string;
  run: () => void;
}

/** Why the rights of whoever is signed in do not do for an action, as far as that can be told before it. */
function findActionDenial(
  id: Action['id'],
  { kind, bucket, key }: Thing,
  deny: FindDenial,
): string | undefined {
  const within = { bucket, prefix: key, partly: true } as const;
  switch (id) {
    case 'open':
    case 'history':
    case 'exportManifest':
      return undefined;
    case 'repair':
    case 'fixHeaders':
    case 'flatten':
    case 'repoint':
      return deny('link.repoint', { bucket, key });
    case 'createHere':
      return deny('link.create', { bucket, key });
    case 'linkTo':
      return deny('link.create', { bucket, partly: true });
    case 'newLink':
      return deny('link.create', within);
    case 'upload':
      return deny('object.write', within);
    case 'move':
    case 'newFolder':
    case 'importLinks':
    case 'removeFolder':
      return deny('plan.write', within);
    case 'rename':
    case 'copyTo':
      return deny('plan.write', kind === 'folder' || kind === 'folder-link' ? within : { bucket, key });
    case 'restore':
      // Of the target, wherever that is.
      return deny('object.restore', { bucket, partly: true });
    case 'restoreObject':
      return deny('object.restore', { bucket, key });
    case 'undo':
      return deny(writesOfUndo, { bucket, key });
    case 'download':
      return deny('object.read', { bucket, key });
    case 'delete':
      return deny(kind === 'link' ? 'link.delete' : 'object.delete', { bucket, key });
  }
}

/** The address of the file that an action fetches. */
function toFile(id: Action['id'], { key, ...scope }: KeyRef): Pick<BoundAction, 'href'> {
  if (id === 'download') return { href: toOperationUrl('downloadObject', { ...scope, key }) };
  if (id === 'exportManifest') return { href: toOperationUrl('exportManifest', { ...scope, prefix: key }) };
  return {};
}

/**
 * The actions of a thing with their texts. `onSearch` gets what the address is to say: the caller adds it to its own,
 * or goes to the page of the bucket. Needs the texts `actions`. Asks OSS nothing.
 */
export function useActions(
  connection: string,
  thing: Thing,
  { facts = {}, onSearch }: { facts?: ThingFacts; onSearch: (search: BrowserSearch) => void },
): BoundAction[] {
  const { t } = useTranslation('actions');
  const deny = useDenial(connection);
  const queryClient = useQueryClient();
  const letters = useChoice(singleKeysChoice) === 'on';
  const { kind, bucket, key } = thing;
  const single = kind === 'link' || kind === 'object' || kind === 'absent';
  const changes = useQuery({
    ...changeQueries.page(connection, { bucket, key }),
    enabled: single && key !== '' && facts.lastChange === undefined,
  });
  const lastChange =
    facts.lastChange ??
    (changes.data && (changes.data.items.find((change) => change.undo.possible)?.id ?? null));

  const mend = async (): Promise<void> =>
    onSearch(await toRemedySearch(queryClient, { connection, bucket, key }, { opens: undefined, facts }));
  /** Finds out what an action without an address is about. */
  const lookUp: Partial<Record<Action['id'], () => Promise<void>>> = {
    undo: async () => {
      const { items } = await queryClient.fetchQuery(changeQueries.page(connection, { bucket, key }));
      const last = items.find((change) => change.undo.possible);
      if (last === undefined) showToast({ title: t('reason.not-changed'), lasts: 4000 });
      else onSearch({ dialog: 'undo', change: last.id });
    },
    repair: mend,
    flatten: mend,
  };

  return listActions(thing, { ...facts, lastChange }).map((action): BoundAction => {
    const { opens, disabled, shortcut, ...rest } = action;
    const disabledReason =
      findActionDenial(action.id, thing, deny) ??
      (disabled === undefined ? undefined : t(`reason.${disabled}`));
    return {
      ...rest,
      label: t(action.id === 'open' ? `open.${single ? 'key' : 'folder'}` : `label.${action.id}`),
      ...(shortcut === undefined || (!letters && shortcut.length === 1) ? {} : { shortcut }),
      disabledReason,
      ...(disabledReason === undefined ? toFile(action.id, { connection, bucket, key }) : {}),
      run: () => {
        if (disabledReason !== undefined) return;
        if (opens !== undefined) onSearch(opens);
        else
          lookUp[action.id]?.().catch(() => {
            showToast({ title: t('lookupFailed') });
          });
      },
    };
  });
}
