import {
  headerNames,
  httpHeaderNames,
  type HttpHeaders,
  type ObjectAcl,
  objectAcls,
  type StorageClass,
  storageClasses,
} from '@signpost/oss-protocol/rules';
import { useTranslation } from 'react-i18next';
import { Checkbox } from '../../../shared/ui/choice.tsx';
import { Icon } from '../../../shared/ui/icon.tsx';
import { Select } from '../../../shared/ui/select.tsx';
import { TextField } from '../../../shared/ui/text-field.tsx';
import type { NewLinkSettings } from '../../../shared/lib/link-settings.ts';
import type { WriteDialogState } from '../use-write-dialog.ts';
import { MetadataLines, TagLines } from '../../../shared/ui/setting-lines.tsx';
import { useValueNames } from '../../../shared/hooks/use-value-names.ts';

/** What a new link may be given besides its target; all of it has a default, so it is folded away. */
export function NewLinkSettings({ dialog }: { dialog: WriteDialogState }) {
  const names = useValueNames();
  const { t } = useTranslation('sheet');
  const { settings } = dialog.form;
  const set = (changes: Partial<NewLinkSettings>): void =>
    dialog.dispatch({ type: 'settings-changed', settings: changes });
  return (
    <details className="group rounded-lg border border-line">
      <summary className="touch-target flex cursor-pointer list-none items-center gap-1.5 px-3 py-2 text-13 text-ink-2 hover:text-ink-1">
        <Icon className="transition-transform duration-100 group-open:rotate-90" name="chevronRight" />
        {t('more.title')}
      </summary>
      <div className="grid gap-4 border-t border-line p-3 sm:grid-cols-2">
        <Select<StorageClass>
          label={t('more.class')}
          onValueChange={(storageClass) => set({ storageClass })}
          options={storageClasses.map((value) => ({ value, label: names.storageClass(value) }))}
          value={settings.storageClass ?? 'Standard'}
        />
        <Select<ObjectAcl>
          label={t('more.acl')}
          onValueChange={(acl) => set({ acl })}
          options={objectAcls.map((value) => ({ value, label: names.acl(value) }))}
          value={settings.acl ?? 'default'}
        />
        <HeaderFields
          inherited={dialog.answer.preflight?.after?.headers ?? {}}
          set={set}
          settings={settings}
        />
        <MetadataLines set={set} settings={settings} />
        <TagLines set={set} settings={settings} />
      </div>
    </details>
  );
}

interface PartProps {
  settings: NewLinkSettings;
  set: (changes: Partial<NewLinkSettings>) => void;
}

/** `inherited`: what the link gets from its target where nothing else is typed. */
function HeaderFields({ settings, set, inherited }: PartProps & { inherited: HttpHeaders }) {
  const { t } = useTranslation('sheet');
  return (
    <fieldset className="min-w-0 sm:col-span-2">
      <legend className="text-13 font-medium">{t('more.headers')}</legend>
      <Checkbox
        checked={settings.inheritHeaders}
        hint={t('more.inheritHint')}
        label={t('more.inherit')}
        onChange={(event) => set({ inheritHeaders: event.target.checked })}
      />
      <p className="mb-1 text-12 text-ink-3">{t('more.headersHint')}</p>
      <div className="grid gap-x-4 gap-y-2 sm:grid-cols-2">
        {httpHeaderNames.map((name) => (
          <TextField
            key={name}
            label={headerNames[name]}
            mono
            onChange={(event) => set({ headers: { ...settings.headers, [name]: event.target.value } })}
            placeholder={
              inherited[name] === undefined ? undefined : t('more.inherited', { value: inherited[name] })
            }
            value={settings.headers[name] ?? ''}
          />
        ))}
      </div>
    </fieldset>
  );
}
