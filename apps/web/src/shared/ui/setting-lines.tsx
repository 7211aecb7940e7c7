import { useTranslation } from 'react-i18next';
import {
  findMetadataProblems,
  findTagProblems,
  limits,
  metadataBytes,
  type NewLinkSettings,
} from '../lib/link-settings.ts';
import { NamedLines } from './named-lines.tsx';

interface SettingLinesProps {
  settings: NewLinkSettings;
  set: (changes: Partial<NewLinkSettings>) => void;
}

/** The metadata of a link, counted against what OSS takes. */
export function MetadataLines({ settings, set }: SettingLinesProps) {
  const { t, i18n } = useTranslation('sheet');
  const used = metadataBytes(settings.metadata);
  const most = limits.metadataBytes.toLocaleString(i18n.language);
  return (
    <NamedLines
      add={t('more.metadataAdd')}
      counter={t('more.metadataBytes', { used: used.toLocaleString(i18n.language), most })}
      excess={used > limits.metadataBytes ? t('more.tooMuch', { most }) : undefined}
      legend={t('more.metadata')}
      lines={settings.metadata}
      onChange={(metadata) => set({ metadata })}
      problems={findMetadataProblems(settings.metadata)}
    />
  );
}

/** The tags of a link, counted against what OSS takes. */
export function TagLines({ settings, set }: SettingLinesProps) {
  const { t } = useTranslation('sheet');
  const used = settings.tags.length;
  return (
    <NamedLines
      add={t('more.tagAdd')}
      counter={t('more.tagCount', { used: String(used), most: String(limits.tags) })}
      excess={used > limits.tags ? t('more.tooMany', { most: String(limits.tags) }) : undefined}
      legend={t('more.tags')}
      lines={settings.tags}
      onChange={(tags) => set({ tags })}
      problems={findTagProblems(settings.tags)}
    />
  );
}
