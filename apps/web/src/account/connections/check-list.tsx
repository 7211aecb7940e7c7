import type { ConnectionCheck } from '@signpost/api-contract';
import { useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import { ApiError, toKnownCode } from '../../shared/api/api-error.ts';
import { wantProblemTexts } from '../../shared/api/problem-texts.ts';
import { toOneLine, useProblemText } from '../../shared/api/use-problem-text.ts';
import { Icon, type IconName } from '../../shared/ui/icon.tsx';

type Outcome = ConnectionCheck['outcome'];

const icons = {
  ok: 'check',
  denied: 'lock',
  failed: 'warning',
  'not-tried': 'help',
} as const satisfies Record<Outcome, IconName>;
const colours: Record<Outcome, string> = {
  ok: 'text-health-ok',
  denied: 'text-danger',
  failed: 'text-danger',
  'not-tried': 'text-ink-3',
};

/** What was tried, how it went, and what to do about what did not go well. */
export function CheckList({ checks }: { checks: readonly ConnectionCheck[] }) {
  return (
    <ul className="flex flex-col gap-1 empty:hidden">
      {checks.map((check) => (
        <Check check={check} key={check.name} />
      ))}
    </ul>
  );
}

function Check({ check: { name, outcome, problem, detail, ms } }: { check: ConnectionCheck }) {
  const { t } = useTranslation('connections');
  return (
    <li className="flex items-start gap-2">
      <span className={`mt-0.5 ${colours[outcome]}`}>
        <Icon name={icons[outcome]} />
      </span>
      <div className="min-w-0 flex-1">
        <p className="flex flex-wrap items-baseline gap-x-2">
          {name === 'address' || name === 'credential' ? (
            <span>{t(`test.check.${name}`)}</span>
          ) : (
            <span className="font-mono text-12 wrap-anywhere">{name}</span>
          )}
          <span className="text-ink-2">{t(`test.outcome.${outcome}`)}</span>
          {outcome !== 'not-tried' && (
            <span className="text-12 text-ink-3">{t('test.milliseconds', { count: Math.round(ms) })}</span>
          )}
        </p>
        {outcome === 'failed' && problem !== undefined && <ProblemLine code={problem} />}
        {detail !== undefined && (
          <p className="text-12 text-ink-3 wrap-anywhere" lang="en">
            {detail}
          </p>
        )}
      </div>
    </li>
  );
}

/** The words of a problem that came as a part of an answer. */
function ProblemLine({ code }: { code: string }) {
  const describe = useProblemText();
  useEffect(wantProblemTexts, []);
  return <p className="text-ink-2">{toOneLine(describe(new ApiError(toKnownCode(code))))}</p>;
}
