/** Longest chain that is followed before it is called a loop: OSS follows none at all, this is for showing the end. */
export const maxChain = 16;

/**
 * Follows links from the first target. `chain` holds the keys followed, the target first; `loops` means that the walk
 * comes back to where it has been.
 * @param next where the link at a key leads; undefined where no link is
 */
export function followLinks(
  next: (key: string) => string | undefined,
  { key, target }: { key: string; target: string },
): { chain: string[]; loops: boolean } {
  const chain = [target];
  const seen = new Set([key]);
  for (let at = target; chain.length <= maxChain;) {
    if (seen.has(at)) return { chain, loops: true };
    seen.add(at);
    const reached = next(at);
    if (reached === undefined) return { chain, loops: false };
    at = reached;
    chain.push(at);
  }
  return { chain, loops: false };
}
