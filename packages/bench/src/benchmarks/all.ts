import type { Benchmark } from './benchmark.ts';

/** Every benchmark by name, in the order they run; loaded only when it is its turn. */
export const benchmarks: Readonly<Record<string, { title: string; load: () => Promise<Benchmark> }>> = {
  'put-symlink': {
    title: 'PutSymlink: oss-client against ali-oss 6.23',
    load: async () => (await import('./put-symlink.ts')).putSymlinkBenchmark,
  },
  'list-decode': {
    title: 'A list page of 1,000 keys decoded: oss-client against ali-oss 6.23',
    load: async () => (await import('./list-decode.ts')).listDecodeBenchmark,
  },
  'bff-list': {
    title: 'Time of a list call through the BFF against the same call straight through oss-client',
    load: async () => (await import('./bff-list.ts')).bffListBenchmark,
  },
  repoint: {
    title:
      'Time of a recorded repoint through the console against the same calls straight through oss-client',
    load: async () => (await import('./repoint.ts')).repointBenchmark,
  },
  scan: {
    title: 'Scan of a bucket against a loop over ali-oss 6.23, and what the index then answers',
    load: async () => (await import('./scan.ts')).scanBenchmark,
  },
  plan: {
    title: 'Repoints through a plan against loops over ali-oss 6.23',
    load: async () => (await import('./plan.ts')).planBenchmark,
  },
  'plan-review': {
    title: 'Review of a plan of 100,000 rows against one of a hundred, in Chromium',
    load: async () => (await import('./plan-review.ts')).planReviewBenchmark,
  },
  'change-list': {
    title: 'Time of a page of a long change log against page 1 of a short one',
    load: async () => (await import('./change-list.ts')).changeListBenchmark,
  },
  'console-memory': {
    title: 'Memory of the console after many changes against its memory after the first',
    load: async () => (await import('./console-memory.ts')).consoleMemoryBenchmark,
  },
  start: {
    title: 'Seconds that npm start takes',
    load: async () => (await import('./start.ts')).startBenchmark,
  },
  'oss-server': {
    title: 'Embedded OSS against a bare node:http answerer',
    load: async () => (await import('./oss-server.ts')).ossServerBenchmark,
  },
  'first-load': {
    title: 'JavaScript that the object browser loads first',
    load: async () => (await import('./first-load.ts')).firstLoadBenchmark,
  },
  'map-board': {
    title: 'A map of 10,200 links in 300 groups against one of 9 groups, in Chromium',
    load: async () => (await import('./map-board.ts')).mapBoardBenchmark,
  },
  'browser-million': {
    title: 'Opening and scrolling a prefix of a million keys in Chromium',
    load: async () => (await import('./browser-million.ts')).browserMillionBenchmark,
  },
};
