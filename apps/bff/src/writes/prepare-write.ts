import { findKeyProblem, type HttpHeaderName } from '@signpost/oss-protocol/rules';
import type { BucketFacts, TargetCard } from '@signpost/api-contract';
import { isSoon, type Forecast } from '@signpost/link-model/health';
import {
  draftNewLink,
  draftRepoint,
  inheritedHeaders,
  judgeWrite,
  type EarlierWrite,
  type Finding,
  type KeyState,
  type LinkDraft,
} from '@signpost/link-model/write';
import type { OssClient } from '@signpost/oss-client';
import { arrivalDeadline, mayStillArrive } from '../changes/arrival.ts';
import { intendedLink } from '../changes/change-log.ts';
import { findUndo } from '../changes/find-undo.ts';
import { orWithoutDatabase } from '../problems/database-problem.ts';
import { ProblemError } from '../problems/problem-error.ts';
import { openLinkIndex } from '../link-index/memory-link-index.ts';
import type { IndexedConnection } from '../link-index/indexed-connection.ts';
import { withFoundState } from './check-still-ours.ts';
import { findShadowedNullVersion } from './find-shadowed-null-version.ts';
import { forecastTarget } from '../keys/forecast-target.ts';
import { findMirror } from '../oss/find-mirror.ts';
import { readLifecycle } from '../oss/read-lifecycle.ts';
import { readTarget, toTargetFacts } from '../keys/read-target.ts';
import type { ReadContext } from '../keys/read-context.ts';
import { readCopied } from './read-copied.ts';
import type { ObjectCopy } from './send-write.ts';
import type { RequestedWrite } from './write-request.ts';

/** A read context that also knows which links lead where. */
export interface PrepareContext extends ReadContext {
  connection: IndexedConnection;
}

/** A write worked out against what is stored at the key now. */
export interface PreparedWrite {
  after: LinkDraft | null;
  copies?: ObjectCopy;
  /** Set when this version is removed instead of anything being written on top. */
  removesVersion?: string;
  target?: TargetCard;
  findings: Finding[];
  facts: BucketFacts;
}

interface Situation {
  client: OssClient;
  now: KeyState;
  /** What the link at the key reaches now, when that has been looked at: for comparison only. */
  previous?: TargetCard | undefined;
  /** Id of this write, once it is recorded. */
  own?: string | undefined;
  /** The change log was just asked, and knows of no open write to the key. */
  isNoneOpen?: boolean;
  /** The key that holds now what will be at the target: it is looked at in its place. */
  targetAsOf?: string | undefined;
  /** Somebody reads what is advised: what lifecycle and mirror rules will do to the target is looked at, too. */
  looksAhead?: boolean;
}

/** Works out what an order would write and what is to be said about it. Reads, and writes nothing. */
export async function prepareWrite(
  readContext: PrepareContext,
  request: RequestedWrite,
  situation: Situation,
): Promise<PreparedWrite> {
  const facts = await readContext.connection.facts.get(request.bucket, readContext.connection.client);
  const targetKey = situation.targetAsOf ?? targetOf(request);
  const target =
    targetKey === undefined
      ? undefined
      : await readNewTarget(readContext, request, { ...situation, targetKey });
  const copied =
    request.action === 'copy' ? await readCopied(readContext, request, situation.client) : undefined;
  const drafted = draft(request, situation.now, target);
  const { previous } = situation;
  const shadowed =
    facts.versioning === 'suspended' && request.action !== 'undo'
      ? await findShadowedNullVersion(situation.client, {
          bucket: request.bucket,
          key: request.key,
          now: situation.now,
        })
      : undefined;
  const findings = judgeWrite({
    action: request.action,
    bucket: facts,
    time: readContext.now().getTime(),
    key: request.key,
    now: situation.now,
    after: drafted.after,
    target: target === undefined ? undefined : toTargetFacts(target),
    breaksSoon:
      situation.looksAhead === true ? await findBreaksSoon(readContext, request, target) : undefined,
    copied: copied?.facts,
    previous: previous === undefined ? undefined : toTargetFacts(previous),
    removesVersion: drafted.removesVersion !== undefined,
    shadowed,
    backlinks: await openLinkIndex(readContext.connection, readContext.permit).knownBacklinks(
      { bucket: request.bucket, key: request.key },
      maxNamed,
    ),
    earlier:
      situation.isNoneOpen === true ? undefined : await findEarlierWrite(readContext, request, situation.own),
    inherited: drafted.inherited,
  });
  return {
    after: drafted.after,
    ...(copied === undefined ? {} : { copies: copied.copies }),
    ...(drafted.removesVersion === undefined ? {} : { removesVersion: drafted.removesVersion }),
    ...(target === undefined ? {} : { target }),
    findings,
    facts,
  };
}

