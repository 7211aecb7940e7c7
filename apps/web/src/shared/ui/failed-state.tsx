import { lazy, Suspense, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { ApiError } from '../api/api-error.ts';
import { useProblemText } from '../api/use-problem-text.ts';
import { Button } from './button.tsx';
import { Icon } from './icon.tsx';

// Only an answer of the server has facts, and a server that answers has this part.
const ProblemFacts = lazy(async () => ({ default: (await import('./problem-facts.tsx')).ProblemFacts }));

interface FailedStateProps {
  error: unknown;
  /** What failed, as a short sentence. */
  title?: ReactNode;
  onRetry?: () => void;
  /** Another way on, such as "go to the top". */
  action?: ReactNode;
  /** Smaller, for a part of a panel. */
  inline?: boolean;
  /** Scrolls to it: what was asked for stands above, and may fill the window. */
  reveal?: boolean;
}

const forbiddenCodes: ReadonlySet<string> = new Set(['right-missing', 'oss-access-denied']);

/** What failed, what to do, what OSS said; a refusal for want of rights is shown as such. */
export function FailedState({
  error,
  title,
  onRetry,
  action,
  inline = false,
  reveal = false,
}: FailedStateProps) {
  const { t } = useTranslation();
  const describe = useProblemText();
  const text = describe(error);
  const forbidden = error instanceof ApiError && forbiddenCodes.has(error.code);
  return (
    <div
      className={
        inline
          ? 'flex flex-col gap-2 text-13'
          : 'mx-auto flex max-w-md flex-col items-center gap-3 px-4 py-12 text-center'
      }
      ref={reveal ? scrollTo : undefined}
      role="alert"
    >
      {!inline && (
        <span className="grid size-10 place-items-center rounded-full bg-danger-soft text-danger">
          <Icon name={forbidden ? 'lock' : 'warning'} size={20} />
        </span>
      )}
      <p className="text-14 font-medium">{title ?? (forbidden ? t('forbidden.title') : t('failed.title'))}</p>
      <div className="text-13 text-ink-2">
        <p>{text.what}</p>
        {text.todo !== '' && <p className="mt-1">{text.todo}</p>}
      </div>
      {error instanceof ApiError && error.problem !== undefined && (
        <Suspense fallback={null}>
          <ProblemFacts error={error} />
        </Suspense>
      )}
      <div className="flex flex-wrap gap-2">
        {onRetry !== undefined && (
          <Button icon="retry" onClick={onRetry}>
            {t('action.retry')}
          </Button>
        )}
        {action}
      </div>
    </div>
  );
}

function scrollTo(place: HTMLElement | null): void {
  place?.scrollIntoView({ block: 'start' });
}
