import type { Home } from '@signpost/api-contract';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { ApiError, toKnownCode } from '../../../shared/api/api-error.ts';
import { useProblemText } from '../../../shared/api/use-problem-text.ts';
import { CopyButton } from '../../../shared/ui/copy-button.tsx';
import { Age } from '../../../shared/ui/time.tsx';

interface CoverageStateProps {
  connection: string;
  bucket: Home['buckets'][number];
  /** About how many keys there are to read, where that was asked. */
  estimatedKeys: number | undefined;
}

/** How far one bucket is known: not at all, being read, wholly, in part and why, or not because of what. */
export function CoverageState({ connection, bucket, estimatedKeys }: CoverageStateProps) {
  const { t } = useTranslation('home');
  const { coverage, links } = bucket;
  const { state, why, keys, problem, scannedAt } = coverage;
  return (
    <>
      {state === 'scanning' && (
        <output className="text-12 text-ink-2">
          {/* The numbers of the scan before stand until this one has ended. */}
          {scannedAt !== undefined
            ? t('coverage.scanningAgain')
            : estimatedKeys === undefined
              ? t('coverage.scanning', { count: keys })
              : t('coverage.scanningOf', { count: keys, all: estimatedKeys })}
        </output>
      )}
      {state === 'not-scanned' && <p className="text-12 text-ink-2">{t('coverage.notRead')}</p>}
      {state === 'elsewhere' && <p className="text-12 text-ink-2">{t('coverage.elsewhere')}</p>}
      {scannedAt !== undefined && (
        <p className="text-12 text-ink-3">
          <Link
            className="rounded-sm text-accent underline decoration-accent/35 underline-offset-2 hover:decoration-current"
            params={{ connection }}
            search={{ bucket: coverage.bucket }}
            to="/c/$connection/links"
          >
            {t('coverage.links', { count: links })}
          </Link>
          {' · '}
          {t('coverage.keys', { count: keys })}
          {' · '}
          <Age at={scannedAt} action="scanned" />
        </p>
      )}
      {state === 'partial' && (
        <p className="text-12 text-caution">{t(`coverage.partial.${why ?? 'cut'}`, { count: keys })}</p>
      )}
      {problem !== undefined && (
        <CoverageFailure
          code={problem.code}
          requestId={problem.ossRequestId}
          stale={problem.later === true}
        />
      )}
    </>
  );
}

interface FailureProps {
  error?: unknown;
  code?: string;
  requestId?: string | undefined;
  /** Older numbers are still shown. */
  stale?: boolean;
}

/** What went wrong in two sentences, and the request id to copy. */
export function CoverageFailure({ error, code, requestId, stale = false }: FailureProps) {
  const { t } = useTranslation('home');
  const describe = useProblemText();
  const thrown = error ?? new ApiError(toKnownCode(code ?? 'internal'));
  const { what, todo } = describe(thrown);
  const id = requestId ?? (error instanceof ApiError ? error.problem?.upstream?.ossRequestId : undefined);
  return (
    <div className="text-12" role="alert">
      <p className="text-danger">{stale ? t('coverage.failedAgain', { what }) : what}</p>
      {todo !== '' && <p className="text-ink-2">{todo}</p>}
      {id !== undefined && (
        <p className="flex items-center font-mono break-all text-ink-3">
          {id}
          <CopyButton text={id} what={t('coverage.requestId')} />
        </p>
      )}
    </div>
  );
}
