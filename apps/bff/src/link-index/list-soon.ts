import type { SoonBroken } from '@signpost/api-contract';
import { listSoonBroken, type LinkIndex } from '@signpost/link-model/index';
import { keepAnswer } from './keep-answer.ts';

/** How many links below a prefix break within thirty days, and what breaks first; links of a folder link are one line. */
export function listSoon(
  index: LinkIndex,
  { bucket, prefix, most }: { bucket: string; prefix: string; most: number },
  now: number,
): { total: number; items: SoonBroken[] } {
  const derive = (): { total: number; items: SoonBroken[] } => {
    const lines = listSoonBroken(index, prefix, now);
    return {
      total: lines.reduce((sum, { links }) => sum + links, 0),
      items: lines.slice(0, most).map((line) => ({ bucket, ...line })),
    };
  };
  return keepAnswer(index, now, { name: `soon ${most} ${prefix}`, derive });
}
