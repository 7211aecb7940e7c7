import type { Reading } from '@signpost/api-contract';

/** One made-up change of a link that works: where it led before, who moved it and why. When is the link's own date. */
export interface PastMove {
  bucket: string;
  key: string;
  from: string;
  actor: string;
  reason: string;
}

const releases = 'acme-releases';

/** A dozen moves, as the links of the demo tell them. */
export const pastMoves: readonly PastMove[] = [
  ...['VERSION', 'CHANGELOG.md', 'install.sh', 'manual.pdf'].map((file) => ({
    bucket: releases,
    key: `cli/beta/${file}`,
    from: `cli/2.14.0/${file}`,
    actor: 'ci-bot',
    reason: 'publish 2.15.0-rc.1',
  })),
  ...['index.html', 'robots.txt'].map((file) => ({
    bucket: 'acme-cdn',
    key: `web/live/${file}`,
    from: `web/blue/${file}`,
    actor: 'ops2',
    reason: 'cut over to green',
  })),
  ...['cli/latest/VERSION', 'cli/latest/install.sh', 'cli/CHANGELOG.md', 'install.sh'].map((key) => ({
    bucket: releases,
    key,
    from: `cli/2.13.2/${key.slice(key.lastIndexOf('/') + 1)}`,
    actor: 'ops1',
    reason: 'release 2.14.0',
  })),
  ...['VERSION', 'install.sh'].map((file) => ({
    bucket: releases,
    key: `cli/stable/${file}`,
    from: `cli/2.12.0/${file}`,
    actor: 'ops1',
    reason: 'TICKET-4502: 2.13.2 is stable',
  })),
];

const days = 30;
const dayMs = 24 * 3600_000;

/**
 * Thirty days up to yesterday that lead to the numbers of today: links are added now and then, an alias rots here and
 * there, ten days ago two lifecycle rules came, and last night an installer went.
 */
export function pastReadings(now: number): Reading[] {
  return Array.from({ length: days - 1 }, (_, i) => {
    const back = days - 1 - i;
    const links = 1807 - 6 * back - (back > 3 ? 9 : 0);
    const chained = back > 6 ? 4 : 5;
    const self = 3;
    const cold = back > 10 ? 1 : 2;
    const missing = back > 20 ? 0 : 1;
    const broken = chained + self + cold + missing + 1;
    return {
      day: new Date(now - back * dayMs).toISOString().slice(0, 10),
      links,
      broken,
      byHealth: { ok: links - broken, chained, self, cold, missing, folder: 1 },
    };
  });
}
