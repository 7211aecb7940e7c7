import type { PlanSource } from '@signpost/api-contract';
import { mayBeSameState, unreadParts, type KeyState } from '@signpost/link-model/write';
import { findKeyProblem } from '@signpost/oss-protocol/rules';
import pMap from 'p-map';
import { tokenOf, readKey } from '../keys/view-key.ts';
import { findRevertStates, type RevertStates } from './find-revert-states.ts';
import { toLeftRow, toRow, type DraftCase, type DraftedRows, type PlannedRow } from './planned-row.ts';
import { toSettings } from './to-settings.ts';

type RevertSource = PlanSource & { kind: 'revert' };

/** Keys that are read at once. */
const inFlight = 8;

/**
 * Rows that put links back to recorded states, everything that was recorded of them included. A link that is no longer
 * as its last recorded change left it is named and left alone, until somebody decides otherwise.
 */
export async function draftRevert({ to }: RevertSource, where: DraftCase): Promise<DraftedRows> {
  const { writer, client, bucket, signal } = where;
  const wanted = await findRevertStates(to, where);
  const rows = await pMap(
    wanted,
    async ([key, states]) => {
      const { state } = await readKey(writer, { client, bucket, key, signal });
      return toRevertRow(key, states, state);
    },
    { concurrency: inFlight, signal },
  );
  const origin = to.by === 'moment' ? { at: to.at } : {};
  return { rows, origin: { kind: 'revert', links: rows.length, ...origin } };
}

function toRevertRow(key: string, { wanted, expected }: RevertStates, now: KeyState): PlannedRow {
  const target = now.kind === 'link' ? now.link.target : undefined;
  const left = (why: 'object-lost' | 'object-there' | 'parts-unread' | 'target-impossible'): PlannedRow => ({
    ...toLeftRow(key, { target }),
    problem: { code: why },
  });
  if (wanted.kind === 'object') return left('object-lost');
  if (now.kind === 'object') return left('object-there');
  if (wanted.kind === 'absent' && now.kind === 'absent') return toLeftRow(key, { target, kind: 'unchanged' });
  if (wanted.kind === 'link' && findKeyProblem(wanted.link.target) !== undefined)
    return left('target-impossible');
  if (wanted.kind === 'link' && unreadParts(wanted.link).length > 0) return left('parts-unread');
  const isOurs = expected === undefined || mayBeSameState(tokenOf(expected), tokenOf(now));
  const row = toRow({
    key,
    kind: isOurs ? 'restored' : 'diverged',
    action: wanted.kind === 'absent' ? 'delete' : now.kind === 'absent' ? 'create' : 'repoint',
    now: target ?? null,
    target: wanted.kind === 'link' ? wanted.link.target : null,
  });
  return {
    ...row,
    ...(wanted.kind === 'link' ? { settings: toSettings(wanted.link) } : {}),
    ...(isOurs ? {} : { decision: 'leave' as const }),
  };
}
