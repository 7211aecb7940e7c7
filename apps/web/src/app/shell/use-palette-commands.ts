import type { Bucket } from '@signpost/api-contract';
import { useNavigate } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import type { PaletteCommand } from '../../features/command-palette/model/palette-items.ts';
import { rowHeightChoice } from '../../shared/lib/preferences.ts';
import { changeLanguage, languageChoice, languageNames } from '../i18n.ts';
import { navRailChoice } from '../preferences.ts';
import { themeChoice, themes } from '../theme.ts';
import { helpRequests } from './help-requests.ts';
import { useDenial } from '../../shared/access/use-denial.ts';

interface Here {
  connection: string;
  buckets: readonly Bucket[];
}

/** Pages to go to and actions from anywhere, with their shortcuts. */
export function usePaletteCommands({ connection, buckets }: Here): {
  pages: PaletteCommand[];
  actions: PaletteCommand[];
} {
  const { t } = useTranslation(['palette', 'shell']);
  const navigate = useNavigate();
  const deny = useDenial(connection);
  const params = { connection };
  const otherLanguage = languageChoice.get() === 'en' ? 'zh-CN' : 'en';

  const auditPage: PaletteCommand = {
    id: 'audit',
    icon: 'audit',
    name: t('shell:place.audit'),
    words: t('palette:words.audit'),
    run: () => void navigate({ to: '/c/$connection/audit', params, search: {} }),
  };
  const pages: PaletteCommand[] = [
    {
      id: 'home',
      icon: 'home',
      name: t('shell:place.home'),
      run: () => void navigate({ to: '/c/$connection', params, search: {} }),
    },
    {
      id: 'links',
      icon: 'link',
      name: t('shell:place.links'),
      run: () => void navigate({ to: '/c/$connection/links', params, search: {} }),
    },
    {
      id: 'broken',
      icon: 'warning',
      name: t('palette:place.broken'),
      run: () => void navigate({ to: '/c/$connection/links', params, search: { health: 'broken' } }),
    },
    {
      id: 'map',
      icon: 'map',
      name: t('shell:place.map'),
      run: () => void navigate({ to: '/c/$connection/map', params, search: {} }),
    },
    {
      id: 'plans',
      icon: 'plans',
      name: t('shell:place.plans'),
      words: t('palette:words.plans'),
      run: () => void navigate({ to: '/c/$connection/plans', params, search: {} }),
    },
    {
      id: 'changes',
      icon: 'changes',
      name: t('shell:place.changes'),
      words: t('palette:words.changes'),
      run: () => void navigate({ to: '/c/$connection/changes', params }),
    },
    ...(deny('audit.read', {}) === undefined ? [auditPage] : []),
    {
      id: 'buckets',
      icon: 'browse',
      name: t('shell:connection.allBuckets'),
      words: t('shell:place.browse'),
      run: () => void navigate({ to: '/c/$connection/buckets', params }),
    },
    ...buckets.map(({ name, startPrefixes }): PaletteCommand => ({
      id: `bucket ${name}`,
      icon: 'browse',
      name,
      words: 'bucket',
      run: () =>
        void navigate({
          to: '/c/$connection/b/$bucket',
          params: { connection, bucket: name },
          search: startPrefixes[0] === undefined ? {} : { prefix: startPrefixes[0] },
        }),
    })),
  ];

  const actions: PaletteCommand[] = [
    {
      id: 'help',
      icon: 'help',
      name: t('shell:help.open'),
      keys: '?',
      words: t('palette:words.help'),
      run: helpRequests.ask,
    },
    {
      id: 'settings',
      icon: 'system',
      name: t('palette:action.settings'),
      asks: t('palette:words.settings'),
      run: () => {},
    },
    {
      id: 'language',
      setting: true,
      icon: 'globe',
      name: languageNames[otherLanguage],
      words: `language 语言 ${t('palette:words.settings')}`,
      run: () => void changeLanguage(otherLanguage),
    },
    ...themes.map((theme): PaletteCommand => ({
      id: `theme ${theme}`,
      setting: true,
      words: t('palette:words.settings'),
      icon: theme === 'light' ? 'sun' : theme === 'dark' ? 'moon' : 'system',
      name: t('shell:theme.switch', { name: t(`shell:theme.${theme}`) }),
      run: () => themeChoice.set(theme),
    })),
    {
      id: 'rows',
      setting: true,
      words: t('palette:words.settings'),
      icon: 'rows',
      name: t('palette:action.rows'),
      run: () => rowHeightChoice.set(rowHeightChoice.get() === 'compact' ? 'comfortable' : 'compact'),
    },
    {
      id: 'rail',
      setting: true,
      icon: 'rail',
      name: t(navRailChoice.get() === 'icons' ? 'shell:place.expand' : 'shell:place.collapse'),
      words: `${t('shell:place.label')} ${t('palette:words.settings')}`,
      run: () => navRailChoice.set(navRailChoice.get() === 'icons' ? 'names' : 'icons'),
    },
  ];
  return { pages, actions };
}
