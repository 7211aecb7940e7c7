import type { IndexedLink } from '@signpost/api-contract';
import { findMirror } from '../oss/find-mirror.ts';
import type { IndexedConnection } from './indexed-connection.ts';

/**
 * Says of links with missing targets which mirror rules may fetch those. A bucket is asked once in minutes, and only one
 * of which a target is missing.
 * @param most milliseconds to wait for OSS; 0 tells what is known, and asks for the next question
 */
export function tellMirrors(
  { facts, background }: Pick<IndexedConnection, 'facts' | 'background'>,
  links: readonly IndexedLink[],
  most?: number,
): Promise<IndexedLink[]> {
  return Promise.all(
    links.map(async (link) => {
      const { bucket, target, health } = link;
      if (health !== 'missing' || target === undefined) return link;
      const mirror = await findMirror({ facts, client: background }, { bucket, key: target }, most);
      return mirror === undefined ? link : { ...link, mirror };
    }),
  );
}
