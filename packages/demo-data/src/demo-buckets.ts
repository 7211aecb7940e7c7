import { acmeCdn } from './acme-cdn.ts';
import { acmeDatasets } from './acme-datasets.ts';
import { acmeLake } from './acme-lake.ts';
import { acmeReleases } from './acme-releases.ts';
import type { DemoBucket } from './demo-entry.ts';

/** The demo, described: the same on every first start but for the dates. */
export function demoBuckets(): DemoBucket[] {
  return [acmeReleases(), acmeCdn(), acmeDatasets(), acmeLake()];
}
