import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expect, test } from 'vitest';
import { makeRunFolder } from './run-folder.ts';

test('removes what a killed run has left and nothing of runs that still go on', () => {
  const parent = mkdtempSync(path.join(tmpdir(), 'run-folder-'));
  try {
    const ended = spawnSync(process.execPath, ['--version']).pid;
    const left = path.join(parent, `bench-run-${String(ended)}`);
    const running = path.join(parent, `bench-run-${String(process.ppid)}`);
    const foreign = path.join(parent, 'something-else');
    for (const folder of [left, running, foreign]) mkdirSync(folder);
    const mine = makeRunFolder(parent);
    expect([left, running, foreign, mine].map((folder) => existsSync(folder))).toEqual([
      false,
      true,
      true,
      true,
    ]);
  } finally {
    rmSync(parent, { recursive: true, force: true });
  }
});
