import type { Change } from '@signpost/api-contract';
import type { KeyState } from '@signpost/link-model/write';

/** What was stored at a key before or after a change, as short as a row needs it. */
export type ChangeEnd =
  | { kind: 'nothing' }
  | { kind: 'link'; target: string }
  | { kind: 'object'; size: number };

function toChangeEnd(state: KeyState): ChangeEnd {
  switch (state.kind) {
    case 'absent':
      return { kind: 'nothing' };
    case 'link':
      return { kind: 'link', target: state.link.target };
    case 'object':
      return { kind: 'object', size: state.facts.size };
  }
}

type EndsOf = Pick<Change, 'before' | 'after' | 'intended' | 'upload' | 'copyOf' | 'restore'>;

/** Before and after. What was read back counts; until it is, what was meant. */
export function toChangeEnds(change: EndsOf): {
  before: ChangeEnd;
  after: ChangeEnd;
} {
  const before = toChangeEnd(change.before);
  return { before, after: change.after === undefined ? toIntendedEnd(change) : toChangeEnd(change.after) };
}

function toIntendedEnd({ before, intended, upload, copyOf, restore }: EndsOf): ChangeEnd {
  if (intended !== null) return { kind: 'link', target: intended.target };
  if (restore !== undefined) return toChangeEnd(before);
  const size = copyOf?.size ?? upload?.size;
  return size === undefined ? { kind: 'nothing' } : { kind: 'object', size };
}
