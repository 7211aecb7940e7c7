import { useTranslation } from 'react-i18next';
import { cx } from '../../shared/lib/cx.ts';
import { controlClass } from '../../shared/ui/control-class.ts';
import { FieldFrame, TextField } from '../../shared/ui/text-field.tsx';
import type { FieldsProps } from './form-parts.ts';
import { LineList } from '../line-list.tsx';

/** Buckets that are called under a domain of their own. */
export function DomainList({ draft, set, errors }: FieldsProps) {
  const { t } = useTranslation('connections');
  return (
    <LineList
      add={t('form.domainAdd')}
      empty={{ bucket: '', origin: '' }}
      legend={t('form.domains')}
      lines={draft.domains}
      onLines={(domains) => set({ domains })}
      removeName={(number) => t('form.domainRemove', { number })}
      text={t('form.domainsText')}
    >
      {(line, index, setLine) => (
        <>
          <TextField
            error={errors.at(`domains/${index}/bucket`)}
            label={t('form.domainBucket')}
            maxLength={63}
            mono
            onChange={(event) => setLine({ bucket: event.target.value })}
            value={line.bucket}
          />
          <TextField
            error={errors.at(`domains/${index}/origin`)}
            inputMode="url"
            label={t('form.domainOrigin')}
            maxLength={300}
            mono
            onChange={(event) => setLine({ origin: event.target.value })}
            value={line.origin}
          />
        </>
      )}
    </LineList>
  );
}

/** Buckets of keys that may not list them, each with the prefixes where browsing starts. */
export function BucketList({ draft, set, errors }: FieldsProps) {
  const { t } = useTranslation('connections');
  return (
    <LineList
      add={t('form.bucketAdd')}
      empty={{ name: '', startPrefixes: '' }}
      legend={t('form.buckets')}
      lines={draft.buckets}
      onLines={(buckets) => set({ buckets })}
      removeName={(number) => t('form.bucketRemove', { number })}
      text={t('form.bucketsText')}
    >
      {(line, index, setLine) => (
        <>
          <TextField
            error={errors.at(`buckets/${index}/name`)}
            label={t('form.bucketName')}
            maxLength={63}
            mono
            onChange={(event) => setLine({ name: event.target.value })}
            value={line.name}
          />
          <FieldFrame
            error={errors.at(`buckets/${index}/startPrefixes`)}
            hint={t('form.startPrefixesHint')}
            label={t('form.startPrefixes')}
          >
            {({ id, describedBy, invalid }) => (
              <textarea
                aria-describedby={describedBy}
                aria-invalid={invalid || undefined}
                autoComplete="off"
                className={cx(controlClass, 'min-h-8 py-1.5 font-mono text-13')}
                id={id}
                onChange={(event) => setLine({ startPrefixes: event.target.value })}
                rows={2}
                spellCheck={false}
                value={line.startPrefixes}
              />
            )}
          </FieldFrame>
        </>
      )}
    </LineList>
  );
}
