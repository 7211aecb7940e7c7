import { spawn, type ChildProcess } from 'node:child_process';
import { expect, onTestFinished, test, vi } from 'vitest';
import { repositoryRoot } from './repository.ts';

const command = `"${process.execPath}" packages/tooling/src/run.mjs oss --port 0 --access-key-id test --access-key-secret test-secret`;

/** `npm run oss` as npm does it: a shell that npm starts, and in it the script. */
async function startAsNpmDoes(): Promise<{
  shell: ChildProcess;
  server: number;
  output: () => string;
  complaints: () => string;
}> {
  // The second command keeps the shell from turning into the script itself.
  const shell = spawn('/bin/sh', ['-c', `${command}; exit $?`], {
    cwd: repositoryRoot,
    env: { ...process.env, npm_lifecycle_event: 'oss' },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let output = '';
  let complaints = '';
  shell.stderr?.on('data', (chunk: Buffer) => {
    complaints += chunk.toString();
  });
  shell.stdout?.on('data', (chunk: Buffer) => {
    output += chunk.toString();
  });
  await vi.waitFor(() => expect(output).toContain('\n'), { timeout: 25_000, interval: 20 });
  const { pid } = JSON.parse(output) as { pid: number };
  onTestFinished(() => {
    if (isRunning(pid)) process.kill(pid, 'SIGKILL');
  });
  return { shell, server: pid, output: () => output, complaints: () => complaints };
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

test('SIGUSR1 opens no inspector in a service', async () => {
  const { shell, server, output, complaints } = await startAsNpmDoes();
  process.kill(server, 'SIGUSR1');
  const { url } = JSON.parse(output()) as { url: string };
  // The inspector starts within a request or two.
  for (let i = 0; i < 20; i += 1) await fetch(url);
  shell.kill('SIGTERM');
  await expectGone(server);
  expect(complaints()).not.toContain('Debugger listening');
});

test.each(['SIGKILL', 'SIGTERM'] as const)('no process stays behind when npm ends by %s', async (signal) => {
  const { shell, server } = await startAsNpmDoes();
  shell.kill(signal);
  await expectGone(server);
});
