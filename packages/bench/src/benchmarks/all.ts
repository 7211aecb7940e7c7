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
  'oss-server': {
    title: 'Embedded OSS against a bare node:http answerer',
    load: async () => (await import('./oss-server.ts')).ossServerBenchmark,
  },
  'first-load': {
    title: 'JavaScript that the object browser loads first',
    load: async () => (await import('./first-load.ts')).firstLoadBenchmark,
  },
  'browser-million': {
    title: 'Opening and scrolling a prefix of a million keys in Chromium',
    load: async () => (await import('./browser-million.ts')).browserMillionBenchmark,
  },
};
