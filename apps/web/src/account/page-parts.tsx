import type { ReactNode, RefObject } from 'react';
import { useTranslation } from 'react-i18next';
import { toOneLine, useProblemText } from '../shared/api/use-problem-text.ts';
import { useDocumentTitle } from '../shared/hooks/use-document-title.ts';
import { FailedState } from '../shared/ui/failed-state.tsx';
import { TextSkeleton } from '../shared/ui/text-skeleton.tsx';
import { VisibleText } from '../shared/ui/visible-text.tsx';
import { EmptyState } from '../shared/ui/empty-state.tsx';

interface PageProps {
  title: string;
  /** The heading, where it gets the focus once something that had it is gone. */
  headingRef?: RefObject<HTMLHeadingElement | null>;
  children: ReactNode;
}

export function Page({ title, headingRef, children }: PageProps) {
  useDocumentTitle(title);
  return (
    <div className="mx-auto flex max-w-4xl flex-col gap-6 px-4 py-6">
      <h1 className="text-20 font-semibold wrap-anywhere" ref={headingRef} tabIndex={-1}>
        <VisibleText text={title} />
      </h1>
      {children}
    </div>
  );
}

interface SectionProps {
  title: string;
  /** What the things listed here are for. */
  text?: string;
  /** The heading, which gets the focus once something that had it is gone. */
  headingRef?: RefObject<HTMLHeadingElement | null>;
  action?: ReactNode;
  children: ReactNode;
}

export function Section({ title, text, headingRef, action, children }: SectionProps) {
  return (
    <section className="flex flex-col gap-3 border-t border-line pt-4">
      <div className="flex flex-wrap items-start justify-between gap-x-4 gap-y-2">
        <div className="min-w-0">
          <h2 className="text-16 font-semibold" ref={headingRef} tabIndex={-1}>
            {title}
          </h2>
          {text !== undefined && <p className="text-13 text-ink-2">{text}</p>}
        </div>
        {action}
      </div>
      {children}
    </section>
  );
}

/** As much of a query as a list needs. */
interface Listed<T> {
  data: { items: readonly T[] } | undefined;
  error: unknown;
  refetch: () => Promise<unknown>;
}

interface LinesProps<T> {
  list: Listed<T>;
  /** Says that there is none. */
  empty: string;
  children: (item: T) => ReactNode;
}

/** A list in each of its states. */
export function Lines<T>({ list, empty, children }: LinesProps<T>) {
  const { data, error } = list;
  if (data === undefined)
    return error === null ? (
      <TextSkeleton />
    ) : (
      <FailedState error={error} inline onRetry={() => void list.refetch()} />
    );
  if (data.items.length === 0) return <p className="text-13 text-ink-3">{empty}</p>;
  return <ul className="flex flex-col border-t border-line">{data.items.map(children)}</ul>;
}

interface LineProps {
  /** What it is called, and what else tells it from others. */
  head: ReactNode;
  /** Less prominent, each set apart. */
  facts: readonly ReactNode[];
  actions?: ReactNode;
}

export function Line({ head, facts, actions }: LineProps) {
  return (
    <li className="flex flex-wrap items-center gap-x-4 gap-y-2 border-b border-line py-2 text-13">
      <div className="min-w-0 flex-1 basis-72">
        <div className="flex min-w-0 flex-wrap items-baseline gap-x-2 wrap-anywhere">{head}</div>
        <div className="flex flex-wrap gap-x-3 text-12 text-ink-3">
          {facts.map((fact, index) =>
            // The facts of a line are always the same ones, in one order.
            fact === undefined ? null : <span key={index}>{fact}</span>,
          )}
        </div>
      </div>
      {actions !== undefined && <div className="flex flex-wrap gap-2">{actions}</div>}
    </li>
  );
}

/** What a mutation was refused with, in words. */
export function RefusalLine({ error }: { error: unknown }) {
  const describe = useProblemText();
  if (error === null || error === undefined) return null;
  return (
    <p className="text-13 text-danger" role="alert">
      {toOneLine(describe(error))}
    </p>
  );
}

/** In the place of a page that only administrators get. */
export function NotAllowed() {
  const { t } = useTranslation('account');
  return (
    <EmptyState icon="lock" title={<h1>{t('notAllowed.title')}</h1>}>
      {t('notAllowed.text')}
    </EmptyState>
  );
}
