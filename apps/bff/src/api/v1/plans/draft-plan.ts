import type { PlanOrigin, PlanSource } from '@signpost/api-contract';
import { applyRule, type LinkRule } from '@signpost/link-model/plan';
import { invalidRequest } from '../../../problems/invalid-request.ts';
import type { OperationHandler } from '../../operation.ts';
import { startDraft } from '../../start-draft.ts';

export const draftPlan: OperationHandler<'draftPlan'> = async (input, context) => {
  const { connection, bucket, source } = input;
  if (source.kind === 'rule') await checkRule(source.rule);
  return startDraft(context, { connection, bucket, source, origin: toOrigin(source) });
};

/** Throws `invalid-request` for a rule that is none. */
async function checkRule(rule: LinkRule): Promise<void> {
  const result = await applyRule(rule, []);
  if (result.ok) return;
  const { problem } = result;
  if (problem.code === 'replacement-invalid')
    throw invalidRequest('#/source/rule/replacement', 'wrong-form', {
      form: `no group ${problem.reference}`,
    });
  const form = problem.code === 'pattern-invalid' ? problem.message : problem.code;
  throw invalidRequest('#/source/rule/pattern', 'wrong-form', { form });
}

/** What is known of a plan before it is drafted. */
function toOrigin(source: PlanSource): PlanOrigin {
  switch (source.kind) {
    case 'folder-move':
      return { ...source, renaming: source.renaming ?? 'same' };
    case 'rule':
      return { kind: source.kind, links: toSelected(source), rule: source.rule };
    case 'delete-links':
    case 'set':
      return { kind: source.kind, links: toSelected(source) };
  }
}

function toSelected({ links }: Exclude<PlanSource, { kind: 'folder-move' }>): {
  prefix?: string;
  keys?: number;
} {
  return links.by === 'prefix' ? { prefix: links.prefix } : { keys: links.keys.length };
}
