import { OssRuleError, type HttpHeaders } from '@signpost/oss-protocol/rules';
import type { MirrorRule, ResolvedLink, TargetCard } from '@signpost/api-contract';
import { isBroken, isSoon, toHealth } from '@signpost/link-model/health';
import { getSymlink, headObject, isOssServiceError, OssError, type OssClient } from '@signpost/oss-client';
import type { Permit } from '../auth/permit.ts';
import type { ReadConnection } from './read-context.ts';
import { toProblem } from '../problems/to-problem.ts';
import { toHeaders } from './read-key.ts';
import { forecastTarget, type AskLifecycle } from './forecast-target.ts';
import { readTarget, toTargetLook } from './read-target.ts';
import { tellServed } from './view-key.ts';

export interface LinkToResolve {
  key: string;
  etag?: string | undefined;
  target?: string | undefined;
}

/** Where links of one bucket are resolved from. */
export interface ResolveScope {
  connection: ReadConnection;
  client: OssClient;
  permit: Permit;
  bucket: string;
  signal: AbortSignal;
  now: () => Date;
  /** Absent: forecasts are not asked for. */
  askLifecycle?: AskLifecycle;
  /** Absent: mirror rules are not asked for. */
  findMirror?: (key: string) => Promise<MirrorRule | undefined>;
}

/** Tells where one link leads and whether it works. A look that fails is an answer; only going away is an error. */
export async function resolveLink(scope: ResolveScope, link: LinkToResolve): Promise<ResolvedLink> {
  const checkedAt = scope.now().toISOString();
  const { name } = scope.connection.config;
  if (!scope.permit.may('link.read', { connection: name, bucket: scope.bucket, key: link.key }))
    return { key: link.key, health: 'forbidden', forbiddenBy: 'signpost', checkedAt };
  try {
    const target = await findTarget(scope, link);
    const { client, bucket, signal, connection, permit } = scope;
    const card = await readTarget({
      place: { client, bucket, key: target, signal },
      from: link.key,
      mayRead: (key) => permit.may('object.read', { connection: connection.config.name, bucket, key }),
      withAcl: false,
      readsArchiveDirectly: () => connection.facts.readsArchiveDirectly(bucket),
      findMirror: scope.findMirror,
      servesReaders: () => servesReaders(scope, link.key),
    });
    scope.connection.indexes.observeTarget(scope.bucket, card, link.key);
    const { state } = card;
    const health = toHealth(link.key, target, toTargetLook(card));
    const headers =
      health === 'ok' && state.found === 'object' ? await readHeaders(scope, link.key) : undefined;
    const breaksSoon = isBroken(health) ? undefined : await findBreaksSoon(scope, card);
    return {
      key: link.key,
      target,
      health,
      checkedAt,
      ...(breaksSoon === undefined ? {} : { breaksSoon }),
      ...tellServed(connection, { bucket, key: link.key, health, target: card, headers }),
      ...(state.found === 'forbidden' ? { forbiddenBy: state.by } : {}),
      ...(state.found === 'object' ? { reached: toReached(state) } : {}),
      ...(state.found === 'object' && state.readAs !== undefined ? { readAs: state.readAs } : {}),
      ...(state.found === 'nothing' && state.impossible !== undefined
        ? { impossible: state.impossible }
        : {}),
      ...(state.found === 'nothing' && state.mirror !== undefined ? { mirror: state.mirror } : {}),
      ...(state.found === 'unchecked'
        ? {
            problem: {
              code: state.code,
              ...(state.ossRequestId === undefined ? {} : { ossRequestId: state.ossRequestId }),
            },
          }
        : {}),
    };
  } catch (error) {
    if (scope.signal.aborted) throw error;
    // A name that OSS would refuse to be asked about must not take the other rows with it.
    if (error instanceof OssRuleError)
      return { key: link.key, health: 'unknown', problem: { code: toProblem(error, '').code }, checkedAt };
    if (!(error instanceof OssError)) throw error;
    if (isOssServiceError(error, 'AccessDenied')) {
      return { key: link.key, health: 'forbidden', forbiddenBy: 'oss', checkedAt };
    }
    const { code } = toProblem(error, '');
    return {
      key: link.key,
      health: 'unknown',
      problem: { code, ...(error.requestId === undefined ? {} : { ossRequestId: error.requestId }) },
      checkedAt,
    };
  }
}

async function findBreaksSoon(
  { askLifecycle, now }: ResolveScope,
  card: TargetCard,
): Promise<ResolvedLink['breaksSoon']> {
  if (askLifecycle === undefined) return undefined;
  const [forecast] = await forecastTarget(card, askLifecycle, now());
  return forecast !== undefined && isSoon(forecast, now().getTime()) ? forecast : undefined;
}

/** Headers that readers of the link get; undefined where OSS refuses to tell. */
async function readHeaders(
  { client, bucket, signal }: ResolveScope,
  key: string,
): Promise<HttpHeaders | undefined> {
  try {
    return toHeaders(await headObject(client, { bucket, key, signal }));
  } catch (error) {
    if (isOssServiceError(error)) return undefined;
    throw error;
  }
}

/** Whether OSS answers who reads through the link. */
async function servesReaders({ client, bucket, signal }: ResolveScope, key: string): Promise<boolean> {
  try {
    await headObject(client, { bucket, key, signal });
    return true;
  } catch (error) {
    if (isOssServiceError(error)) return false;
    throw error;
  }
}

function toReached(state: {
  size: number;
  lastModified: string;
  storageClass: string;
  etag: string;
}): ResolvedLink['reached'] {
  const { size, lastModified, storageClass, etag } = state;
  return { size, lastModified, storageClass, etag };
}

async function findTarget(scope: ResolveScope, link: LinkToResolve): Promise<string> {
  if (link.target !== undefined) return link.target;
  const { bucket, connection, client, signal } = scope;
  const version = link.etag === undefined ? undefined : { bucket, key: link.key, etag: link.etag };
  const kept = version === undefined ? undefined : connection.targets.get(version);
  if (kept !== undefined) return kept;
  const { target, etag, lastModified, storageClass } = await getSymlink(client, {
    bucket,
    key: link.key,
    signal,
  });
  if (etag !== undefined) {
    connection.targets.set({ bucket, key: link.key, etag }, target);
    connection.indexes.observeLink(bucket, { key: link.key, etag, target, lastModified, storageClass });
  }
  return target;
}
