export { demoBuckets } from './demo-buckets.ts';
export type { DemoBucket, DemoEntry, DemoLink, DemoObject, DemoRule } from './demo-entry.ts';
export { pastDailyStats, pastMoves, pastObjects, type PastDay, type PastMove } from './demo-history.ts';
export { makePng } from './make-png.ts';
