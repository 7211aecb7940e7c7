import { useQuery } from '@tanstack/react-query';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { toVisibleText } from '@signpost/link-model/text';
import { useTranslation } from 'react-i18next';
import type { PaletteCommand } from '../../features/command-palette/model/palette-items.ts';
import type { ActionId, Thing } from '../../shared/actions/list-actions.ts';
import { useActions, type BoundAction } from '../../shared/actions/use-actions.ts';
import { useChoice } from '../../shared/hooks/use-choice.ts';
import { withAction, type BrowserSearch } from '../../shared/lib/browser-search.ts';
import { toShownHealth } from '../../shared/lib/shown-health.ts';
import { toKeyParts, toParentPrefix } from '../../shared/lib/key-parts.ts';
import { singleKeysChoice } from '../../shared/lib/preferences.ts';
import { shorten } from '../../shared/lib/short-key.ts';
import { indexKeyQueries } from '../../shared/queries/index-key-queries.ts';
import { keyQueries } from '../../shared/queries/key-queries.ts';
import type { IconName } from '../../shared/ui/icon.tsx';
import { showToast } from '../../shared/ui/toast.ts';

interface Here {
  connection: string;
  /** Bucket one is in. */
  bucket: string | undefined;
  prefix: string;
  /** The bucket takes no links. */
  linksUnsupported: boolean;
}

const icons: Record<ActionId, IconName> = {
  open: 'folder',
  move: 'link',
  repair: 'link',
  fixHeaders: 'link',
  restore: 'retry',
  restoreObject: 'retry',
  flatten: 'link',
  repoint: 'link',
  linkTo: 'link',
  newLink: 'plus',
  newFolder: 'plus',
  importLinks: 'up',
  exportManifest: 'download',
  removeFolder: 'trash',
  createHere: 'plus',
  upload: 'up',
  undo: 'undo',
  history: 'changes',
  download: 'download',
  rename: 'file',
  copyTo: 'copy',
  delete: 'trash',
};

/** What can be done with the key that is open, and in the folder that is shown. Every write opens its dialog. */
export function useCommandsAtHand({ connection, bucket, prefix, linksUnsupported }: Here): PaletteCommand[] {
  const { t } = useTranslation('actions');
  const navigate = useNavigate();
  const { at, key, ...search } = useSearch({ strict: false });
  // The list of links names the bucket of its open link beside the key.
  const target = bucket ?? at ?? '';
  const view = useQuery({
    ...keyQueries.view({ connection, bucket: target, key: key ?? '' }),
    enabled: key !== undefined && target !== '',
  });
  const folder = useQuery({
    ...indexKeyQueries.folder({ connection, bucket: bucket ?? '' }, prefix),
    enabled: bucket !== undefined && prefix !== '',
  });
  const letters = useChoice(singleKeysChoice) === 'on';
  const open = key === undefined || target === '' ? undefined : { bucket: target, key };

  const onSearch = (opens: BrowserSearch): void => {
    const parent = toParentPrefix(key ?? '');
    const there: BrowserSearch = bucket !== undefined ? search : parent === '' ? {} : { prefix: parent };
    void navigate({
      to: '/c/$connection/b/$bucket',
      params: { connection, bucket: target },
      search: withAction({ ...there, ...(key === undefined ? {} : { key }) }, opens),
    });
  };
  const state = view.data?.state;
  const link = view.data?.link;
  const end = link?.target.state;
  const keyActions = useActions(
    connection,
    { kind: state?.kind ?? 'absent', bucket: target, key: key ?? '' },
    {
      facts: {
        open: true,
        linksUnsupported,
        health: link && toShownHealth(link),
        target: link?.target.key,
        final: end?.found === 'link' ? end.final : undefined,
      },
      onSearch,
    },
  );
  const here: Thing = {
    kind: prefix === '' ? 'bucket' : folder.data?.folderLink === undefined ? 'folder' : 'folder-link',
    bucket: target,
    key: prefix,
  };
  const folderActions = useActions(connection, here, { facts: { open: true, linksUnsupported }, onSearch });

  const toCommand = (action: BoundAction, name: string): PaletteCommand => ({
    id: action.id,
    icon: icons[action.id],
    name: t(`named.${action.id}`, { name }),
    phrases: t(`phrases.${action.id}`).split(', '),
    ...(action.shortcut === undefined ? {} : { keys: action.shortcut }),
    disabledReason: action.disabledReason,
    run: () => {
      if (action.href === undefined) action.run();
      else location.assign(action.href);
    },
  });
  const copy = async (text: string): Promise<void> => {
    const copied = await navigator.clipboard.writeText(text).then(
      () => true,
      () => false,
    );
    showToast({ title: t(copied ? 'copied.key' : 'copyFailed'), lasts: 4000 });
  };
  const ofKey = (one: { key: string }): PaletteCommand[] => {
    const name = toVisibleText(shorten(toKeyParts(one.key).name));
    return [
      ...(state === undefined ? [] : keyActions.map((action) => toCommand(action, name))),
      {
        id: 'copy-key',
        icon: 'copy',
        name: t('copyNamed', { name }),
        phrases: t('copyPhrases').split(', '),
        ...(letters ? { keys: 'y' } : {}),
        run: () => void copy(one.key),
      },
    ];
  };
  const folderName = toVisibleText(prefix === '' ? (bucket ?? '') : shorten(toKeyParts(prefix).name));
  return [
    ...(open === undefined ? [] : ofKey(open)),
    ...(bucket === undefined ? [] : folderActions.map((action) => toCommand(action, folderName))),
  ];
}
