import * as z from 'zod/mini';
import { operation } from './operation.ts';
import { routes } from './routes.ts';
import { bucketNameSchema, bucketScope, limitSchema } from './schemas/key-state.ts';
import { coverageSchema } from './schemas/link-index.ts';
import { linkRuleSchema, linkSelectionSchema, planSourceSchema } from './schemas/plan-source.ts';
import {
  applyPlanBodySchema,
  controlPlanBodySchema,
  editPlanBodySchema,
  folderChoiceSchema,
  planDecisionSchema,
  planRowKindSchema,
  planRowOutcomeSchema,
  planRowSchema,
  planSchema,
  planScope,
  planStateSchema,
  planSummarySchema,
  rulePreviewSchema,
} from './schemas/plans.ts';

const stampSchema = z.optional(z.string().check(z.maxLength(100)));

/** The rows of the operation table that are about plans. */
export const planOperations = {
  listFolderChoices: operation({
    ...routes.listFolderChoices,
    right: 'link.read',
    partly: true,
    query: z.strictObject({ ...bucketScope, prefix: z.string() }),
    answer: z.object({
      /** The folder that the links follow now; absent where there are no links yet. */
      follows: z.optional(z.string()),
      /** Links below the prefix. */
      links: z.number(),
      items: z.array(folderChoiceSchema),
      coverage: coverageSchema,
    }),
  }),
  listPlans: operation({
    ...routes.listPlans,
    right: 'plan.read',
    partly: true,
    query: z.strictObject({
      connection: z.string(),
      bucket: z.optional(bucketNameSchema),
      state: z.optional(planStateSchema),
      /** Only plans that are open, applied or paused and would write this key. */
      writes: z.optional(z.string()),
      cursor: z.optional(z.string()),
      limit: limitSchema,
    }),
    answer: z.object({ items: z.array(planSummarySchema), nextCursor: z.optional(z.string()) }),
  }),
  draftPlan: operation({
    ...routes.draftPlan,
    right: 'plan.write',
    partly: true,
    keyed: true,
    body: z.strictObject({ ...bucketScope, source: planSourceSchema }),
    answer: planSchema,
  }),
  previewRule: operation({
    ...routes.previewRule,
    right: 'link.read',
    partly: true,
    body: z.strictObject({ ...bucketScope, links: linkSelectionSchema, rule: linkRuleSchema }),
    answer: rulePreviewSchema,
  }),
  getPlan: operation({
    ...routes.getPlan,
    right: 'plan.read',
    partly: true,
    query: z.strictObject({
      ...planScope,
      /** Seconds to wait for a change, 30 at most. */
      wait: z.optional(z.string().check(z.regex(/^(?:[12]?[0-9]|30)$/))),
      /** `stamp` of the answer before. */
      since: stampSchema,
    }),
    answer: planSchema,
  }),
  watchPlan: operation({
    ...routes.watchPlan,
    right: 'plan.read',
    partly: true,
    query: z.strictObject({ ...planScope, since: stampSchema }),
  }),
  listPlanRows: operation({
    ...routes.listPlanRows,
    right: 'plan.read',
    partly: true,
    query: z.strictObject({
      ...planScope,
      kind: z.optional(planRowKindSchema),
      decision: z.optional(planDecisionSchema),
      outcome: z.optional(planRowOutcomeSchema),
      /** Name of a finding. */
      finding: z.optional(z.string()),
      /** Id of a group of equal changes. */
      group: z.optional(z.string()),
      /** Part of the key, in any case. */
      contains: z.optional(z.string().check(z.maxLength(1024))),
      cursor: z.optional(z.string()),
      limit: limitSchema,
    }),
    answer: z.object({
      items: z.array(planRowSchema),
      total: z.number(),
      nextCursor: z.optional(z.string()),
    }),
  }),
  exportPlanRows: operation({
    ...routes.exportPlanRows,
    right: 'plan.read',
    partly: true,
    query: z.strictObject({
      ...planScope,
      /** `csv` unless told. */
      format: z.optional(z.enum(['csv', 'json'])),
    }),
  }),
  editPlan: operation({
    ...routes.editPlan,
    right: 'plan.write',
    partly: true,
    keyed: true,
    body: editPlanBodySchema,
    answer: planSchema,
  }),
  applyPlan: operation({
    ...routes.applyPlan,
    right: 'plan.apply',
    partly: true,
    keyed: true,
    body: applyPlanBodySchema,
    answer: planSchema,
  }),
  controlPlan: operation({
    ...routes.controlPlan,
    right: 'plan.apply',
    partly: true,
    keyed: true,
    body: controlPlanBodySchema,
    answer: planSchema,
  }),
  rollBackPlan: operation({
    ...routes.rollBackPlan,
    right: 'plan.write',
    partly: true,
    keyed: true,
    body: z.strictObject(planScope),
    answer: planSchema,
  }),
} as const;
