import type { ProblemCode } from '@signpost/api-contract';
import { listBuckets, listObjectsV2, OssError } from '@signpost/oss-client';
import type { Connection, Connections } from '../../oss/connections.ts';
import { toOssProblem } from '../../problems/oss-problem.ts';
import { problemTitles } from '../../problems/problem-titles.ts';

const withinMs = 3000;

/** Refusals that will meet every other call as well. */
const refusesAll: ReadonlySet<ProblemCode> = new Set(['oss-credentials-rejected', 'oss-clock-skewed']);

/** Why Signpost is not ready, for people and, where OSS is the reason, as the code of a problem. */
export interface NotReady {
  status: string;
  code?: ProblemCode;
}

/**
 * Makes the check whether Signpost can work: every connection's OSS answers and takes its credential, and the writes
 * that an earlier process left open have been looked at. It answers `undefined` then. One check runs at a time, however
 * many ask: anybody may, and each costs a call to OSS.
 */
export function createReadinessCheck({
  connections,
  areOpenWritesChecked,
}: {
  connections: Pick<Connections, 'list'>;
  areOpenWritesChecked: () => boolean;
}): () => Promise<NotReady | undefined> {
  let running: Promise<NotReady | undefined> | undefined;
  async function check(): Promise<NotReady | undefined> {
    if (!areOpenWritesChecked()) return { status: 'The writes of an earlier process are being looked at.' };
    // What somebody entered in the console must not take the console itself out of service.
    const configured = connections.list().filter(({ config }) => config.source !== 'console');
    const faults = await Promise.all(configured.map(findFault));
    const code = faults.find((fault) => fault !== undefined);
    return code === undefined ? undefined : { status: problemTitles[code], code };
  }
  return () =>
    (running ??= check().finally(() => {
      running = undefined;
    }));
}

async function findFault({ reserved, config }: Connection): Promise<ProblemCode | undefined> {
  const signal = AbortSignal.timeout(withinMs);
  const [first] = config.buckets ?? [];
  try {
    if (first === undefined) await listBuckets(reserved, { maxKeys: 1, signal });
    else
      await listObjectsV2(reserved, {
        bucket: first.name,
        prefix: first.startPrefixes[0] ?? '',
        maxKeys: 1,
        signal,
      });
    return undefined;
  } catch (error) {
    if (!(error instanceof OssError)) throw error;
    const { code } = toOssProblem(error);
    // Any other refusal comes from a service that is there: the credential may be limited to some buckets.
    const isRefusal = error.detail.kind === 'service' && error.detail.status < 500;
    return isRefusal && !refusesAll.has(code) ? undefined : code;
  }
}
