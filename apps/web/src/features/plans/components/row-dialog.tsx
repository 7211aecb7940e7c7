import type { PlanDecision, PlanRow, PlanState } from '@signpost/api-contract';
import { toVisibleText } from '@signpost/link-model/text';
import { headerNames, type HttpHeaderName } from '@signpost/oss-protocol/rules';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { ApiError, toKnownCode } from '../../../shared/api/api-error.ts';
import { useProblemText } from '../../../shared/api/use-problem-text.ts';
import type { BucketRef } from '../../../shared/lib/key-ref.ts';
import { toKeyParts, toParentPrefix } from '../../../shared/lib/key-parts.ts';
import { Button, buttonClass } from '../../../shared/ui/button.tsx';
import { RadioGroup } from '../../../shared/ui/choice.tsx';
import { CopyButton } from '../../../shared/ui/copy-button.tsx';
import { Dialog } from '../../../shared/ui/dialog.tsx';
import { findingMarks } from '../../../shared/ui/finding-marks.ts';
import { Icon } from '../../../shared/ui/icon.tsx';
import { KeyText } from '../../../shared/ui/key-text.tsx';
import { toKindText, toOutcomeText } from '../model/plan-words.ts';
import { listRowDecisions, toObjectMove, toThen } from '../model/row-choices.ts';
import { useFindingWords } from '../use-finding-words.ts';

interface RowDialogProps extends BucketRef {
  row: PlanRow;
  state: PlanState;
  /** Absent where nothing can be decided any more. */
  onDecide: ((row: PlanRow, decision: PlanDecision) => void) | undefined;
  onClose: () => void;
}

/** One row whole: both targets, everything that was found, what is done with it or what became of it. */
export function RowDialog({ row, state, onDecide, onClose, connection, bucket }: RowDialogProps) {
  const { t } = useTranslation(['plans', 'common']);
  const { t: tPlans } = useTranslation('plans');
  const { key, kind, decision, outcome, headers } = row;
  const then = toThen(row);
  const move = toObjectMove(row);
  const folder = toParentPrefix(key);
  const gone = <span className="text-ink-3">{t('plans:rows.gone')}</span>;
  const set = Object.entries(headers ?? {}).map(
    ([name, value]) => `${headerNames[name as HttpHeaderName]}: ${value}`,
  );
  return (
    <Dialog
      footer={
        <>
          <Link
            className={buttonClass('quiet')}
            params={{ connection, bucket }}
            search={{ ...(folder === '' ? {} : { prefix: folder }), key }}
            to="/c/$connection/b/$bucket"
          >
            {t('plans:rows.show')}
          </Link>
          <Button onClick={onClose}>{t('common:action.close')}</Button>
        </>
      }
      onClose={onClose}
      open
      title={t('plans:rows.details', { name: toVisibleText(toKeyParts(key).name) })}
    >
      <div className="flex flex-col gap-3 text-13">
        <dl className="grid grid-cols-[auto_minmax(0,1fr)] gap-x-3 gap-y-1">
          <dt className="text-ink-3">{t('plans:rows.key')}</dt>
          <dd>
            <KeyText fit="wrap" value={key} />
          </dd>
          <dt className="text-ink-3">{t('plans:facet.kind')}</dt>
          <dd>{tPlans(toKindText(kind, state, row.outcome))}</dd>
          {move === undefined ? (
            <>
              <dt className="text-ink-3">{t('plans:now')}</dt>
              <dd>{row.now === null ? gone : <KeyText fit="wrap" value={row.now} />}</dd>
              <dt className="text-ink-3">{t('plans:then')}</dt>
              <dd>{then === null ? gone : <KeyText fit="wrap" value={then} />}</dd>
            </>
          ) : (
            <>
              <dt className="text-ink-3">{t('plans:then')}</dt>
              <dd className="wrap-anywhere">
                {t(`plans:rows.${move.id}`, { key: toVisibleText(move.key) })}
              </dd>
            </>
          )}
        </dl>
        {set.length > 0 && (
          <p className="text-ink-2">{t('plans:rows.headers', { headers: set.join(' · ') })}</p>
        )}
        <Findings row={row} />
        {onDecide === undefined ? (
          <p className="font-medium">{tPlans(toOutcomeText(outcome, state, decision))}</p>
        ) : (
          <RadioGroup
            className="flex flex-wrap gap-x-4"
            legend={t('plans:rows.decision')}
            onValueChange={(next) => onDecide(row, next)}
            options={listRowDecisions(row).map((value) => ({ value, label: t(`plans:decision.${value}`) }))}
            value={decision}
          />
        )}
        {row.problem !== undefined && <RowProblem problem={row.problem} />}
      </div>
    </Dialog>
  );
}

function Findings({ row: { findings } }: { row: PlanRow }) {
  const { t } = useTranslation(['plans', 'findings']);
  const toWords = useFindingWords();
  if (findings.length === 0) return <p className="text-ink-3">{t('plans:rows.noFindings')}</p>;
  return (
    <ul aria-label={t('plans:rows.findings')} className="flex flex-col gap-1.5">
      {findings.map((finding, index) => {
        const { icon, ink } = findingMarks[finding.level];
        const { title, text } = toWords(finding);
        return (
          <li className="grid grid-cols-[1rem_minmax(0,1fr)] gap-x-2" key={`${finding.code} ${index}`}>
            <span className={ink}>
              <Icon className="mt-0.5" name={icon} />
              <span className="sr-only">{t(`findings:level.${finding.level}`)}:</span>
            </span>
            <span className="wrap-anywhere">
              <span className="font-medium">{title}.</span> <span className="text-ink-2">{text}</span>
            </span>
          </li>
        );
      })}
    </ul>
  );
}

function RowProblem({ problem: { code, ossRequestId } }: { problem: NonNullable<PlanRow['problem']> }) {
  const { t } = useTranslation('common');
  const { t: tPlans, i18n } = useTranslation('plans');
  const describe = useProblemText();
  // Nothing went wrong: it says why nothing is planned for the key.
  if (i18n.exists(`plans:why.${code}`))
    return <p className="text-ink-2">{tPlans(`why.${code as 'elsewhere'}`)}</p>;
  const { what, todo } = describe(new ApiError(toKnownCode(code)));
  return (
    <div className="text-danger">
      <p>
        {what} <span className="text-ink-2">{todo}</span>
      </p>
      {ossRequestId !== undefined && (
        <p className="flex flex-wrap items-center gap-x-2 text-12 text-ink-3">
          {t('failed.ossRequestId')} <span className="font-mono break-all">{ossRequestId}</span>
          <CopyButton text={ossRequestId} what={t('failed.ossRequestId')} />
        </p>
      )}
    </div>
  );
}
