import { spawn, type ChildProcess } from 'node:child_process';
import { expect, onTestFinished, test, vi } from 'vitest';
import { repositoryRoot } from './repository.ts';

const command = `"${process.execPath}" scripts/run.mjs oss --port 0 --access-key-id test --access-key-secret test-secret`;

/** `npm run oss` as npm does it: a shell that npm starts, and in it the script. */
async function startAsNpmDoes(): Promise<{ shell: ChildProcess; server: number; output: () => string }> {
  // The second command keeps the shell from turning into the script itself.
  const shell = spawn('/bin/sh', ['-c', `${command}; exit $?`], {
    cwd: repositoryRoot,
    env: { ...process.env, npm_lifecycle_event: 'oss' },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  let output = '';
  shell.stdout?.on('data', (chunk: Buffer) => {
    output += chunk.toString();
  });
  await vi.waitFor(() => expect(output).toContain('\n'), { timeout: 10_000, interval: 20 });
  const { pid } = JSON.parse(output) as { pid: number };
  onTestFinished(() => {
    if (isRunning(pid)) process.kill(pid, 'SIGKILL');
  });
  return { shell, server: pid, output: () => output };
}

function isRunning(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
}

const expectGone = (pid: number) =>
  vi.waitFor(() => expect(isRunning(pid)).toBe(false), { timeout: 10_000, interval: 50 });

test('the service prints one line of JSON on stdout and nothing else', async () => {
  const { shell, server, output } = await startAsNpmDoes();
  expect(output().trim().split('\n')).toHaveLength(1);
  shell.kill('SIGTERM');
  await expectGone(server);
});

test.each(['SIGKILL', 'SIGTERM'] as const)('no process stays behind when npm ends by %s', async (signal) => {
  const { shell, server } = await startAsNpmDoes();
  shell.kill(signal);
  await expectGone(server);
});
