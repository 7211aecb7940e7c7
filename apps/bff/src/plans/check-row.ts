import type { TargetCard } from '@signpost/api-contract';
import { isYoung } from '@signpost/link-model/plan';
import {
  sortFindings,
  type Finding,
  type KeyState,
  type LinkSettings,
  type LinkSnapshot,
} from '@signpost/link-model/write';
import type { OssClient } from '@signpost/oss-client';
import type { Recorded } from '../changes/change-log.ts';
import { findRecorded } from '../changes/find-recorded.ts';
import { checkStillOurs } from '../writes/check-still-ours.ts';
import { prepareWrite } from '../writes/prepare-write.ts';
import { viewForWrite } from '../writes/view-for-write.ts';
import type { RequestedWrite } from '../writes/write-request.ts';
import type { Writer } from '../writes/writer.ts';
import { isDelete } from './check-stage.ts';
import type { PlannedRow } from './planned-row.ts';
import { toRowRequest } from './to-row-request.ts';

/** A row as pre-flight finds it. */
export interface CheckedRow {
  /** Target of the link now; null where there is none. */
  now: string | null;
  /** State token that the write is conditional on; absent where nothing is stored. */
  token?: string;
  findings: Finding[];
  settings?: LinkSettings;
  /** The link as it is stored now. */
  link?: LinkSnapshot;
}

/**
 * Reads the key of a row and judges its write, as the pre-flight of a single link does. Headers without which readers
 * would fail are set along: that is what a person chooses as well.
 */
export async function checkRow(
  writer: Writer,
  row: PlannedRow,
  { bucket, client }: { bucket: string; client: OssClient },
): Promise<CheckedRow> {
  const { connection, changeLog } = writer;
  const request = await toRowRequest(row, { bucket, connection: connection.config.id, changeLog });
  const view = await viewForWrite(writer, { client, bucket, key: row.key, callsSoFar: () => 0 });
  const { state } = view;
  const undone = await findUndone(writer, request, row.undoes);
  if (undone !== undefined) checkStillOurs(undone, state);
  const prepared = await prepareWrite(writer, request, {
    client,
    now: state,
    previous: view.link?.target,
    targetAsOf: row.targetAsOf,
    // What is copied gets the age of the copy.
    looksAhead: row.targetAsOf === undefined,
  });
  const { findings, settings } =
    row.needs === undefined
      ? setDecisiveHeaders(
          [...prepared.findings, ...judgeAge(prepared.target, writer.now().getTime())],
          row.settings,
        )
      : // What is copied, and what follows it, stays as it is but for where it is.
        { findings: judgeStage(row, prepared.findings, state), settings: row.settings };
  return {
    now: state.kind === 'link' ? state.link.target : null,
    ...(state.kind === 'absent' ? {} : { token: view.token }),
    findings: sortFindings(findings),
    ...(settings === undefined ? {} : { settings }),
    ...(state.kind === 'link' ? { link: state.link } : {}),
  };
}

/** The change that a row takes back, by an undo or, where a copy is removed again, by another write. */
async function findUndone(
  { connection, changeLog }: Writer,
  request: RequestedWrite,
  id: string | undefined,
): Promise<Recorded | undefined> {
  if (request.action === 'undo') return request.recorded;
  return id === undefined ? undefined : findRecorded(changeLog, { connection: connection.config.id, id });
}

/** A version that is still being uploaded is not pointed at without a word. */
function judgeAge(target: TargetCard | undefined, now: number): Finding[] {
  if (target?.state.found !== 'object' || !isYoung(target.state.lastModified, now)) return [];
  return [{ level: 'advise', code: 'target-young', lastModified: target.state.lastModified }];
}

/** Takes the target's value of every header that has to be decided upon. */
function setDecisiveHeaders(
  findings: readonly Finding[],
  settings: LinkSettings | undefined,
): { findings: Finding[]; settings: LinkSettings | undefined } {
  const decisive = findings.filter(isDecisive);
  if (decisive.length === 0) return { findings: [...findings], settings };
  const headers = Object.fromEntries(decisive.map(({ header, target }) => [header, target ?? '']));
  return {
    findings: findings.map((finding) => {
      if (!isDecisive(finding)) return finding;
      const { header, link: from, target: to } = finding;
      return { level: 'advise', code: 'header-set', header, from, to };
    }),
    settings: { ...settings, headers: { ...settings?.headers, ...headers } },
  };
}

/** A header that somebody has to decide upon: readers would fail with the link's. */
function isDecisive(finding: Finding): finding is Finding & { code: 'header-differs' } {
  return finding.code === 'header-differs' && finding.level === 'choose';
}

/** The same findings where a row is one step of several: what the others see to needs no word. */
function judgeStage(row: PlannedRow, found: readonly Finding[], state: KeyState): Finding[] {
  const { key, kind, action, twin } = row;
  const own = row.findings ?? [];
  if (kind === 'copied' && action === 'create' && state.kind !== 'absent')
    return [...own, { level: 'block', code: 'destination-taken', to: key }];
  const others = found.flatMap((finding): Finding[] => {
    // Links that lead here are repointed first.
    if (isDelete(row) && finding.code === 'breaks-links') return [];
    // Its bytes are elsewhere only if it still has those that were copied.
    if (finding.code !== 'deletes-object' || finding.etag !== twin?.etag) return [finding];
    const { size, etag } = finding;
    return [{ level: 'advise', code: 'kept-elsewhere', at: twin.key, size, etag }];
  });
  return [...own, ...others];
}
