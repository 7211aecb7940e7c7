import type { Terminal } from './terminal.ts';

/** How far a piece of work is. */
export interface ProgressStep {
  /** Another one is told at once. */
  state: string;
  text: string;
  /** From 0 to 1; 0 where nobody knows how much there is. */
  share: number;
  failed: boolean;
}

/** Tells on stderr how far the work is: a bar on a terminal, a line now and then elsewhere. */
export interface Progress {
  show(step: ProgressStep): void;
  /** Leaves the terminal as it should be for what comes next. */
  end(): void;
}

const barWidth = 24;
/** Between two lines where nobody watches a terminal. */
const lineEveryMs = 10_000;

export function createProgress({ stderr, env, now }: Pick<Terminal, 'stderr' | 'env' | 'now'>): Progress {
  return stderr.isTerminal && env['TERM'] !== 'dumb' ? createBar(stderr, env) : createLines(stderr, now);
}

function createBar(stderr: Terminal['stderr'], env: Terminal['env']): Progress {
  const hasColour = (env['NO_COLOR'] ?? '') === '';
  let isDrawn = false;
  return {
    show({ text, share, failed }) {
      const filled = Math.floor(Math.min(1, share) * barWidth);
      const bar = `${'#'.repeat(filled)}${'.'.repeat(barWidth - filled)}`;
      const shown = hasColour ? `\u001b[${failed ? 31 : 32}m${bar}\u001b[0m` : bar;
      stderr.write(`\r\u001b[K[${shown}] ${text}`);
      isDrawn = true;
    },
    end() {
      if (isDrawn) stderr.write('\n');
      isDrawn = false;
    },
  };
}

function createLines(stderr: Terminal['stderr'], now: () => number): Progress {
  let last: { state: string; text: string; at: number } | undefined;
  return {
    show({ state, text }) {
      const isNews = state !== last?.state || (text !== last.text && now() - last.at >= lineEveryMs);
      if (!isNews) return;
      last = { state, text, at: now() };
      stderr.write(`${text}\n`);
    },
    end() {},
  };
}
