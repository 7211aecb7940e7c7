import { useQuery } from '@tanstack/react-query';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { changeQueries } from '../../shared/queries/change-queries.ts';
import { keyQueries } from '../../shared/queries/key-queries.ts';
import { withoutDialog, type BrowserSearch } from '../../shared/lib/browser-search.ts';
import type { PaletteCommand } from '../../features/command-palette/model/palette-items.ts';
import { useChoice } from '../../shared/hooks/use-choice.ts';
import { toKeyParts, toParentPrefix } from '../../shared/lib/key-parts.ts';
import { singleKeysChoice } from '../../shared/lib/preferences.ts';
import { shorten } from '../../shared/lib/short-key.ts';
import { showToast } from '../../shared/ui/toast.ts';

interface Here {
  connection: string;
  /** Bucket one is in. */
  bucket: string | undefined;
  prefix: string;
  /** The bucket takes no links. */
  linksUnsupported: boolean;
}

/** What can be done with the key that is open, and in the folder that is shown. Every write opens its dialog. */
export function useCommandsAtHand({ connection, bucket, prefix, linksUnsupported }: Here): PaletteCommand[] {
  const { t } = useTranslation(['palette', 'objects', 'common']);
  const navigate = useNavigate();
  const { at, key, ...search } = useSearch({ strict: false });
  // The list of links names the bucket of its open link beside the key.
  const target = bucket ?? at;
  const open = key === undefined || target === undefined ? undefined : { connection, bucket: target, key };
  const none = { connection, bucket: '', key: '' };
  const view = useQuery({ ...keyQueries.view(open ?? none), enabled: open !== undefined });
  const { connection: _, ...filter } = open ?? none;
  const changes = useQuery({ ...changeQueries.page(connection, filter), enabled: open !== undefined });
  const letters = useChoice(singleKeysChoice) === 'on';

  const kind = view.data?.state.kind;
  const name = shorten(toKeyParts(key ?? '').name);
  const last = changes.data?.items.find((change) => change.undo.possible);
  const phrases = (
    action: 'repoint' | 'linkTo' | 'delete' | 'undo' | 'copy' | 'newLink' | 'upload',
  ): string[] => t(`palette:phrases.${action}`).split(', ');
  const write = (dialog: BrowserSearch): void => {
    const folder = bucket === undefined ? toParentPrefix(key ?? '') : prefix;
    const there: BrowserSearch =
      bucket === undefined ? (folder === '' ? {} : { prefix: folder }) : withoutDialog(search);
    void navigate({
      to: '/c/$connection/b/$bucket',
      params: { connection, bucket: target ?? '' },
      search: { ...there, ...(key === undefined ? {} : { key }), ...dialog },
    });
  };
  const copy = async (text: string): Promise<void> => {
    const copied = await navigator.clipboard.writeText(text).then(
      () => true,
      () => false,
    );
    showToast({
      title: copied ? t('objects:copied', { count: 1 }) : t('common:action.copyFailed'),
      lasts: 4000,
    });
  };
  const withKeys = (keys: string): Pick<PaletteCommand, 'keys'> => (letters ? { keys } : {});

  const ofKey: (PaletteCommand | false)[] =
    open === undefined
      ? []
      : [
          kind === 'link' && {
            id: 'repoint',
            icon: 'link',
            name: t('palette:action.repoint', { name }),
            phrases: phrases('repoint'),
            ...withKeys('r'),
            run: () => write({ dialog: 'repoint', on: open.key }),
          },
          kind === 'object' &&
            !linksUnsupported && {
              id: 'link-to',
              icon: 'link',
              name: t('palette:action.linkTo', { name }),
              phrases: phrases('linkTo'),
              run: () => write({ dialog: 'create', to: open.key }),
            },
          (kind === 'link' || kind === 'object') && {
            id: 'delete',
            icon: 'trash',
            name: t('palette:action.delete', { name }),
            phrases: phrases('delete'),
            run: () => write({ dialog: kind === 'link' ? 'delete' : 'delete-object', on: open.key }),
          },
          last !== undefined && {
            id: 'undo-last',
            icon: 'undo',
            name: t('palette:action.undo', { name }),
            phrases: phrases('undo'),
            ...withKeys('u'),
            run: () => write({ dialog: 'undo', change: last.id }),
          },
          {
            id: 'copy-key',
            icon: 'copy',
            name: t('palette:action.copy', { name }),
            phrases: phrases('copy'),
            ...withKeys('y'),
            run: () => void copy(open.key),
          },
        ];
  const ofFolder: (PaletteCommand | false)[] =
    bucket === undefined
      ? []
      : [
          {
            id: 'upload',
            icon: 'up',
            name: t('palette:action.upload', { bucket }),
            phrases: phrases('upload'),
            run: () => write({ dialog: 'upload' }),
          },
          !linksUnsupported && {
            id: 'new-link',
            icon: 'plus',
            name: t('palette:action.newLink', { bucket }),
            phrases: phrases('newLink'),
            run: () => write({ dialog: 'create', on: prefix }),
          },
        ];
  return [...ofKey, ...ofFolder].filter((command) => command !== false);
}
