import type { Completion } from '@signpost/api-contract';
import { locateText, toVisibleText } from '@signpost/link-model/text';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useLayoutEffect, useState, type KeyboardEvent, type RefObject } from 'react';
import { useTranslation } from 'react-i18next';
import { objectQueries } from '../../../shared/queries/object-queries.ts';
import { useProblemText } from '../../../shared/api/use-problem-text.ts';
import { useDebounced } from '../../../shared/hooks/use-debounced.ts';
import { Combobox } from '../../../shared/ui/combobox.tsx';
import { Icon } from '../../../shared/ui/icon.tsx';
import { KeyText } from '../../../shared/ui/key-text.tsx';
import { Size } from '../../../shared/ui/size.tsx';
import { RelativeTime } from '../../../shared/ui/time.tsx';
import { findVersionFolder, stepFolder } from '../model/sibling-folder.ts';
import { completeByTab } from '../model/target-completion.ts';
import type { WriteDialogState } from '../use-write-dialog.ts';

type Candidate = Completion['items'][number];

interface TargetFieldProps {
  dialog: WriteDialogState;
  /** Why OSS or the link itself cannot have this target. */
  error: string | undefined;
  inputRef: RefObject<HTMLInputElement | null>;
}

/** Where the link is to lead: typed, completed segment by segment, stepped through releases, or pasted as an address. */
export function TargetField({ dialog, error, inputRef }: TargetFieldProps) {
  const { t } = useTranslation('sheet');
  const describe = useProblemText();
  const client = useQueryClient();
  const { form, dispatch, target, scope } = dialog;
  // Why stepping through siblings went nowhere, for the text that was there then.
  const [halt, setHalt] = useState<{ text: string; why: 'noSibling' | 'noFolder' }>();
  const typed = target.ok ? target.key : '';
  const asked = useDebounced(typed, 150);
  const completion = useQuery(objectQueries.completion(scope, asked));
  // Nothing is written like this: what it says percent-decoded may be what was meant, and is proposed.
  const nothing = completion.data?.items.length === 0 && !completion.isPlaceholderData && asked === typed;
  const decoded = nothing && target.ok && target.how === 'key' ? toDecoded(typed) : undefined;
  const meant = useQuery({
    ...objectQueries.completion(scope, decoded ?? ''),
    enabled: decoded !== undefined,
  });
  const fitting = meant.isPlaceholderData ? [] : (meant.data?.items ?? []);
  // Answers to an earlier text stand until the next ones are there: those that do not fit any more are left out.
  const begun = completion.data?.items.filter(({ value }) => value.startsWith(typed));
  const items = (decoded === undefined ? begun : fitting) ?? [];
  const pick = (text: string): void => dispatch({ type: 'target-picked', text });

  // What was filled in is selected, so that typing replaces it and a step starts from it. Before the next task runs:
  // what is typed or pasted just then would else be added behind it.
  const prefilled = !form.touched && form.targetText !== '';
  useLayoutEffect(() => {
    if (prefilled && document.activeElement === inputRef.current) inputRef.current?.select();
  }, [prefilled, inputRef]);

  const step = async (direction: 'next' | 'previous'): Promise<void> => {
    const folder = findVersionFolder(typed);
    if (folder === undefined) return setHalt({ text: form.targetText, why: 'noFolder' });
    const { items: siblings } = await client.fetchQuery(objectQueries.completion(scope, folder.parent, 1000));
    const next = stepFolder(
      folder,
      siblings.map((item) => item.value),
      direction,
    );
    if (next === undefined) setHalt({ text: form.targetText, why: 'noSibling' });
    else pick(next);
  };

  const onKeyDown = (event: KeyboardEvent<HTMLInputElement>): void => {
    if ((event.ctrlKey || event.metaKey) && event.key === 'Enter') return leaveToDialog(event);
    // With the list closed Esc belongs to the dialog; the field itself would throw its text away.
    if (event.key === 'Escape' && event.currentTarget.getAttribute('aria-expanded') !== 'true')
      return leaveToDialog(event);
    if (event.altKey && (event.key === 'ArrowUp' || event.key === 'ArrowDown')) {
      leaveToDialog(event);
      event.preventDefault();
      void step(event.key === 'ArrowUp' ? 'previous' : 'next');
      return;
    }
    if (event.key !== 'Tab' || event.shiftKey || !target.ok || target.how !== 'key') return;
    const taken = completeByTab(
      form.targetText,
      asked === typed ? items.map((item) => item.value) : [],
      readMarked(event, items),
    );
    if (taken === undefined) return;
    event.preventDefault();
    pick(taken.text);
  };

  const misread = target.ok || target.why === 'nothing' ? undefined : <Misread target={target} />;
  const understood =
    target.ok && target.how !== 'key'
      ? t(`target.understood.${target.how}`, { key: toVisibleText(target.key) })
      : undefined;
  // An address is understood as one key, and a whole key has nothing left to choose.
  const complete =
    (!target.ok && target.why !== 'nothing') ||
    (target.ok && target.how !== 'key') ||
    (asked === typed && items.length === 1 && items[0]?.value === typed);
  const halted = halt !== undefined && halt.text === form.targetText ? t(`target.${halt.why}`) : undefined;
  const failed = completion.isError ? describe(completion.error).what : undefined;
  const proposed = decoded !== undefined && items.length > 0 ? t('target.decoded') : undefined;
  const truncated = completion.data?.truncated === true ? t('target.truncated') : undefined;
  return (
    <Combobox<Candidate>
      error={misread ?? error}
      hint={understood ?? halted ?? proposed ?? <span className="max-sm:hidden">{t('target.hint')}</span>}
      inputRef={inputRef}
      items={items}
      label={t('target.label')}
      onKeyDown={onKeyDown}
      onPick={(item) => pick(item.value)}
      onValueChange={(text) => dispatch({ type: 'target-typed', text })}
      pending={completion.isFetching}
      placeholder={t('target.placeholder')}
      listClosed={complete}
      renderItem={(item) => <CandidateRow item={item} />}
      status={halted ?? failed ?? proposed ?? truncated}
      toText={(item) => item.value}
      value={form.targetText}
    />
  );
}

