import { useTranslation } from 'react-i18next';
import { TextField } from '../../shared/ui/text-field.tsx';
import { Section } from '../page-parts.tsx';
import { findRegion } from './connection-draft.ts';
import type { FieldsProps } from './form-parts.ts';

/** What the connection is called and where OSS is. */
export function PlaceFields({ draft, set, errors, saved }: FieldsProps) {
  const { t } = useTranslation('connections');
  const typeEndpoint = (endpoint: string): void => {
    const region = findRegion(endpoint);
    set(region === undefined ? { endpoint } : { endpoint, region });
  };
  return (
    <Section title={t('form.place')}>
      {saved === undefined ? (
        <TextField
          className="sm:max-w-sm"
          error={errors.at('name')}
          hint={t('form.nameHint')}
          label={t('form.name')}
          maxLength={40}
          mono
          onChange={(event) => set({ name: event.target.value })}
          required
          value={draft.name}
        />
      ) : (
        <p className="text-12 text-ink-3">{t('form.nameFixed')}</p>
      )}
      <div className="grid gap-3 sm:grid-cols-[2fr_1fr]">
        <TextField
          error={errors.at('endpoint')}
          hint={t('form.endpointHint')}
          inputMode="url"
          label={t('form.endpoint')}
          maxLength={300}
          mono
          onChange={(event) => typeEndpoint(event.target.value)}
          required
          value={draft.endpoint}
        />
        <TextField
          error={errors.at('region')}
          hint={t('form.regionHint')}
          label={t('form.region')}
          maxLength={100}
          mono
          onChange={(event) => set({ region: event.target.value })}
          required
          value={draft.region}
        />
      </div>
    </Section>
  );
}
