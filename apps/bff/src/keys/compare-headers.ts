import type { HttpHeaders } from '@signpost/oss-protocol/rules';
import type { TargetCard } from '@signpost/api-contract';
import { judgeServed, listWrong, type Health } from '@signpost/link-model/health';
import type { SeenHeaders } from '@signpost/link-model/index';

/**
 * Compares the headers that readers of a link get with those of the bytes. Undefined where there is nothing to compare:
 * the link does not work, or its headers are not known.
 */
export function compareHeaders(
  headers: HttpHeaders | undefined,
  { state }: TargetCard,
  health: Health,
): SeenHeaders | undefined {
  if (headers === undefined || state.found !== 'object' || health !== 'ok') return undefined;
  return {
    wrong: listWrong(judgeServed(headers, state.headers)),
    targetModified: state.lastModified,
  };
}
