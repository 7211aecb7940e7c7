import { run } from '../run.ts';
import type { Terminal } from '../terminal.ts';

/** What a command left behind. */
export interface Ran {
  code: number;
  out: string;
  err: string;
}

/** A turn of the event loop instead of a pause: tests wait for nothing. */
export const turn = (): Promise<void> => new Promise((resolve) => setTimeout(resolve, 20));

/** Runs a command in this process, with a terminal, a clock and pauses of the test's own. */
export async function runCommand(
  argv: readonly string[],
  {
    isTerminal = false,
    input = '',
    ...more
  }: Partial<Terminal> & { isTerminal?: boolean; input?: string } = {},
): Promise<Ran> {
  const ran: Ran = { code: -1, out: '', err: '' };
  ran.code = await run(argv, {
    stdout: { write: (text) => (ran.out += text), isTerminal },
    stderr: { write: (text) => (ran.err += text), isTerminal },
    readInput: () => Promise.resolve(new TextEncoder().encode(input)),
    env: {},
    folder: '/nowhere',
    fetch,
    now: () => performance.now(),
    sleep: turn,
    interrupted: () => new Promise(() => {}),
    ...more,
  });
  return ran;
}
