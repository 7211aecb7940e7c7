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

type Proposal = Completion['items'][number];

interface PathInputProps {
  connection: string;
  bucket: string;
  /** The present folder: typing replaces it, an arrow key goes on from it. */
  start: string;
  typed: string;
  onTyped: (typed: string) => void;
  onGo: (typed: string) => void;
  onLeave: () => void;
}

/** Takes a key, a prefix, an `oss://` path or a URL. Tab takes over the first proposal, Enter goes, Esc leaves. */
export function PathInput({ connection, bucket, start, typed, onTyped, onGo, onLeave }: PathInputProps) {
  const { t } = useTranslation('shell');
  const describe = useProblemText();
  const understood = interpretTarget(typed, { bucket });
  const asked = useDebounced(understood.ok ? understood.key : '', 120);
  const completion = useQuery(objectQueries.completion({ connection, bucket }, asked));
  const items = completion.data?.items ?? [];

  const onKeyDown = (event: KeyboardEvent<HTMLInputElement>): void => {
    if (event.key === 'Escape') {
      event.preventDefault();
      onLeave();
    } else if (event.key === 'Tab' && !event.shiftKey && items[0] !== undefined && items[0].value !== typed) {
      event.preventDefault();
      onTyped(items[0].value);
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
          if (understood.ok) onGo(understood.key);
          else if (understood.why === 'no-key') onGo('');
        }}
        onFocus={(event) => {
          if (typed === start) event.currentTarget.select();
        }}
        onKeyDown={onKeyDown}
        onPick={(item) => onGo(item.value)}
        onValueChange={onTyped}
        pending={completion.isFetching}
        placeholder={t('path.hint')}
        renderItem={(item) => (
          <>
            <Icon
              className="shrink-0 text-ink-3"
              name={item.kind === 'prefix' ? 'folder' : item.kind === 'link' ? 'link' : 'file'}
            />
            <KeyText className="flex-1" value={item.value} />
            <span className="text-12 text-ink-3">
              {t(`path.${item.kind === 'prefix' ? 'folder' : item.kind}`)}
            </span>
          </>
        )}
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
