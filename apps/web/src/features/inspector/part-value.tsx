import type { KeyView } from '@signpost/api-contract';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { keyQueries } from '../../shared/queries/key-queries.ts';
import { FailedState } from '../../shared/ui/failed-state.tsx';
import { NamedValues, ReadValue } from './fact-list.tsx';
import { ClassName } from '../../shared/ui/value-name.tsx';

/** A part that costs a call of its own: read when somebody asks for it. */
export function PartValue({ view, part }: { view: KeyView; part: 'tags' | 'storageClass' }) {
  const { t } = useTranslation('inspector');
  const [asked, setAsked] = useState(false);
  const { connection, bucket, key } = view;
  const read = useQuery({ ...keyQueries.part({ connection, bucket, key }, part), enabled: asked });
  if (read.isError) return <FailedState error={read.error} inline onRetry={() => void read.refetch()} />;
  if (read.data === undefined)
    return (
      <button
        aria-busy={read.isLoading}
        aria-label={t('part.showOf', { part: t(`unread.part.${part}`) })}
        className="touch-target -my-0.5 rounded-sm py-0.5 text-accent underline decoration-accent/35 underline-offset-2 hover:decoration-current"
        onClick={() => setAsked(true)}
        type="button"
      >
        {t('part.show')}
      </button>
    );
  const { tags, storageClass } = read.data;
  if (tags !== undefined)
    return <ReadValue read={tags}>{(values) => <NamedValues values={values} />}</ReadValue>;
  return storageClass === undefined ? null : (
    <ReadValue read={storageClass}>{(value) => <ClassName value={value} />}</ReadValue>
  );
}
