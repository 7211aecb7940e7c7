import type { Home } from '@signpost/api-contract';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ApiError, toKnownCode } from '../../../shared/api/api-error.ts';
import { useProblemText } from '../../../shared/api/use-problem-text.ts';
import { cx } from '../../../shared/lib/cx.ts';
import { Button } from '../../../shared/ui/button.tsx';
import { CopyButton } from '../../../shared/ui/copy-button.tsx';
import { Age } from '../../../shared/ui/time.tsx';
import { Section } from './section.tsx';

type BucketNumbers = Home['buckets'][number];

/** Cards before "all". */
const shown = 6;

/** What the page needs of a reading under way; whoever composes it follows the readings. */
export interface Reader {
  read: (bucket: string) => void;
  asking: string | undefined;
  refused: { bucket: string; error: unknown } | undefined;
}

interface CoverageListProps extends Reader {
  connection: string;
  buckets: readonly BucketNumbers[];
}

/** How much of each bucket is known, since when, and what reading it costs: the footing of every number above. */
export function CoverageList({ connection, buckets, ...reader }: CoverageListProps) {
  const { t } = useTranslation('home');
  const [all, setAll] = useState(false);
  const many = buckets.length > shown;
  const cards = many ? openFirst(buckets).slice(0, all ? undefined : shown) : buckets;
  return (
    <Section
      aside={
        many && (
          <Button aria-expanded={all} onClick={() => setAll(!all)} size="small" variant="quiet">
            {all ? t('coverage.fewer') : t('coverage.all', { count: buckets.length })}
          </Button>
        )
      }
      title={t('coverage.title')}
    >
      <ul className="grid gap-2 md:grid-cols-2">
        {cards.map((bucket) => (
          <CoverageCard bucket={bucket} connection={connection} key={bucket.coverage.bucket} {...reader} />
        ))}
      </ul>
    </Section>
  );
}

/** Among many, those that are not wholly known come first; otherwise their order stands. */
function openFirst(buckets: readonly BucketNumbers[]): readonly BucketNumbers[] {
  const isDone = ({ coverage, hierarchicalNamespace }: BucketNumbers): number =>
    Number(hierarchicalNamespace || coverage.state === 'complete');
  return buckets.toSorted((a, b) => isDone(a) - isDone(b));
}

interface CoverageCardProps extends Reader {
  connection: string;
  bucket: BucketNumbers;
}

function CoverageCard({ connection, bucket, read, asking, refused }: CoverageCardProps) {
  const { t } = useTranslation('home');
  const { coverage, hierarchicalNamespace } = bucket;
  const name = coverage.bucket;
  const first = coverage.readAt === undefined;
  const verb = t(coverage.state === 'failed' ? 'coverage.retry' : first ? 'coverage.read' : 'coverage.again');
  const cost = first ? coverage.estimatedCalls : undefined;
  const act = cost === undefined ? verb : `${verb} ${t('coverage.cost', { count: cost })}`;
  return (
    <li
      className={cx(
        'flex min-w-0 flex-col gap-1 rounded-lg border p-3 text-13',
        coverage.state === 'failed' ? 'border-danger' : 'border-line',
      )}
    >
      <div className="flex min-h-7 items-center justify-between gap-2">
        <Link
          className="truncate rounded-sm font-medium hover:underline"
          params={{ connection, bucket: name }}
          to="/c/$connection/b/$bucket"
        >
          {name}
        </Link>
        {!hierarchicalNamespace && coverage.state !== 'reading' && (
          <Button
            aria-label={t('coverage.named', { act, bucket: name })}
            onClick={() => read(name)}
            pending={asking === name}
            size="small"
            variant={first ? 'primary' : 'quiet'}
          >
            {act}
          </Button>
        )}
      </div>
      {hierarchicalNamespace ? (
        <p className="text-12 text-ink-2">{t('coverage.hierarchical')}</p>
      ) : (
        <CoverageState bucket={bucket} connection={connection} />
      )}
      {refused?.bucket === name && <Failure error={refused.error} />}
    </li>
  );
}

function CoverageState({ connection, bucket }: { connection: string; bucket: BucketNumbers }) {
  const { t } = useTranslation('home');
  const { coverage, links } = bucket;
  const { state, why, keys, problem, readAt } = coverage;
  return (
    <>
      {state === 'reading' && (
        <output className="text-12 text-ink-2">
          {/* The numbers of the reading before stand until this one has ended. */}
          {readAt === undefined ? t('coverage.reading', { count: keys }) : t('coverage.readingAgain')}
        </output>
      )}
      {state === 'not-read' && <p className="text-12 text-ink-2">{t('coverage.notRead')}</p>}
      {readAt !== undefined && (
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
          <Age at={readAt} verb="read" />
        </p>
      )}
      {state === 'partial' && (
        <p className="text-12 text-caution">{t(`coverage.partial.${why ?? 'cut'}`, { count: keys })}</p>
      )}
      {problem !== undefined && (
        <Failure code={problem.code} requestId={problem.ossRequestId} stale={readAt !== undefined} />
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

function Failure({ error, code, requestId, stale = false }: FailureProps) {
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
