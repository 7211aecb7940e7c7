import type { toTrimDetails } from './audit-actions.ts';
import { trimAction } from './audit-actions.ts';
import type { AuditLog, ChainedEvent, ChainPoint } from './audit-log.ts';
import { formatPoint, genesis, hashEvent } from './chain.ts';

/** What the check of a chain came to; `complaint` is a sentence that names the place. */
export type ChainVerdict =
  | { intact: true; count: number; base: ChainPoint; head: ChainPoint }
  | { intact: false; complaint: string };

const pageSize = 1000;

/**
 * Reads the whole chain from its base to its head and computes each hash anew. Without a head that was noted elsewhere
 * it cannot tell a chain that was cut short, and its head with it, from a shorter one.
 * @param anchor a head that was noted outside the database
 */
export async function verifyChain(
  log: Pick<AuditLog, 'bounds' | 'chained'>,
  anchor?: ChainPoint,
): Promise<ChainVerdict> {
  const bounds = await log.bounds();
  const { base, head } = bounds ?? { base: genesis, head: genesis };
  const walk = await walkChain(log, base, anchor);
  if ('complaint' in walk) return { intact: false, complaint: walk.complaint };
  const complaint = findWrongEnd(walk, { base, head }) ?? findWrongAnchor(walk, { base, head, anchor });
  return complaint === undefined
    ? { intact: true, count: walk.last.sequence - base.sequence, base, head }
    : { intact: false, complaint };
}

interface Walk {
  last: ChainPoint;
  /** Hash at the sequence of the anchor, where the walk came by. */
  atAnchor: string | undefined;
  /** The base that the newest removal has named. */
  namedBase: string | undefined;
}

async function walkChain(
  log: Pick<AuditLog, 'chained'>,
  base: ChainPoint,
  anchor: ChainPoint | undefined,
): Promise<Walk | { complaint: string }> {
  let last = base;
  let namedBase: string | undefined;
  let atAnchor = anchor?.sequence === base.sequence ? base.hash : undefined;
  for (;;) {
    const events = await log.chained(last.sequence, pageSize);
    for (const event of events) {
      const complaint = findBreak(last, event);
      if (complaint !== undefined) return { complaint };
      last = { sequence: event.sequence, hash: event.hash };
      if (event.sequence === anchor?.sequence) atAnchor = event.hash;
      if (event.action === trimAction) namedBase = readNamedBase(event);
    }
    if (events.length < pageSize) return { last, atAnchor, namedBase };
  }
}

function findBreak(last: ChainPoint, event: ChainedEvent): string | undefined {
  const expected = last.sequence + 1;
  if (event.sequence !== expected)
    return event.sequence === expected + 1
      ? `Event ${expected} is missing.`
      : `Events ${expected} to ${event.sequence - 1} are missing.`;
  if (hashEvent(last.hash, event) !== event.hash)
    return `Event ${event.sequence} is not what was recorded: its hash does not fit its content and the event before it.`;
  return undefined;
}

function findWrongEnd(
  walk: Walk,
  { base, head }: { base: ChainPoint; head: ChainPoint },
): string | undefined {
  if (walk.last.sequence < head.sequence)
    return `The chain ends with event ${walk.last.sequence}, its head says ${head.sequence}: the last events are missing.`;
  if (formatPoint(walk.last) !== formatPoint(head))
    return `The head of the chain (event ${head.sequence}) is not its last event (${walk.last.sequence}).`;
  if (base.sequence > 0 && walk.namedBase !== formatPoint(base))
    return `The events up to ${base.sequence} were removed, but no event tells of it.`;
  return undefined;
}

function findWrongAnchor(
  walk: Walk,
  { base, head, anchor }: { base: ChainPoint; head: ChainPoint; anchor: ChainPoint | undefined },
): string | undefined {
  if (anchor === undefined) return undefined;
  if (anchor.sequence > head.sequence)
    return `The chain ends with event ${head.sequence}, but the head that was noted is event ${anchor.sequence}: the last events are missing.`;
  if (anchor.sequence < base.sequence)
    return `The noted head is event ${anchor.sequence}, which was removed since: events are kept from ${base.sequence + 1} on. Give a newer one.`;
  if (walk.atAnchor !== anchor.hash)
    return `Event ${anchor.sequence} is another one than was noted: the chain was written anew.`;
  return undefined;
}

function readNamedBase({ details }: ChainedEvent): string | undefined {
  if (details === undefined) return undefined;
  const { base } = JSON.parse(details) as Partial<ReturnType<typeof toTrimDetails>>;
  return base;
}
