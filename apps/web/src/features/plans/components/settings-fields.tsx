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
import type { NewLinkSettings } from '../../../shared/lib/link-settings.ts';
import { Select } from '../../../shared/ui/select.tsx';
import { MetadataLines, TagLines } from '../../../shared/ui/setting-lines.tsx';
import { TextField } from '../../../shared/ui/text-field.tsx';

interface SettingsFieldsProps {
  settings: NewLinkSettings;
  onSettings: (settings: NewLinkSettings) => void;
}

/** What is set on every link; whatever is left empty is kept as it is. */
export function SettingsFields({ settings, onSettings }: SettingsFieldsProps) {
  const { t } = useTranslation(['plans', 'sheet']);
  const names = useValueNames();
  const set = (changes: Partial<NewLinkSettings>): void => onSettings({ ...settings, ...changes });
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
      <MetadataLines set={set} settings={settings} />
      <TagLines set={set} settings={settings} />
    </div>
  );
}
