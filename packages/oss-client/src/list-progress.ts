import { compareKeys } from '@signpost/oss-protocol/rules';

import { protocolError } from './call-errors.ts';
import type { OssAnswer, OssCall } from './oss-call.ts';

/** One page of a listing, as far as its progress goes. */
export interface PageFacts {
  /** Entries and common prefixes. */
  readonly count: number;
  /** Entries asked for at most. */
  readonly asked: number;
  /** Whether the page says that there are more. */
  readonly isTruncated: boolean;
  /** Whether what it gives to go on with leads further than what was sent. */
  readonly leadsOn: boolean;
  /** Whether its names come in order, behind those of the page before. */
  readonly isInOrder: boolean;
}

/**
 * Refuses a page that is larger than asked for, or with which a listing would go round or never end: a client that follows
 * such pages sends calls without end and keeps every answer.
 * @throws OssError
 */
export function assertProgress(call: OssCall, answer: OssAnswer, page: PageFacts): void {
  if (page.count > page.asked) {
    throw protocolError(call, answer, {
      reason: 'page-too-large',
      message: `${page.count} entries came although ${page.asked} were asked for`,
    });
  }
  if (!page.isInOrder) throw noProgress(call, answer, 'the entries are not in order behind the page before');
  if (!page.isTruncated) return;
  if (page.count === 0) throw noProgress(call, answer, 'an empty page says that there are more');
  if (!page.leadsOn)
    throw noProgress(call, answer, 'the page says that there are more, but does not lead on');
}

function noProgress(call: OssCall, answer: OssAnswer, message: string): Error {
  return protocolError(call, answer, { reason: 'no-progress', message });
}

/** Whether names ascend strictly by the bytes of their UTF-8, the first behind `after`. */
export function isAscending(names: readonly string[], after: string | undefined): boolean {
  let last = after;
  for (const name of names) {
    if (last !== undefined && compareKeys(name, last) <= 0) return false;
    last = name;
  }
  return true;
}
