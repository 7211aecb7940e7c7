import { V1_SUB_RESOURCES } from '@signpost/oss-protocol';

import { startOssServer } from '../src/index.ts';
import { send, TEST_ACCOUNT } from './signed-request.ts';

/** Sub-resources and parameters of the service that V1 does not sign, and a few that do not exist. */
const MORE_NAMES = `accessmonitor agentic AntiDDOS bid chunkNumber chunkSize clean copy csv/meta csv/select
  dataPipeline dfs dfsadmin dfssecurity fileNum force hns history json/meta json/select kms
  localRedundancy next-token object partSize partUploadId playlistName progress pts publicUrl purge recursive
  regions rename rule-id saveAs select snapshot since sql ssl storageQuota tag-key tag-value tail transition
  truncate trash udfs undelete unlock userRegion verbose vip vpcip x-oss-ac-forward-allow x-oss-ac-source-ip
  x-oss-async-process x-oss-process x-oss-redundancy-transition-taskid x-oss-target-redundancy-type
  ACL Acl aclX tagging2 versionid Symlink`;

/** What may be asked, by method and level: the operations of gaps.md, written down once more. */
const ANSWERED: Record<string, string> = {
  'GET service': '',
  'GET bucket': `bucketInfo versioning versions location acl stat live uploads requestPayment policy worm
    metaQuery inventory lifecycle overwriteConfig publicAccessBlock bucketArchiveDirectRead tagging cors
    website logging continuation-token`,
  'PUT bucket': `versioning acl requestPayment policy inventory lifecycle overwriteConfig publicAccessBlock
    bucketArchiveDirectRead tagging cors website logging`,
  'POST bucket': 'delete worm wormId',
  'DELETE bucket': `policy worm inventory lifecycle overwriteConfig publicAccessBlock bucketArchiveDirectRead
    tagging cors website logging`,
  'GET object': `symlink acl tagging objectMeta uploadId versionId response-cache-control
    response-content-disposition response-content-encoding response-content-language response-content-type
    response-expires`,
  'PUT object': 'symlink acl tagging uploadId',
  'POST object': 'uploads uploadId append restore',
  'DELETE object': 'tagging uploadId versionId',
  'HEAD object': `objectMeta versionId response-cache-control response-content-disposition
    response-content-encoding response-content-language response-content-type response-expires`,
};

const METHODS = ['GET', 'HEAD', 'PUT', 'POST', 'DELETE', 'OPTIONS'];
const LEVELS = { service: {}, bucket: { bucket: 'sweep' }, object: { bucket: 'sweep', key: 'k' } };
const words = (text: string) => text.split(/\s+/).filter((word) => word !== '');
/** Names that are part of a signature: they may come with any request. */
const SIGNING = new Set(['security-token']);

export const SWEPT_NAMES: readonly string[] = [...V1_SUB_RESOURCES, ...words(MORE_NAMES)].filter(
  (name) => !SIGNING.has(name),
);

export interface Sweep {
  names: readonly string[];
  signatures: readonly ('v1' | 'v4')[];
  /** RequestFormats of a name in the query. */
  forms: readonly ((name: string) => string)[];
}

/**
 * Asks for every name on every level with every method, and wants 501 for each that gaps.md does not list.
 * @returns what was answered otherwise, and the number of requests
 */
export async function sweepSubResources(sweep: Sweep): Promise<{ wrong: string[]; asked: number }> {
  const server = await startOssServer({ accounts: [TEST_ACCOUNT] });
  const wrong: string[] = [];
  let asked = 0;
  try {
    server.admin.putBucket({ name: 'sweep' });
    // An object would keep the bucket from being deleted, so the two levels are swept one after the other.
    for (const [level, place] of Object.entries(LEVELS)) {
      if (level === 'object') server.admin.putObject({ bucket: 'sweep', key: 'k', body: 'kept' });
      for (const method of METHODS) {
        const answered = new Set(words(ANSWERED[`${method} ${level}`] ?? ''));
        for (const name of sweep.names) {
          if (answered.has(name)) continue;
          for (const form of sweep.forms) {
            const query = form(encodeURIComponent(name));
            for (const sign of sweep.signatures) {
              const body = method === 'PUT' || method === 'POST' ? { body: '<Overwritten/>' } : {};
              const answer = await send(server.port, { method, ...place, query, sign, ...body });
              asked += 1;
              if (answer.status === 501 && answer.code === 'NotImplemented') continue;
              wrong.push(`${method} ${level} ?${query} ${sign}: ${answer.status} ${answer.code ?? ''}`);
            }
          }
        }
      }
    }
    const kept = await send(server.port, { bucket: 'sweep', key: 'k' });
    if (kept.text !== 'kept') wrong.push(`The object is ${kept.status} ${kept.text}`);
  } finally {
    await server.stop();
  }
  return { wrong, asked };
}
