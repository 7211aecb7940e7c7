import { randomUUID } from 'node:crypto';
import { phaseOf } from '@signpost/link-model/plan';
import type { DraftRow } from '../plans/plan-store.ts';
import { createPostgresPlanStore } from '../state/postgres-plan-store.ts';
import { addRowsOf } from './add-rows-of.ts';
import type { Stack } from './stack.ts';

/** Folders of the plan: every link below the first leads from the second to the third. */
const [links, from, to] = ['releases/latest/', 'releases/1.0/', 'releases/1.1/'];

/**
 * A plan with so many rows, as a draft leaves it: of fifty one would lead nowhere, of a thousand one is deleted. Its rows
 * go straight into the database, since the links would have to be read one by one.
 * @returns the id of the plan, which is open
 */
export async function draftLargePlan(
  { state: { database, connectionId } }: Stack,
  { bucket, rows, createdAt }: { bucket: string; rows: number; createdAt: string },
): Promise<string> {
  const store = createPostgresPlanStore({ db: database.db, replica: randomUUID(), newId: randomUUID });
  const origin = { kind: 'folder-move', prefix: links, from, to, renaming: 'same' } as const;
  for (;;) {
    const { id } = await store.create({
      connection: connectionId,
      bucket,
      source: { kind: 'folder-move', prefix: links, to },
      origin,
      createdAt,
      actor: { kind: 'person', id: 'local', name: 'local' },
    });
    await store.claimPlans(['drafting'], [connectionId], 60_000);
    const share = { prefix: links, links: rows };
    // False where the console was quicker to take it: its own draft ends by itself, without rows.
    if ((await addRowsOf(store, id, generateRows(rows))) && (await store.finishDraft(id, { origin, share })))
      return id;
  }
}

function* generateRows(count: number): Generator<DraftRow> {
  for (let row = 1; row <= count; row += 1) {
    const name = `part-${String(row).padStart(6, '0')}.tar.gz`;
    const action = row % 1000 === 0 ? 'delete' : 'repoint';
    const key = links + name;
    yield {
      row,
      key,
      kind: action === 'delete' ? 'removed' : 'moved',
      action,
      decision: 'write',
      phase: phaseOf(action, key),
      now: from + name,
      target: action === 'delete' ? null : to + name,
      token: `token-${String(row)}`,
      findings: row % 50 === 0 && action === 'repoint' ? [{ code: 'target-missing', level: 'choose' }] : [],
    };
  }
}
