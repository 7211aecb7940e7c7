import type { Benchmark } from './benchmark.ts';
export const browserMillionBenchmark: Benchmark = () => Promise.resolve({ rows: [], skipped: 'not written' });
