import { days, demoObject, mib, type DemoBucket } from './demo-entry.ts';

/** A bucket with a hierarchical namespace: OSS has no links there. */
export function acmeLake(): DemoBucket {
  return {
    name: 'acme-lake',
    ageMs: days(120),
    hierarchicalNamespace: true,
    entries: [
      demoObject('events/2026/11/20.parquet', { size: 3 * mib }, { ageMs: days(2) }),
      demoObject('events/2026/11/21.parquet', { size: 2 * mib }, { ageMs: days(1) }),
      demoObject('README.txt', 'This bucket has a hierarchical namespace; links do not exist in it.\n', {
        ageMs: days(120),
      }),
    ],
  };
}
