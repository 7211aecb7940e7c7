import type { AnyRouter } from '@tanstack/react-router';
import { markArrival } from '../shared/lib/arrival.ts';

/** Notes when another page or folder is gone to. What is opened over the same list is none: panel, dialog, filter. */
export function followArrivals(router: AnyRouter): void {
  router.subscribe('onBeforeNavigate', ({ fromLocation, toLocation, pathChanged }) => {
    if (fromLocation === undefined) return;
    if (pathChanged || toPrefix(fromLocation.search) !== toPrefix(toLocation.search)) markArrival();
  });
}

function toPrefix(search: { prefix?: unknown }): unknown {
  return search.prefix;
}
