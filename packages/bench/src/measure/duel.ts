import { client, describeBusy, readParts, type Part } from './busy.ts';
import { drive, type Operate } from './drive.ts';
import { summarise, type Summary } from './statistics.ts';
import type { Aim, Row } from '../report/outcome.ts';
import { formatNumber } from '../report/table.ts';
import type { Pace } from './pace.ts';

/** One of the two compared: what it does, and which processes take part besides this one. */
export interface Side {
  readonly operate: Operate;
  readonly parts: readonly Part[];
}

export interface Duel {
  readonly what: string;
  readonly ours: Side;
  readonly peer: Side;
  readonly inFlight: number;
  readonly pace: Pace;
  /** `speed` is ours ÷ peer per second; `cost` is the time of ours ÷ the time of the peer. */
  readonly compare: 'speed' | 'cost';
  readonly aim?: Aim;
}

interface Round {
  readonly perSecond: number;
  /** CPU time of this process per operation, in microseconds: steadier than speed on a machine that is shared. */
  readonly clientUs: number;
  readonly busy: ReadonlyMap<string, number>;
}

/**
 * Compares two sides in one run: both are warmed up, then take turns (A B, B A, …) so that whatever else the
 * machine does hits both. The ratio is taken round by round, since neighbours in time are most alike.
 */
export async function duel({ what, ours, peer, inFlight, pace, compare, aim }: Duel): Promise<Row> {
  let count = 0;
  const turn = async (side: Side, forMs: number): Promise<Round> => {
    // Garbage of the other side must not be swept at the cost of this one.
    globalThis.gc?.();
    // A full sweep also drops what the engine had learned of objects that happen to be gone: both sides learn again.
    const settled = await drive(side.operate, { inFlight, forMs: pace.settleMs, from: count });
    count += settled.done + inFlight;
    const parts = [client, ...side.parts];
    const before = await readParts(parts);
    const { done, ms } = await drive(side.operate, { inFlight, forMs, from: count });
    const after = await readParts(parts);
    count += done + inFlight;
    const busy = new Map(parts.map(({ name }) => [name, (after.get(name)! - before.get(name)!) / ms]));
    return { perSecond: (done / ms) * 1000, clientUs: (busy.get(client.name)! * ms * 1000) / done, busy };
  };
  await turn(ours, pace.warmMs);
  await turn(peer, pace.warmMs);

  const rounds: { ours: Round; peer: Round }[] = [];
  for (let round = 0; round < pace.rounds; round += 1) {
    if (round % 2 === 0) {
      const first = await turn(ours, pace.roundMs);
      rounds.push({ ours: first, peer: await turn(peer, pace.roundMs) });
    } else {
      const first = await turn(peer, pace.roundMs);
      rounds.push({ ours: await turn(ours, pace.roundMs), peer: first });
    }
  }
  const ratio = summarise(
    rounds.map(({ ours, peer }) =>
      compare === 'speed' ? ours.perSecond / peer.perSecond : peer.perSecond / ours.perSecond,
    ),
  );
  return toRow({ what, ratio, rounds, aim });
}

function toRow(measured: {
  what: string;
  ratio: Summary;
  rounds: readonly { ours: Round; peer: Round }[];
  aim: Aim | undefined;
}): Row {
  const { what, ratio, aim } = measured;
  const ours = measured.rounds.map((round) => round.ours);
  const peer = measured.rounds.map((round) => round.peer);
  return {
    what,
    value: ratio.median,
    unit: '×',
    spread: [ratio.low, ratio.high],
    ...(aim === undefined ? {} : { aim }),
    ours: describeSpeed(ours),
    peer: describeSpeed(peer),
    saturates: `ours: ${describeBusy(middleBusy(ours))}; peer: ${describeBusy(middleBusy(peer))}`,
  };
}

function describeSpeed(rounds: readonly Round[]): string {
  const perSecond = summarise(rounds.map((round) => round.perSecond)).median;
  const clientUs = summarise(rounds.map((round) => round.clientUs)).median;
  return `${formatNumber(perSecond)}/s, client ${formatNumber(clientUs)} µs`;
}

function middleBusy(rounds: readonly Round[]): ReadonlyMap<string, number> {
  const names = [...(rounds[0]?.busy.keys() ?? [])];
  return new Map(names.map((name) => [name, summarise(rounds.map(({ busy }) => busy.get(name)!)).median]));
}
