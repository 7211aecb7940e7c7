import { useTranslation } from 'react-i18next';
import { ApiError, toKnownCode } from '../../../shared/api/api-error.ts';
import { useProblemText } from '../../../shared/api/use-problem-text.ts';
import { Icon } from '../../../shared/ui/icon.tsx';
import { KeyText } from '../../../shared/ui/key-text.tsx';
import { PointersMark } from './pointers-mark.tsx';
import type { KeyPointers } from './use-page-facts.ts';
import type { LookedUp } from './use-resolved-link.ts';

interface LinkTargetProps {
  looked: LookedUp;
  within: string;
  /** Links that lead to this link. */
  pointers: KeyPointers | undefined;
}

/** Where a link row leads, as far as it has been looked up, and who leads to the link itself. */
export function LinkTarget({ looked, within, pointers }: LinkTargetProps) {
  const { t } = useTranslation('objects');
  const describe = useProblemText();
  const { resolved } = looked;
  const error =
    resolved?.problem === undefined ? looked.error : new ApiError(toKnownCode(resolved.problem.code));
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
      {resolved?.target !== undefined && <KeyText value={resolved.target} within={within} />}
      {failure !== undefined && (
        <span className="shrink-0 text-caution" title={failure}>
          <Icon name="warning" size={14} />
          <span className="sr-only">{failure}</span>
        </span>
      )}
      {pointers !== undefined && (
        <PointersMark
          className="shrink-0 rounded-sm bg-surface-2 px-1 text-12 text-ink-2"
          pointers={pointers}
        />
      )}
    </span>
  );
}
