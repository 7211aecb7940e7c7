import { pointerFiles } from './acme-releases.ts';
import { hours, mib, years } from './demo-entry.ts';

/** Numbers of one past day, as the console keeps them. */
export interface PastDay {
  /** `2026-11-28`. */
  day: string;
  links: number;
  broken: number;
  byHealth: Record<'ok' | 'chained' | 'self' | 'cold' | 'missing' | 'folder', number>;
}

/** One made-up change of a link: where it led before, who moved it and why. When is the link's own date. */
export interface PastMove {
  bucket: string;
  key: string;
  from: string;
  actor: string;
  reason: string;
}

/** What several links were moved for at once. */
interface PastAct {
  bucket: string;
  /** Keys of the links, and where each led before. */
  links: readonly { key: string; from: string }[];
  actor: string;
  reason: string;
}

const releases = 'acme-releases';

/** Links of a channel folder as they led into an earlier version. */
function channel(folder: string, version: string): PastAct['links'] {
  return pointerFiles(version).map(([file, from]) => ({ key: `cli/${folder}/${file}`, from }));
}

/** What happened, as the links of the demo tell it. */
const pastActs: readonly PastAct[] = [
  { bucket: releases, links: channel('beta', '2.14.0'), actor: 'ci-bot', reason: 'publish 2.15.0-rc.1' },
  {
    bucket: 'acme-cdn',
    links: ['index.html', 'robots.txt'].map((file) => ({
      key: `web/live/${file}`,
      from: `web/blue/${file}`,
    })),
    actor: 'ops2',
    reason: 'cut over to green',
  },
  {
    bucket: releases,
    links: [
      { key: 'cli/CHANGELOG.md', from: 'cli/2.13.2/CHANGELOG.md' },
      { key: 'install.sh', from: 'cli/2.13.2/install.sh' },
      ...channel('latest', '2.13.2'),
    ],
    actor: 'ops1',
    reason: 'release 2.14.0',
  },
  {
    bucket: releases,
    links: channel('stable', '2.12.0'),
    actor: 'ops1',
    reason: 'TICKET-4502: 2.13.2 is stable',
  },
  {
    bucket: releases,
    links: [{ key: 'cli/old-installer.exe', from: 'cli/1.1.0/setup.exe' }],
    actor: 'ops1',
    reason: 'TICKET-1217: the last installer for Windows 7',
  },
];

/** Their moves, one by one, as they are recorded. */
export const pastMoves: readonly PastMove[] = pastActs.flatMap(({ links, ...act }) =>
  links.map((link) => ({ ...act, ...link })),
);

/** An object that was there before the demo begins, and that a link still leads to. */
interface PastObject {
  bucket: string;
  key: string;
  size: number;
  storageClass: 'Standard';
  ageMs: number;
  /** How long ago it was last seen. */
  seenAgoMs: number;
}

/** The installer that a lifecycle rule deleted last night. */
export const pastObjects: readonly PastObject[] = [
  {
    bucket: releases,
    key: 'cli/1.2.0/setup.exe',
    size: Math.round(48.2 * mib),
    storageClass: 'Standard',
    ageMs: years(2),
    seenAgoMs: hours(7.5),
  },
];

const days = 30;
const dayMs = 24 * 3600_000;

/**
 * Thirty days up to yesterday that lead to the numbers of today: links are added now and then, an alias rots here and
 * there, ten days ago two lifecycle rules came, and last night an installer went.
 */
export function pastDailyStats(now: number): PastDay[] {
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
