import { useTranslation } from 'react-i18next';
import { ApiError, toKnownCode } from '../../../shared/api/api-error.ts';
import { useProblemText } from '../../../shared/api/use-problem-text.ts';
import { Icon } from '../../../shared/ui/icon.tsx';
import { KeyText } from '../../../shared/ui/key-text.tsx';
import type { LookupResult } from './use-resolved-link.ts';

interface LinkTargetProps {
  /** Key of the link. */
  link: string;
  lookup: LookupResult;
  within: string;
  /** Keys of the rows around it. */
  beside: readonly string[];
}

/** Where a link row leads, as far as it has been lookup up. */
export function LinkTarget({ link, lookup, within, beside }: LinkTargetProps) {
  const { t } = useTranslation('objects');
  const describe = useProblemText();
  const { resolved } = lookup;
  const error =
    resolved?.problem === undefined ? lookup.error : new ApiError(toKnownCode(resolved.problem.code));
  const failure = error === null ? undefined : t('row.lookupFailed', { what: describe(error).what });
  if (resolved?.target === undefined && failure !== undefined) {
    return (
      <span className="truncate text-danger" title={failure}>
        {failure}
      </span>
    );
  }
  return (
    <span className="flex min-w-0 items-center gap-1.5">
      <span aria-hidden="true" className="text-ink-3">
        →
      </span>
      {resolved?.target !== undefined && (
        <KeyText beside={beside} leadsFrom={link} value={resolved.target} within={within} />
      )}
      {failure !== undefined && (
        <span className="shrink-0 text-caution" title={failure}>
          <Icon name="warning" size={14} />
          <span className="sr-only">{failure}</span>
        </span>
      )}
    </span>
  );
}
