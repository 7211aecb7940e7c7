import { useTranslation } from 'react-i18next';
import { ApiError, toKnownCode } from '../../../shared/api/api-error.ts';
import { useProblemText } from '../../../shared/api/use-problem-text.ts';
import { Icon } from '../../../shared/ui/icon.tsx';
import { Skeleton } from '../../../shared/ui/skeleton.tsx';
import { KeyText } from '../../../shared/ui/key-text.tsx';
import { PointsArrow } from './points-cell.tsx';
import type { KeyBacklinks } from './use-page-facts.ts';
import type { LookupResult } from './use-resolved-link.ts';

interface LinkTargetProps {
  /** Key of the link. */
  link: string;
  lookup: LookupResult;
  within: string;
  /** Keys of the rows around it. */
  beside: readonly string[];
  /** Links that lead to the link itself. */
  backlinks: KeyBacklinks | undefined;
}

/** Where a link row leads, as far as it has been lookup up. */
export function LinkTarget({ link, lookup, within, beside, backlinks }: LinkTargetProps) {
  const { t, i18n } = useTranslation('objects');
  const describe = useProblemText();
  const { resolved } = lookup;
  const error =
    resolved?.problem === undefined ? lookup.error : new ApiError(toKnownCode(resolved.problem.code));
  const failure = error === null ? undefined : t('row.lookupFailed', { what: describe(error).what });
  if (resolved?.target === undefined && failure !== undefined) {
    return (
      <span className="truncate text-danger" data-tip={failure}>
        {failure}
      </span>
    );
  }
  return (
    <span className="flex min-w-0 flex-1 items-center gap-1.5">
      <PointsArrow arrow="→" />
      {resolved === undefined && <Skeleton className="w-2/5" />}
      {resolved?.target !== undefined && (
        <KeyText beside={beside} leadsFrom={link} value={resolved.target} within={within} />
      )}
      {failure !== undefined && (
        <span className="shrink-0 text-caution" data-tip={failure}>
          <Icon name="warning" size={14} />
          <span className="sr-only">{failure}</span>
        </span>
      )}
      {backlinks !== undefined && (
        <span className="ml-auto shrink-0 text-12 text-ink-3">
          <PointsArrow arrow="←" /> {backlinks.atLeast && '≥ '}
          {backlinks.count.toLocaleString(i18n.language)}
        </span>
      )}
    </span>
  );
}
