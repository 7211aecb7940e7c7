import type { Plan } from '@signpost/api-contract';
import type { Terminal } from './terminal.ts';
import { countWrites } from './plan-text.ts';

/** Tells on stderr how far a plan is: a bar on a terminal, a line now and then elsewhere. */
export interface Progress {
  show(plan: Plan): void;
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
    show(plan) {
      const { done, all } = count(plan);
      const filled = all === 0 ? 0 : Math.floor((done / all) * barWidth);
      const bar = `${'#'.repeat(filled)}${'.'.repeat(barWidth - filled)}`;
      const failed = plan.outcomes.failed ?? 0;
      const shown = hasColour ? `\u001b[${failed > 0 ? 31 : 32}m${bar}\u001b[0m` : bar;
      stderr.write(`\r\u001b[K[${shown}] ${toText(plan)}`);
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
    show(plan) {
      const text = toText(plan);
      const isNews = plan.state !== last?.state || (text !== last.text && now() - last.at >= lineEveryMs);
      if (!isNews) return;
      last = { state: plan.state, text, at: now() };
      stderr.write(`${text}\n`);
    },
    end() {},
  };
}

function count(plan: Plan): { done: number; all: number } {
  const { waiting = 0, running = 0 } = plan.outcomes;
  const all = countWrites(plan);
  return { all, done: plan.appliedAt === undefined ? 0 : Math.max(0, all - waiting - running) };
}

function toText(plan: Plan): string {
  const { done, all } = count(plan);
  const { failed = 0, drifted = 0 } = plan.outcomes;
  const parts = [
    `plan ${plan.number} ${plan.state}`,
    ...(plan.appliedAt === undefined ? [] : [`${done} of ${all}`]),
    ...(failed === 0 ? [] : [`${failed} failed`]),
    ...(drifted === 0 ? [] : [`${drifted} drifted`]),
    ...(plan.secondsLeft === undefined ? [] : [`about ${plan.secondsLeft} s left`]),
    ...(plan.problem === undefined ? [] : [`held up by ${plan.problem.code}`]),
  ];
  return parts.join(', ');
}
