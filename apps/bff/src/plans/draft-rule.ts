import { isBroken } from '@signpost/link-model/health';
import { applyRule, type LinkRule, type RuleFacts, type RuleRow } from '@signpost/link-model/plan';
import pMap from 'p-map';
import { resolveLink } from '../keys/resolve-links.ts';
import { openLinkIndex } from '../link-index/memory-link-index.ts';
import { toLeftRow, toRow, type DraftCase, type PlannedRow } from './planned-row.ts';
import { readChains } from './read-chains.ts';
import type { ReadLink } from '../keys/read-links.ts';
import { readTargets } from './read-selection.ts';

const inFlight = 8;

/** Rows that a rule makes of links, one for each link. A rule that is none makes no row: the request was checked. */
export async function draftRule(
  rule: LinkRule,
  links: readonly ReadLink[],
  where: DraftCase,
): Promise<PlannedRow[]> {
  const result = await applyRule(rule, links, await readFacts(rule, links, where));
  const made = new Map(result.ok ? result.rows.map((row) => [row.key, row]) : []);
  return links.map(({ key, target }) => {
    const row = made.get(key);
    if (row !== undefined) return toRuleRow(row);
    return toLeftRow(key, { target, why: target === undefined ? 'target-unread' : 'no-match' });
  });
}

function toRuleRow(row: RuleRow): PlannedRow {
  const { key, target } = row;
  if (row.kind === 'repoint')
    return toRow({ key, kind: 'moved', action: 'repoint', now: target, target: row.next });
  const { code } = row.problem;
  return toLeftRow(key, { target, why: code, ...(code === 'nothing-changes' ? { kind: 'unchanged' } : {}) });
}

async function readFacts(rule: LinkRule, links: readonly ReadLink[], where: DraftCase): Promise<RuleFacts> {
  switch (rule.kind) {
    case 'flatten':
      return { targetOf: await readChains(links, (keys) => readTargets(keys, where)) };
    case 'repair':
      return { candidates: await findCandidates(links, where) };
    default:
      return {};
  }
}

/** The first candidate of each link that is broken now; null where the index knows none. */
async function findCandidates(
  links: readonly ReadLink[],
  { writer, client, bucket, signal }: DraftCase,
): Promise<Map<string, string | null>> {
  const { connection, permit, now } = writer;
  const index = openLinkIndex(connection, permit);
  const candidates = new Map<string, string | null>();
  await pMap(
    links,
    async ({ key, target }) => {
      if (target === undefined) return;
      const { health } = await resolveLink(
        { connection, client, permit, bucket, signal, now },
        { key, target },
      );
      if (!isBroken(health)) return;
      const found = await index.candidates({ bucket, key }, [], { items: 1, siblings: 0 });
      candidates.set(key, found?.items[0]?.key ?? null);
    },
    { concurrency: inFlight, signal },
  );
  return candidates;
}
