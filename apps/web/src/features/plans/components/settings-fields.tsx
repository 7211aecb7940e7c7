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
import { Checkbox } from '../../../shared/ui/choice.tsx';
import { Select } from '../../../shared/ui/select.tsx';
import { MetadataLines, TagLines } from '../../../shared/ui/setting-lines.tsx';
import { TextField } from '../../../shared/ui/text-field.tsx';
import { removableParts, type RemovablePart } from '../model/planned-settings.ts';

interface SettingsFieldsProps {
  settings: NewLinkSettings;
  onSettings: (settings: NewLinkSettings) => void;
  removed: ReadonlySet<RemovablePart>;
  onRemoved: (removed: ReadonlySet<RemovablePart>) => void;
}

/** What is set on every link or taken away from it; whatever is left empty is kept as it is. */
export function SettingsFields({ settings, onSettings, removed, onRemoved }: SettingsFieldsProps) {
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
            disabled={removed.has(name)}
            key={name}
            label={headerNames[name]}
            mono
            onChange={(event) => set({ headers: { ...settings.headers, [name]: event.target.value } })}
            placeholder={t(removed.has(name) ? 'plans:set.removed' : 'plans:set.kept')}
            value={removed.has(name) ? '' : (settings.headers[name] ?? '')}
          />
        ))}
      </div>
      <p className="text-12 text-ink-3">{t('plans:set.replaces')}</p>
      {!removed.has('metadata') && <MetadataLines set={set} settings={settings} />}
      {!removed.has('tags') && <TagLines set={set} settings={settings} />}
      <fieldset className="min-w-0">
        <legend className="mb-1 text-13 font-medium">{t('plans:set.remove')}</legend>
        <div className="grid gap-x-3 sm:grid-cols-2">
          {removableParts.map((part) => (
            <Checkbox
              checked={removed.has(part)}
              key={part}
              label={part === 'metadata' || part === 'tags' ? t(`plans:set.all.${part}`) : headerNames[part]}
              onChange={({ target: { checked } }) => {
                const next = new Set(removed);
                if (checked) next.add(part);
                else next.delete(part);
                onRemoved(next);
              }}
            />
          ))}
        </div>
      </fieldset>
    </div>
  );
}
