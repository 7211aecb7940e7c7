import type { LinkSelection, PlanSource, RulePreview } from '@signpost/api-contract';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useDebounced } from '../../shared/hooks/use-debounced.ts';
import type { BucketRef } from '../../shared/lib/key-ref.ts';
import { planQueries } from '../../shared/queries/plan-queries.ts';

type LinkRule = Extract<PlanSource, { kind: 'rule' }>['rule'];

export interface RulePreviewState {
  /** What the rule that is shown would do; undefined until that is known. */
  data: RulePreview | undefined;
  error: Error | null;
  /** Why no plan can be made of it, as a text of `plans:preview.waits`. */
  waits: 'fault' | 'nothing' | undefined;
}

const typingMs = 300;

/** What a rule would make of the links, once typing rests. */
export function useRulePreview(
  scope: BucketRef,
  { links, rule }: { links: LinkSelection; rule: LinkRule | undefined },
): RulePreviewState {
  // Ten thousand keys make no key of a query: they stay the same as long as the dialog is open.
  const [dialog] = useState(() => crypto.randomUUID());
  const text = JSON.stringify(rule);
  const settled = useDebounced(text, typingMs);
  const current = text === settled;
  const asked = useQuery({
    ...planQueries.rulePreview(scope, { links, rule: rule ?? { kind: 'flatten' }, dialog }),
    enabled: rule !== undefined && current,
  });
  const data = rule === undefined || !current ? undefined : asked.data;
  const unread = data?.left['target-unread'] ?? 0;
  return {
    data,
    error: current ? asked.error : null,
    waits:
      data === undefined
        ? undefined
        : data.fault !== undefined
          ? 'fault'
          : data.changes === 0 && unread === 0
            ? 'nothing'
            : undefined,
  };
}