/** What a key of percent signs says decoded. */
function toDecoded(key: string): string | undefined {
  return locateText(key, {}).interpretations.find(({ decoded }) => decoded)?.key;
}

/** Keeps a key from the list of candidates, so that the dialog gets it. */
function leaveToDialog(event: KeyboardEvent & { preventBaseUIHandler?: () => void }): void {
  event.preventBaseUIHandler?.();
}

/** The candidate that is marked in the list, if one is. */
function readMarked(event: KeyboardEvent<HTMLInputElement>, items: readonly Candidate[]): string | undefined {
  const id = event.currentTarget.getAttribute('aria-activedescendant');
  const option = id === null || id === '' ? null : document.getElementById(id);
  const options = option?.parentElement?.querySelectorAll('[role="option"]') ?? [];
  return option === null ? undefined : items[[...options].indexOf(option)]?.value;
}

function Misread({ target }: { target: WriteDialogState['target'] & { ok: false } }) {
  const { t } = useTranslation('sheet');
  if (target.why === 'nothing') return null;
  return target.why === 'other-bucket'
    ? t('target.misread.other-bucket', {
        key: toVisibleText(target.key),
        bucket: toVisibleText(target.bucket),
      })
    : t(`target.misread.${target.why}`);
}

function CandidateRow({ item }: { item: Candidate }) {
  const { t } = useTranslation('sheet');
  return (
    <>
      <Icon
        className="shrink-0 text-ink-3"
        name={item.kind === 'prefix' ? 'folder' : item.kind === 'link' ? 'link' : 'file'}
      />
      <KeyText className="flex-1" value={item.value} />
      <span className="flex shrink-0 gap-2 text-12 text-ink-3">
        {item.kind === 'object' && item.size !== undefined ? (
          <Size bytes={item.size} />
        ) : (
          t(`target.${item.kind === 'prefix' ? 'folder' : item.kind}`)
        )}
        {item.lastModified !== undefined && <RelativeTime at={item.lastModified} />}
      </span>
    </>
  );
}
