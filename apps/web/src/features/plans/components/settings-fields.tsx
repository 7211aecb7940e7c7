import {
  headerNames,
  httpHeaderNames,
  objectAcls,
  storageClasses,
  type ObjectAcl,
  type StorageClass,
} from '@signpost/oss-protocol/rules';
import { useTranslation } from 'react-i18next';
import { useValueNames } from '../../../shared/hooks/use-value-names.ts';
import {
  findMetadataProblems,
  findTagProblems,
  limits,
  metadataBytes,
  type NewLinkSettings,
} from '../../../shared/lib/link-settings.ts';
import { NamedLines } from '../../../shared/ui/named-lines.tsx';
import { Select } from '../../../shared/ui/select.tsx';
import { TextField } from '../../../shared/ui/text-field.tsx';

interface SettingsFieldsProps {
  settings: NewLinkSettings;
  onSettings: (settings: NewLinkSettings) => void;
}

/** What is set on every link; whatever is left empty is kept as it is. */
export function SettingsFields({ settings, onSettings }: SettingsFieldsProps) {
  const { t, i18n } = useTranslation(['plans', 'sheet']);
  const names = useValueNames();
  const set = (changes: Partial<NewLinkSettings>): void => onSettings({ ...settings, ...changes });
  const bytes = metadataBytes(settings.metadata);
  const most = limits.metadataBytes.toLocaleString(i18n.language);
  const kept = { value: '' as const, label: t('plans:set.kept') };
  return (
    <div className="flex flex-col gap-4">
      <div className="grid gap-3 sm:grid-cols-2">
        <Select<StorageClass | ''>
          label={t('sheet:more.class')}
          onValueChange={(value) => set({ storageClass: value === '' ? undefined : value })}
          options={[kept, ...storageClasses.map((value) => ({ value, label: names.storageClass(value) }))]}
          value={settings.storageClass ?? ''}
        />
        <Select<ObjectAcl | ''>
          label={t('sheet:more.acl')}
          onValueChange={(value) => set({ acl: value === '' ? undefined : value })}
          options={[kept, ...objectAcls.map((value) => ({ value, label: names.acl(value) }))]}
          value={settings.acl ?? ''}
        />
        {httpHeaderNames.map((name) => (
          <TextField
            key={name}
            label={headerNames[name]}
            mono
            onChange={(event) => set({ headers: { ...settings.headers, [name]: event.target.value } })}
            placeholder={t('plans:set.kept')}
            value={settings.headers[name] ?? ''}
          />
        ))}
      </div>
      <p className="text-12 text-ink-3">{t('plans:set.replaces')}</p>
      <NamedLines
        add={t('sheet:more.metadataAdd')}
        counter={t('sheet:more.metadataBytes', { used: bytes.toLocaleString(i18n.language), most })}
        excess={bytes > limits.metadataBytes ? t('sheet:more.tooMuch', { most }) : undefined}
        legend={t('sheet:more.metadata')}
        lines={settings.metadata}
        onChange={(metadata) => set({ metadata })}
        problems={findMetadataProblems(settings.metadata)}
      />
      <NamedLines
        add={t('sheet:more.tagAdd')}
        counter={t('sheet:more.tagCount', { used: String(settings.tags.length), most: String(limits.tags) })}
        excess={
          settings.tags.length > limits.tags
            ? t('sheet:more.tooMany', { most: String(limits.tags) })
            : undefined
        }
        legend={t('sheet:more.tags')}
        lines={settings.tags}
        onChange={(tags) => set({ tags })}
        problems={findTagProblems(settings.tags)}
      />
    </div>
  );
}
