import { spawn } from 'node:child_process';
import { mkdtempSync } from 'node:fs';
import path from 'node:path';
import { summarise } from '../measure/statistics.ts';
import type { Row } from '../report/outcome.ts';
import type { Benchmark } from './benchmark.ts';

const repository = path.resolve(import.meta.dirname, '../../../..');
const longestMs = 120_000;

/** How long `npm start` takes until the console answers: everything installed and built, with and without its data. */
export const startBenchmark: Benchmark = async ({ scale, folder }) => {
  const rounds = scale.quick ? 1 : 3;
  const cold: number[] = [];
  const warm: number[] = [];
  for (let round = 0; round < rounds; round += 1) {
    const data = mkdtempSync(path.join(folder, 'start-'));
    cold.push(await timeStart(data));
    warm.push(await timeStart(data));
  }
  return {
    rows: [
      toRow('first start: database, demo buckets and history are made', cold),
      { ...toRow('later starts', warm), aim: { kind: 'at-most', value: 5 } },
    ],
    notes: [
      'From the start of the process that `npm start` runs until `/healthz` answers 200; installed and built before, data in a folder of its own.',
    ],
  };
};

function toRow(what: string, seconds: readonly number[]): Row {
  const { median, low, high } = summarise(seconds);
  return { what, value: median, unit: 's', spread: [low, high] };
}

/** Starts it, waits until it answers, and stops it again. @returns seconds until it answered */
async function timeStart(data: string): Promise<number> {
  const began = performance.now();
  const child = spawn(process.execPath, ['packages/tooling/src/run.mjs', 'start'], {
    cwd: repository,
    env: { ...process.env, SIGNPOST_DATA: data, SIGNPOST_PORT: '0', SIGNPOST_OSS_PORT: '0' },
    stdio: ['ignore', 'pipe', 'inherit', 'ipc'],
  });
  const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  const patience = setTimeout(() => child.kill('SIGKILL'), longestMs);
  try {
    let output = '';
    for await (const chunk of child.stdout!) {
      output += String(chunk);
      const url = /^Signpost\s+(http:\/\/\S+)/m.exec(output)?.[1];
      if (url === undefined) continue;
      const { ok } = await fetch(`${url}/healthz`);
      if (!ok) throw new Error('The console answers, but is not well.');
      return (performance.now() - began) / 1000;
    }
    throw new Error(`npm start ended before it was ready: ${output}`);
  } finally {
    clearTimeout(patience);
    child.kill('SIGTERM');
    await ended;
  }
}