/** Names a finding has room for. */
const maxNamed = 5;

/** The write to the same key, its outcome open, that may arrive last. */
export async function findEarlierWrite(
  { connection, changeLog, now }: ReadContext,
  { bucket, key }: { bucket: string; key: string },
  own?: string,
): Promise<EarlierWrite | undefined> {
  const time = now().getTime();
  const ref = { connection: connection.config.id, bucket, key };
  // A pre-flight goes on without the change log; the write itself needs it, and reads it first.
  const unresolved = await orWithoutDatabase(changeLog.unresolvedOf(ref), []);
  const earlier = unresolved
    .filter((recorded) => recorded.intent.id !== own && mayStillArrive(recorded, time))
    .toSorted((a, b) => arrivalDeadline(a) - arrivalDeadline(b))
    .at(-1);
  if (earlier === undefined) return undefined;
  return {
    change: earlier.intent.id,
    target: intendedLink(earlier.intent)?.target ?? null,
    mayArriveUntil: new Date(arrivalDeadline(earlier)).toISOString(),
  };
}

function targetOf(request: RequestedWrite): string | undefined {
  switch (request.action) {
    case 'create':
    case 'repoint':
      return request.target;
    case 'delete':
    case 'delete-object':
    case 'copy':
      return undefined;
    case 'undo': {
      const { before } = request.recorded.intent;
      return before.kind === 'link' ? before.link.target : undefined;
    }
  }
}

/** A text that cannot be a key is judged without asking OSS about it. */
async function readNewTarget(
  readContext: ReadContext,
  { bucket, key }: RequestedWrite,
  { client, targetKey, looksAhead }: Pick<Situation, 'client' | 'looksAhead'> & { targetKey: string },
): Promise<TargetCard | undefined> {
  if (findKeyProblem(targetKey) !== undefined) return undefined;
  const card = await readTarget({
    place: { client, bucket, key: targetKey },
    from: key,
    mayRead: (key) =>
      readContext.permit.may('object.read', { connection: readContext.connection.config.name, bucket, key }),
    withAcl: false,
    readsArchiveDirectly: () => readContext.connection.facts.readsArchiveDirectly(bucket),
    findMirror:
      looksAhead === true ? (key) => findMirror(readContext.connection, { bucket, key }) : undefined,
  });
  readContext.connection.indexes.observeTarget(bucket, card);
  return card;
}

/** What breaks a target within thirty days. The rules of its bucket are read once in five minutes. */
async function findBreaksSoon(
  { connection, now }: ReadContext,
  { bucket }: RequestedWrite,
  target: TargetCard | undefined,
): Promise<Forecast | undefined> {
  if (target === undefined) return undefined;
  const [forecast] = await forecastTarget(target, () => readLifecycle(connection, bucket), now());
  return forecast !== undefined && isSoon(forecast, now().getTime()) ? forecast : undefined;
}

interface Drafted {
  after: LinkDraft | null;
  removesVersion?: string;
  inherited?: HttpHeaderName[];
}

function draft(request: RequestedWrite, now: KeyState, target: TargetCard | undefined): Drafted {
  switch (request.action) {
    case 'create': {
      const theirs = request.inheritHeaders && target?.state.found === 'object' ? target.state.headers : {};
      const after = draftNewLink(request.target, request.settings, theirs);
      return { after, inherited: inheritedHeaders(after, request.settings, theirs) };
    }
    case 'repoint':
      // Of what is no link nothing can be kept; judging blocks the write.
      return {
        after:
          now.kind === 'link'
            ? draftRepoint(now.link, request.target, request.settings)
            : draftNewLink(request.target, request.settings),
      };
    case 'delete':
    case 'delete-object':
    case 'copy':
      return { after: null };
    case 'undo': {
      const way = findUndo(withFoundState(request.recorded, now));
      if (typeof way === 'string') throw new ProblemError('undo-impossible', { params: { why: way } });
      switch (way.way) {
        case 'put':
          return { after: way.draft };
        case 'delete':
          return { after: null };
        case 'remove-version':
          return { after: null, removesVersion: way.versionId };
      }
    }
  }
}
