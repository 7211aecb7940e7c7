import type { BucketFacts, TargetCard } from '@signpost/api-contract';
import {
  draftNewLink,
  draftRepoint,
  findKeyProblem,
  inheritedHeaders,
  judgeWrite,
  type EarlierWrite,
  type Finding,
  type HttpHeaderName,
  type KeyState,
  type KnownPointers,
  type LinkDraft,
} from '@signpost/link-model';
import type { OssClient } from '@signpost/oss-client';
import { arrivalDeadline, mayStillArrive } from '../changes/arrival.ts';
import { findUndo } from '../changes/find-undo.ts';
import { ProblemError } from '../problems/problem-error.ts';
import { findNullBeneath } from './find-shadowed-null-version.ts';
import { lookAtTarget, toTargetFacts } from '../keys/read-target.ts';
import type { Viewer } from '../keys/view-key.ts';
import type { WriteOrder } from './write-request.ts';

/** A write worked out against what stands at the key now. */
export interface PreparedWrite {
  after: LinkDraft | null;
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
}

/** Works out what an order would write and what is to be said about it. Reads, and writes nothing. */
export async function prepareWrite(
  viewer: Viewer,
  order: WriteOrder,
  situation: Situation,
): Promise<PreparedWrite> {
  const facts = await viewer.connection.facts.get(order.bucket, viewer.connection.client);
  const targetKey = targetOf(order);
  const target =
    targetKey === undefined
      ? undefined
      : await lookAtNewTarget(viewer, order, { client: situation.client, targetKey });
  const drafted = draft(order, situation.now, target);
  const { previous } = situation;
  const beneath =
    facts.versioning === 'suspended' && order.action !== 'undo'
      ? await findNullBeneath(situation.client, { bucket: order.bucket, key: order.key, now: situation.now })
      : undefined;
  const findings = judgeWrite({
    action: order.action,
    bucket: facts,
    time: viewer.now().getTime(),
    key: order.key,
    now: situation.now,
    after: drafted.after,
    target: target === undefined ? undefined : toTargetFacts(target),
    previous: previous === undefined ? undefined : toTargetFacts(previous),
    removesVersion: drafted.removesVersion !== undefined,
    beneath,
    pointers: knownPointers(viewer, order),
    earlier: findEarlierWrite(viewer, order, situation.own),
    inherited: drafted.inherited,
  });
  return {
    after: drafted.after,
    ...(drafted.removesVersion === undefined ? {} : { removesVersion: drafted.removesVersion }),
    ...(target === undefined ? {} : { target }),
    findings,
    facts,
  };
}

/** Names a finding has room for. */
const maxNamed = 5;

function knownPointers({ connection }: Viewer, { bucket, key }: WriteOrder): KnownPointers | undefined {
  const index = connection.indexes.get(bucket);
  if (index === undefined) return undefined;
  // A link at itself does not break by its own change.
  const keys = index.pointsAt(key).filter((pointer) => pointer !== key);
  const { state, readAt } = connection.indexes.coverage(bucket);
  return {
    count: keys.length,
    first: keys.slice(0, maxNamed),
    complete: state === 'complete',
    ...(readAt === undefined ? {} : { readAt }),
  };
}

/** The write to the same key, its outcome open, that may arrive last. */
export function findEarlierWrite(
  { connection, journal, now }: Viewer,
  { bucket, key }: { bucket: string; key: string },
  own?: string,
): EarlierWrite | undefined {
  const time = now().getTime();
  const earlier = journal
    .unresolved({ connection: connection.config.name, bucket, key })
    .filter((recorded) => recorded.intent.id !== own && mayStillArrive(recorded, time))
    .toSorted((a, b) => arrivalDeadline(a) - arrivalDeadline(b))
    .at(-1);
  if (earlier === undefined) return undefined;
  const { id, intended } = earlier.intent;
  return {
    change: id,
    target: intended?.target ?? null,
    mayArriveUntil: new Date(arrivalDeadline(earlier)).toISOString(),
  };
}

function targetOf(order: WriteOrder): string | undefined {
  switch (order.action) {
    case 'create':
    case 'repoint':
      return order.target;
    case 'delete':
    case 'delete-object':
      return undefined;
    case 'undo': {
      const { before } = order.recorded.intent;
      return before.kind === 'link' ? before.link.target : undefined;
    }
  }
}

/** A text that cannot be a key is judged without asking OSS about it. */
async function lookAtNewTarget(
  viewer: Viewer,
  { bucket, key }: WriteOrder,
  { client, targetKey }: { client: OssClient; targetKey: string },
): Promise<TargetCard | undefined> {
  if (findKeyProblem(targetKey) !== undefined) return undefined;
  const card = await lookAtTarget({
    place: { client, bucket, key: targetKey },
    from: key,
    mayRead: (key) =>
      viewer.permit.may('object.read', { connection: viewer.connection.config.name, bucket, key }),
    withAcl: true,
  });
  viewer.connection.indexes.observeTarget(bucket, card);
  return card;
}

interface Drafted {
  after: LinkDraft | null;
  removesVersion?: string;
  inherited?: HttpHeaderName[];
}

function draft(order: WriteOrder, now: KeyState, target: TargetCard | undefined): Drafted {
  switch (order.action) {
    case 'create': {
      const theirs = order.inheritHeaders && target?.state.found === 'object' ? target.state.headers : {};
      const after = draftNewLink(order.target, order.settings, theirs);
      return { after, inherited: inheritedHeaders(after, order.settings, theirs) };
    }
    case 'repoint':
      // Of what is no link nothing can be kept; judging blocks the write.
      return {
        after:
          now.kind === 'link'
            ? draftRepoint(now.link, order.target, order.headers)
            : draftNewLink(order.target, { headers: order.headers }),
      };
    case 'delete':
    case 'delete-object':
      return { after: null };
    case 'undo': {
      const way = findUndo(order.recorded);
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
