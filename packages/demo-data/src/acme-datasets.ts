import {
  days,
  demoLink,
  demoObject,
  hours,
  kib,
  mib,
  months,
  type DemoBucket,
  type DemoEntry,
} from './demo-entry.ts';

/** Training data and every strange name and pointer that real buckets hold. */
export function acmeDatasets(): DemoBucket {
  return { name: 'acme-datasets', ageMs: days(700), entries: [...sets(), ...aliases(), ...strangeNames()] };
}

const shards = 36;

/** `sets/train/` and `sets/test/` follow the newest month. */
function sets(): DemoEntry[] {
  const monthsOfData = [
    { name: '2026-09', ageMs: months(2) },
    { name: '2026-10', ageMs: months(1) },
    { name: '2026-11', ageMs: days(2) },
  ];
  const parts = ['train', 'test'];
  const shard = (i: number): string => `part-${String(i).padStart(4, '0')}.parquet`;
  const indices = Array.from({ length: shards }, (_, i) => i);
  return [
    ...monthsOfData.flatMap(({ name, ageMs }) =>
      parts.flatMap((part) =>
        indices.map((i) =>
          demoObject(`sets/${name}/${part}/${shard(i)}`, { size: (240 + (i % 7) * 31) * kib }, { ageMs }),
        ),
      ),
    ),
    ...parts.flatMap((part) =>
      indices.map((i) =>
        demoLink(`sets/${part}/${shard(i)}`, `sets/2026-11/${part}/${shard(i)}`, { ageMs: days(2) }),
      ),
    ),
  ];
}

/** Chains of three, a loop, a link to itself, a folder, a missing and a archived target: ten that do not work. */
function aliases(): DemoEntry[] {
  const at = { ageMs: days(6) };
  return [
    demoObject('models/ranker/v3.bin', { size: 4 * mib }, at),
    demoObject('models/tagger/v7.bin', { size: 3 * mib }, at),
    demoObject('models/ranker/v1.bin', { size: 4 * mib }, { ageMs: days(500), storageClass: 'ColdArchive' }),
    demoLink('aliases/ranker-prod', 'aliases/ranker-stable', at),
    demoLink('aliases/ranker-stable', 'aliases/ranker-v3', at),
    demoLink('aliases/ranker-v3', 'models/ranker/v3.bin', at),
    demoLink('aliases/tagger-prod', 'aliases/tagger-stable', at),
    demoLink('aliases/tagger-stable', 'aliases/tagger-v7', at),
    demoLink('aliases/tagger-v7', 'models/tagger/v7.bin', at),
    demoLink('aliases/ring-a', 'aliases/ring-b', at),
    demoLink('aliases/ring-b', 'aliases/ring-a', at),
    demoLink('aliases/current', 'aliases/current', at),
    demoLink('aliases/all-of-november', 'sets/2026-11', at),
    demoLink('aliases/gold-labels', 'labels/2025/gold.csv', { ageMs: days(90) }),
    demoLink('aliases/ranker-first', 'models/ranker/v1.bin', { ageMs: days(500) }),
  ];
}

/** A key of exactly `bytes` bytes. */
function longKey(head: string, bytes: number): string {
  return head + 'x'.repeat(bytes - Buffer.byteLength(head));
}

/** Twelve links whose names a careless tool would break. All of them work. */
function strangeNames(): DemoEntry[] {
  const at = { ageMs: hours(30) };
  const pairs: [string, string][] = [
    ['语料/最新/词表.txt', '语料/2026年/词表.txt'],
    ['コーパス/最新.csv', 'コーパス/二〇二六.csv'],
    ['emoji/🚀 launch.txt', 'emoji/📦/2026 🎯.txt'],
    ['raw//double//slash.csv', 'raw//2026//slash.csv'],
    ['raw/./dot.csv', 'raw/./2026/dot.csv'],
    ['raw/../up.csv', 'raw/../2026/up.csv'],
    ['odd/space and + plus.txt', 'odd/100% & more?.txt'],
    ['odd/quote\'s "here".txt', 'odd/<angle> {brace} [x].txt'],
    ['odd/e\u0301 decomposed.txt', 'odd/\u00e9 composed.txt'],
    ['odd/zero\u200bwidth.txt', 'odd/tab\there.txt'],
    [longKey('long/link/', 1023), longKey('long/object/', 1023)],
  ];
  return [
    ...pairs.flatMap(([key, target], i): DemoEntry[] => [
      demoObject(target, `Sample ${i + 1}\n`, at),
      demoLink(key, target, at),
    ]),
    demoObject('odd/trailing/', '', { ageMs: days(200) }),
    demoObject('odd/notes.txt', { size: 3 * kib }, at),
    demoLink('odd/%2Fnot-decoded.txt', 'odd/notes.txt', at),
  ];
}
