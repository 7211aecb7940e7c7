/** Longest chain that is followed: what is longer is a loop to the model. */
const maxChain = 16;

interface FollowedLink {
  key: string;
  target?: string | undefined;
}

/**
 * Follows every chain, and reads each key that some link leads to once.
 * @param readLinks those of the keys that are links
 * @returns the target of the link at a key; undefined where no link is, or its target is not known
 */
export async function readChains(
  links: readonly FollowedLink[],
  readLinks: (keys: string[]) => Promise<readonly FollowedLink[]>,
): Promise<(key: string) => string | undefined> {
  const targets = new Map<string, string | undefined>(links.map(({ key, target }) => [key, target]));
  let ahead = listUnread(links, targets);
  for (let step = 0; step < maxChain && ahead.length > 0; step += 1) {
    const found = await readLinks(ahead);
    for (const key of ahead) targets.set(key, undefined);
    for (const { key, target } of found) targets.set(key, target);
    ahead = listUnread(found, targets);
  }
  return (key) => targets.get(key);
}

function listUnread(links: readonly FollowedLink[], known: ReadonlyMap<string, unknown>): string[] {
  const next = links.flatMap(({ target }) => (target === undefined || known.has(target) ? [] : [target]));
  return [...new Set(next)];
}
