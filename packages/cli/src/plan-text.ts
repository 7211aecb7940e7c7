import type { Plan, PlanRow, PlanSummary } from '@signpost/api-contract';
import { exitCodes, type ExitCode } from './terminal.ts';
import { safeLine, toColumns, visible } from './visible.ts';

/** Rows that a review on a terminal shows; the address shows them all. */
export const shownRows = 20;

/** Nothing more happens to a plan in one of these states by itself. */
export const endedStates: ReadonlySet<Plan['state']> = new Set([
  'done',
  'stopped',
  'discarded',
  'draft-failed',
]);

export const countWrites = ({ writes }: Pick<Plan, 'writes'>): number =>
  Object.values(writes).reduce((sum, count) => sum + count, 0);

/** Rows that were to be written and are not as planned. */
const missed = ({ outcomes: { failed = 0, drifted = 0, unknown = 0 } }: Plan): number =>
  failed + drifted + unknown;

/** Rows that were asked for, differ from what is there, and would not be written. */
export function countUnwritten({ rows, kinds, origin, ...plan }: Plan): number {
  const { unchanged = 0, alone = 0, missing = 0 } = kinds;
  // A file names every row that it wants; elsewhere a link that the change is not about is no failure.
  const isNamed = origin.kind === 'csv' || origin.kind === 'manifest';
  return rows - countWrites(plan) - unchanged - (isNamed ? 0 : alone + missing);
}

/** What the state of a plan means to a pipeline. */
export function toExitCode(plan: Plan): ExitCode {
  switch (plan.state) {
    case 'done':
      return missed(plan) === 0 ? exitCodes.done : exitCodes.error;
    case 'open':
      if (countWrites(plan) > 0) return plan.heldBy === undefined ? exitCodes.planned : exitCodes.waiting;
      // Nothing can be written of what was asked for: that is not the same as nothing to do.
      return countUnwritten(plan) > 0 ? exitCodes.error : exitCodes.done;
    case 'drafting':
    case 'applying':
      return exitCodes.planned;
    case 'paused':
      return exitCodes.waiting;
    case 'draft-failed':
    case 'stopped':
    case 'discarded':
      return exitCodes.error;
  }
}

/** Address of a plan in the console. */
export function toPlanUrl(server: string, { connection, id }: Pick<Plan, 'connection' | 'id'>): string {
  return `${server}/c/${encodeURIComponent(connection)}/plans/${encodeURIComponent(id)}`;
}

const counted = (counts: Readonly<Record<string, number | undefined>>): string =>
  Object.entries(counts)
    .filter(([, count]) => (count ?? 0) > 0)
    .map(([name, count]) => `${count} ${name}`)
    .join(', ');

/** A plan in a few lines: what it is, what it writes, what was found, what it needs. */
export function formatPlan(
  plan: Plan,
  { server, rows }: { server: string; rows: readonly PlanRow[] },
): string {
  const {
    number,
    bucket,
    state,
    origin,
    writes,
    groups,
    kinds,
    findings,
    needs,
    outcomes,
    overlaps,
    problem,
    heldBy,
    holds,
  } = plan;
  const { delete: deletes, ...others } = writes;
  const what = counted({ delete: deletes, ...others });
  const lines = [
    `plan ${number} of ${bucket}: ${state}`,
    formatOrigin(origin),
    what === '' ? 'writes nothing' : `writes: ${what}`,
    ...groups.slice(0, shownRows).flatMap(formatGroup),
    `planned for: ${counted(kinds)}`,
    ...(counted(outcomes) === '' ? [] : [`rows: ${counted(outcomes)}`]),
    ...findings
      .filter(({ level }) => level !== 'note')
      .map(
        ({ level, name, rows: count, first }) =>
          `${level}: ${name}, ${count} rows, first ${visible(first.key)}`,
      ),
    ...overlaps.map((other) => `plan ${other.number} writes ${other.keys} of the same keys`),
    ...(problem === undefined
      ? []
      : [
          `problem: ${problem.code}${problem.retryAt === undefined ? '' : `, tried again at ${problem.retryAt}`}`,
        ]),
    ...(heldBy === undefined
      ? []
      : [
          `held: plan ${heldBy.number} rolled ${visible(heldBy.prefix)} back; somebody has to lift its hold on manifests`,
        ]),
    ...(holds === undefined
      ? []
      : [`holds manifests below ${visible(holds.prefix)} until somebody lifts that`]),
    ...(state === 'open' ? formatNeeds(needs) : []),
    toPlanUrl(server, plan),
  ];
  const more = plan.rows - rows.length;
  return [
    ...lines.map((line) => `${safeLine(line)}\n`),
    ...(rows.length === 0 ? [] : ['\n', toColumns(rows.map(toCells))]),
    ...(rows.length === 0 || more <= 0 ? [] : [`and ${more} more\n`]),
  ].join('');
}

/** Equal changes in one line. */
function formatGroup({ action, from, to, written }: Plan['groups'][number]): string[] {
  const place = (prefix: string | null): string => (prefix === null ? '-' : visible(prefix));
  return written === 0 ? [] : [`  ${written} ${action}: ${place(from)} -> ${place(to)}`];
}

/** What has to be said to apply a plan, one line each. */
export function formatNeeds({ accept, blocked, confirm, because }: Plan['needs']): string[] {
  const why =
    because === 'deletes' ? 'links or objects are deleted' : 'more than a third of a folder changes';
  return [
    ...(blocked === 0
      ? []
      : [`${blocked} rows cannot be written as they are: leave them out in the console`]),
    ...accept.map((name) => `to be accepted: --accept ${name}`),
    ...(confirm === undefined ? [] : [`to be confirmed, since ${why}: --confirm ${confirm}`]),
  ];
}

/** A row as cells: what is done, the key, now and then. */
export function toCells({
  action,
  decision,
  key,
  now,
  target,
  outcome,
  findings,
  problem,
  twin,
}: PlanRow): string[] {
  const worst = findings.find(({ level }) => level !== 'note');
  const remark = problem?.code ?? (worst === undefined ? '' : `${worst.level}: ${worst.code}`);
  return [
    decision === 'leave' ? 'leave' : decision === 'remove' ? 'delete' : action,
    outcome,
    visible(key),
    decision === 'write' && action === 'copy' && twin !== undefined
      ? `copy of ${visible(twin.key)}`
      : `${now === null ? '-' : visible(now)} -> ${decision === 'remove' || target === null ? '-' : visible(target)}`,
    remark,
  ];
}

export function formatOrigin(origin: PlanSummary['origin']): string {
  switch (origin.kind) {
    case 'folder-move':
      return `folder ${visible(origin.prefix)} to ${visible(origin.to)}`;
    case 'moves':
      return `${origin.folders} folders and ${origin.links} links moved`;
    case 'csv':
      return `CSV file of ${origin.lines} lines`;
    case 'manifest':
      return `manifest of ${visible(origin.prefix)}${origin.prune ? ', others deleted' : ''}`;
    case 'rule':
      return `rule ${origin.rule.kind}`;
    case 'delete-links':
      return 'links deleted';
    case 'set':
      return 'settings of links';
    case 'revert':
      return `${origin.links} links as recorded${origin.at === undefined ? '' : ` at ${origin.at}`}`;
    case 'rename-keys':
      return `rename ${visible(origin.prefix)} to ${visible(origin.to)}`;
    case 'copy-keys':
      return `copy ${visible(origin.prefix)} to ${visible(origin.to)}`;
    case 'again':
      return `what plan ${origin.number} left`;
    case 'roll-back':
      return `takes plan ${origin.number} back`;
  }
}
