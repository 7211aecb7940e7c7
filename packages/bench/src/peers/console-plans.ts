import { setTimeout as pause } from 'node:timers/promises';
import type { ConsoleApi } from './console-api.ts';

const connection = 'default';
/** Each look costs the console a few queries. */
const pollMs = 250;

/** What a script reads of a plan. */
export interface Plan {
  id: string;
  revision: string;
  state: string;
  outcomes: Record<string, number>;
  needs: { accept: string[]; confirm?: number };
}

/** Drafts the move of a folder of links and waits until it can be reviewed. */
export async function draftFolderMove(
  api: ConsoleApi,
  { bucket, prefix, to }: { bucket: string; prefix: string; to: string },
): Promise<Plan> {
  const source = { kind: 'folder-move', prefix, to };
  const { id } = await api.write<Plan>('POST', '/api/v1/plans', { body: { connection, bucket, source } });
  return untilState(api, id, 'open');
}

/** Applies a plan as it is, and waits for its end. */
export async function applyPlan(api: ConsoleApi, { id, revision, needs }: Plan): Promise<Plan> {
  const { accept, confirm } = needs;
  const body = { connection, plan: id, revision, accept, ...(confirm === undefined ? {} : { confirm }) };
  await api.write('POST', '/api/v1/plan/apply', { body });
  return untilState(api, id, 'done');
}

/** Drafts the roll-back of a plan and waits until it can be reviewed. */
export async function draftRollBack(api: ConsoleApi, { id }: Plan): Promise<Plan> {
  const back = await api.write<Plan>('POST', '/api/v1/plan/roll-back', { body: { connection, plan: id } });
  return untilState(api, back.id, 'open');
}

async function untilState(api: ConsoleApi, id: string, state: string): Promise<Plan> {
  for (;;) {
    const plan = await api.get<Plan>('/api/v1/plan', { connection, plan: id });
    if (plan.state === state) return plan;
    if (plan.state === 'draft-failed')
      throw new Error(`A plan could not be drafted: ${JSON.stringify(plan)}`);
    await pause(pollMs);
  }
}
