import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { useProblemText } from '../../../shared/api/use-problem-text.ts';
import { useDebounced } from '../../../shared/hooks/use-debounced.ts';
import type { BucketRef } from '../../../shared/lib/key-ref.ts';
import { objectQueries } from '../../../shared/queries/object-queries.ts';
import { Combobox } from '../../../shared/ui/combobox.tsx';
import { Icon } from '../../../shared/ui/icon.tsx';
import { KeyText } from '../../../shared/ui/key-text.tsx';
import { useKeyText } from '../../../shared/ui/use-key-text.ts';

interface FolderFieldProps {
  scope: BucketRef;
  label: string;
  hint?: string;
  error?: string | undefined;
  value: string;
  onKey: (prefix: string) => void;
  className?: string;
}

/** Takes a folder, or the beginning of keys, and proposes the folders that there are. */
export function FolderField({ scope, value, onKey, error, ...field }: FolderFieldProps) {
  const { t } = useTranslation('plans');
  const describe = useProblemText();
  const { text, misread, take } = useKeyText({ scope, value, onKey });
  const asked = useDebounced(value, 150);
  const completion = useQuery(objectQueries.completion(scope, asked));
  // Answers to an earlier text stand until the next ones are there: those that do not fit any more are left out.
  const folders = (completion.data?.items ?? []).filter(
    (item) => item.kind === 'prefix' && item.value.startsWith(value) && item.value !== value,
  );
  return (
    <Combobox
      {...field}
      error={misread === undefined ? error : t('move.misread')}
      items={folders}
      listClosed={folders.length === 0 && !completion.isError}
      onValueChange={take}
      pending={completion.isFetching}
      renderItem={(item) => (
        <>
          <Icon className="shrink-0 text-ink-3" name="folder" />
          <KeyText className="flex-1" value={item.value} />
        </>
      )}
      status={completion.isError ? describe(completion.error).what : undefined}
      toText={(item) => item.value}
      value={text}
    />
  );
}
