import { parseArgs } from 'node:util';
import type { ChainPoint } from './audit/audit-log.ts';
import { formatPoint, parsePoint } from './audit/chain.ts';
import { runCommand, withConsoleDatabase } from './backup-command.ts';
import { SetupError } from './config/setup-error.ts';
import { verifyDatabase } from './state/verify-database.ts';

const usage =
  'Give nothing, or a head that the console has printed, sequence and hash: npm run audit:verify -- --head 1234:0f3a…';

await runCommand(async () => {
  const anchor = readHead();
  const verdict = await withConsoleDatabase(({ db }) => verifyDatabase(db, anchor));
  if (!verdict.intact) throw new SetupError(verdict.complaint);
  const { count, base, head } = verdict;
  const removed = base.sequence === 0 ? '' : ` Those up to ${base.sequence} were removed by retention.`;
  const noted = anchor === undefined ? '' : ' The noted head is part of it.';
  return `The audit log is whole: ${count} events in one chain.${removed}${noted}\naudit head     ${formatPoint(head)}`;
});

function readHead(): ChainPoint | undefined {
  const text = readOption();
  if (text === undefined) return undefined;
  const point = parsePoint(text);
  if (point === undefined) throw new SetupError(usage);
  return point;
}

function readOption(): string | undefined {
  try {
    return parseArgs({ options: { head: { type: 'string' } } }).values.head;
  } catch (error) {
    throw new SetupError(usage, { cause: error });
  }
}
