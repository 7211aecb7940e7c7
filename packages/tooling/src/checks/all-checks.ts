import { boundaries } from './boundaries.ts';
import type { Check } from './check.ts';
import { docs } from './docs.ts';
import { format } from './format.ts';
import { lint } from './lint.ts';
import { locales } from './locales.ts';
import { manifests } from './manifests.ts';
import { openapi } from './openapi.ts';
import { sizes } from './sizes.ts';
import { types } from './type-check.ts';
import { unused } from './unused.ts';

/** In the order they are shown. */
export const allChecks: readonly Check[] = [
  types,
  lint,
  format,
  boundaries,
  unused,
  manifests,
  sizes,
  locales,
  docs,
  openapi,
];
