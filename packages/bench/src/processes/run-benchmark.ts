// Runs one benchmark in a process of its own, so that no benchmark inherits the heap of another.
import { benchmarks } from '../benchmarks/all.ts';
import type { Context } from '../benchmarks/benchmark.ts';
import { toScale } from '../measure/pace.ts';

const [name = '', given = '{}'] = process.argv.slice(2);
const { quick, folder, webDist } = JSON.parse(given) as { quick: boolean } & Omit<Context, 'scale'>;
process.once('disconnect', () => process.exit(1));
process.once('SIGTERM', () => process.exit(1));

const run = await benchmarks[name]!.load();
const outcome = await run({ scale: toScale(quick), folder, webDist });
process.send?.(outcome, () => process.exit(0));
