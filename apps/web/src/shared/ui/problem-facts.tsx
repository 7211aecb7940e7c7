import { requestRules, type Problem } from '@signpost/api-contract';
import { useTranslation } from 'react-i18next';
import type problems from '../../locales/en/problems.json';
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
  const faults = error.problem.errors ?? [];
  if (known.length === 0 && faults.length === 0) return null;
  return (
    <div className="flex flex-col gap-2">
      {faults.length > 0 && <RequestFaults faults={faults} />}
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
    </div>
  );
}

/** Which parts of a request break which rule. */
function RequestFaults({ faults }: { faults: NonNullable<Problem['errors']> }) {
  const { t } = useTranslation('problems');
  return (
    <ul className="flex flex-col gap-0.5 text-left text-12 text-ink-2">
      {faults.map(({ pointer, detail, rule, params = {} }, index) => {
        const known = requestRules.find((one) => one === rule);
        if (known === 'csv' || known === 'manifest') {
          const words =
            known === 'csv' ? { ...params, problem: t(`csv.${toCsvCode(params)}`, params) } : params;
          // One for each fault of a file: they come in its order and do not move.
          // oxlint-disable-next-line react/no-array-index-key -- nothing else tells them apart
          return <li key={index}>{t(`rule.${known}`, words)}</li>;
        }
        return (
          <li key={`${pointer} ${rule ?? ''}`}>
            <span className="font-mono wrap-anywhere">{toName(pointer) || t('body')}</span>{' '}
            {/* A newer server may know rules that this page does not. */}
            {known === undefined ? detail : t(`rule.${known}`, params)}
          </li>
        );
      })}
    </ul>
  );
}

type CsvCode = keyof (typeof problems)['csv'];

/** The code of what is wrong with a line; the texts know every code of the server that served the page. */
function toCsvCode({ problem }: NonNullable<NonNullable<Problem['errors']>[number]['params']>): CsvCode {
  return problem as CsvCode;
}

/** The part of a request as the API calls it: `#/query/bucket` is `bucket`. */
function toName(pointer: string): string {
  return pointer
    .replace(/^#\/?(?:query\/|headers\/)?/, '')
    .replaceAll('~1', '/')
    .replaceAll('~0', '~');
}
