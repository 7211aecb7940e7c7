import { useTranslation } from 'react-i18next';
import { ApiError } from '../api/api-error.ts';
import { CopyButton } from './copy-button.tsx';

/** OSS's code, its own sentence and the request ids of a failed call, ready to be copied into a ticket. */
export function ProblemFacts({ error }: { error: unknown }) {
  const { t } = useTranslation();
  if (!(error instanceof ApiError) || error.problem === undefined) return null;
  const { upstream, requestId } = error.problem;
  const facts = [
    ['failed.ossCode', [upstream?.ossCode, upstream?.ossEc].filter(Boolean).join(' ')],
    ['failed.ossMessage', upstream?.ossMessage ?? ''],
    ['failed.ossRequestId', upstream?.ossRequestId ?? ''],
    ['failed.requestId', requestId ?? ''],
  ] as const;
  const known = facts.filter(([, value]) => value !== '');
  if (known.length === 0) return null;
  return (
    <dl className="grid grid-cols-[auto_1fr] items-center gap-x-3 text-left text-12">
      {known.map(([name, value]) => (
        <div className="contents" key={name}>
          <dt className="text-ink-3">{t(name)}</dt>
          <dd className="flex min-w-0 items-center font-mono break-all">
            {value}
            <CopyButton text={value} what={t(name)} />
          </dd>
        </div>
      ))}
    </dl>
  );
}
