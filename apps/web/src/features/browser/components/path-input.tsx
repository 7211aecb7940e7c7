import type { Completion } from '@signpost/api-contract';
import { interpretTarget, toVisibleText } from '@signpost/link-model/text';
import { useQuery } from '@tanstack/react-query';
import { type FocusEvent, type KeyboardEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { objectQueries } from '../../../shared/queries/object-queries.ts';
import { useProblemText } from '../../../shared/api/use-problem-text.ts';
import { useDebounced } from '../../../shared/hooks/use-debounced.ts';
import { Combobox } from '../../../shared/ui/combobox.tsx';
import { Icon } from '../../../shared/ui/icon.tsx';
import { KeyText } from '../../../shared/ui/key-text.tsx';

type Proposal = Completion['items'][number] | { kind: 'from-prefix'; value: string };

interface PathInputProps {
  connection: string;
  bucket: string;
  /** The present folder: typing replaces it, an arrow key goes on from it. */
  start: string;
  typed: string;
  onTyped: (typed: string) => void;
  onGo: (typed: string) => void;
  /** All keys that begin with a text are to be listed. */
  onList: (prefix: string) => void;
  onLeave: () => void;
}

/** Takes a key, a prefix, an `oss://` path or a URL. Tab takes over the first proposal, Enter goes, Esc leaves. */
export function PathInput({
  connection,
  bucket,
  start,
  typed,
  onTyped,
  onGo,
  onList,
  onLeave,
}: PathInputProps) {
  const { t } = useTranslation('shell');
  const describe = useProblemText();
  const understood = interpretTarget(typed, { bucket });
  const asked = useDebounced(understood.ok ? understood.key : '', 120);
  const completion = useQuery(objectQueries.completion({ connection, bucket }, asked));
  // Answers to an earlier text stand until the next ones are there: those that do not fit any more are left out.
  const found = (completion.data?.items ?? []).filter(
    ({ value }) => !understood.ok || value.startsWith(understood.key),
  );
  // A text that ends inside a name may be a key or the beginning of many: both are offered.
  const items: Proposal[] =
    understood.ok && understood.how === 'key' && !/^$|\/$/.test(understood.key)
      ? [...found, { kind: 'from-prefix', value: understood.key }]
      : found;

  const onKeyDown = (event: KeyboardEvent<HTMLInputElement>): void => {
    if (event.key === 'Escape') {
      event.preventDefault();
      onLeave();
    } else if (event.key === 'Tab' && !event.shiftKey && found[0] !== undefined && found[0].value !== typed) {
      event.preventDefault();
      onTyped(found[0].value);
    }
  };
  const onBlur = (event: FocusEvent): void => {
    // The list of proposals lives in a portal: leaving for it is not leaving.
    if (event.relatedTarget === null || !event.relatedTarget.closest('[role="listbox"], [role="dialog"]'))
      onLeave();
  };

  return (
    <div onBlur={onBlur}>
      <Combobox<Proposal>
        // oxlint-disable-next-line jsx-a11y/no-autofocus -- somebody asked for it by key or click
        autoFocus
        error={
          !understood.ok && understood.why === 'other-bucket'
            ? t('path.otherBucket', { bucket: toVisibleText(understood.bucket) })
            : undefined
        }
        items={items}
        label={t('path.inputLabel', { bucket })}
        labelHidden
        onEnter={() => {
          // The beginning of keys, and itself none: what begins with it is meant.
          const settled = completion.isSuccess && !completion.isPlaceholderData;
          const isKey = found.some(({ value }) => understood.ok && value === understood.key);
          if (understood.ok && asked === understood.key && settled && found.length > 0 && !isKey)
            onList(understood.key);
          else if (understood.ok) onGo(understood.key);
          else if (understood.why === 'no-key') onGo('');
        }}
        onFocus={(event) => {
          if (typed === start) event.currentTarget.select();
        }}
        onKeyDown={onKeyDown}
        onPick={(item) => (item.kind === 'from-prefix' ? onList(item.value) : onGo(item.value))}
        onValueChange={onTyped}
        pending={completion.isFetching}
        placeholder={t('path.hint')}
        renderItem={(item) =>
          item.kind === 'from-prefix' ? (
            <>
              <Icon className="shrink-0 text-ink-3" name="rows" />
              <span className="shrink-0 text-ink-2">{t('path.listFrom')}</span>
              <KeyText className="flex-1" value={item.value} />
            </>
          ) : (
            <>
              <Icon
                className="shrink-0 text-ink-3"
                name={item.kind === 'prefix' ? 'folder' : item.kind === 'link' ? 'link' : 'file'}
              />
              <KeyText className="flex-1" value={item.value} />
              <span className="sr-only">{t(`path.${item.kind === 'prefix' ? 'folder' : item.kind}`)}</span>
            </>
          )
        }
        status={
          completion.isError
            ? describe(completion.error).what
            : understood.ok && understood.how !== 'key'
              ? t('path.understood', { key: toVisibleText(understood.key) })
              : undefined
        }
        toText={(item) => item.value}
        value={typed}
      />
    </div>
  );
}
