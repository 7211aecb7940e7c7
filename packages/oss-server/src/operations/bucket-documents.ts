import { childrenOf, formatXml, isStorageClass, optionalText, readLenientXml } from '@signpost/oss-protocol';
import type { XmlChild, XmlElement } from '@signpost/oss-protocol';

import type { Operation } from '../pipeline/call.ts';
import { fault, OssFault } from '../pipeline/oss-fault.ts';
import { emptyReply, xmlReply } from '../pipeline/reply.ts';
import { openBucket } from '../rules/bucket-lookup.ts';
import { contentOfElement, readDocument } from '../rules/document.ts';
import { parseMirrors } from '../settings/mirror.ts';

/*
 * Settings that are a document put on a bucket, read back and removed. They differ in nothing but what
 * stands in this table, so they share one file; what they change is found under `settings/`.
 */
interface DocumentRow {
  /** Query name, and name under which it is kept. */
  sub: string;
  /** The operations are `Put<name>`, `Get<name>`, `Delete<name>`. */
  name: string;
  root: string;
  /** Answer when none is set: an error code, or the content of the root. */
  absent: string | XmlChild[];
  /** @throws OssFault when the document is no such setting */
  check?: (root: XmlElement) => void;
}

const MAX_OVERWRITE_RULES = 100;
const MAX_LIFECYCLE_RULES = 1000;

const ROWS: readonly DocumentRow[] = [
  {
    sub: 'lifecycle',
    name: 'BucketLifecycle',
    root: 'LifecycleConfiguration',
    absent: 'NoSuchLifecycle',
    check: checkLifecycle,
  },
  {
    sub: 'overwriteConfig',
    name: 'BucketOverwriteConfig',
    root: 'OverwriteConfiguration',
    absent: 'NoSuchOverwriteConfig',
    check: checkOverwriteRules,
  },
  {
    sub: 'publicAccessBlock',
    name: 'BucketPublicAccessBlock',
    root: 'PublicAccessBlockConfiguration',
    absent: [['BlockPublicAccess', false]],
    check: checkSwitch('BlockPublicAccess'),
  },
  {
    sub: 'bucketArchiveDirectRead',
    name: 'BucketArchiveDirectRead',
    root: 'ArchiveDirectReadConfiguration',
    absent: [['Enabled', false]],
    check: checkSwitch('Enabled'),
  },
  { sub: 'tagging', name: 'BucketTagging', root: 'Tagging', absent: [['TagSet', []]] },
  { sub: 'cors', name: 'BucketCors', root: 'CORSConfiguration', absent: 'NoSuchCORSConfiguration' },
  {
    sub: 'website',
    name: 'BucketWebsite',
    root: 'WebsiteConfiguration',
    absent: 'NoSuchWebsiteConfiguration',
    check: parseMirrors,
  },
  { sub: 'logging', name: 'BucketLogging', root: 'BucketLoggingStatus', absent: [] },
];

/** The operations of all rows: `sub`, method and operation. */
export const BUCKET_DOCUMENTS: readonly { sub: string; method: string; operation: Operation }[] =
  ROWS.flatMap((row) => [
    { sub: row.sub, method: 'PUT', operation: putDocument(row) },
    { sub: row.sub, method: 'GET', operation: getDocument(row) },
    { sub: row.sub, method: 'DELETE', operation: deleteDocument(row) },
  ]);

function putDocument(row: DocumentRow): Operation {
  return {
    name: `Put${row.name}`,
    async run(call) {
      openBucket(call, 'owner');
      const root = await readDocument(call, row.root);
      row.check?.(root);
      const body = formatXml(root.name, contentOfElement(root));
      await call.site.store.write((view) =>
        view.buckets.setSetting(openBucket(call, 'owner', view), row.sub, { body, now: call.now }),
      );
      return emptyReply(200);
    },
  };
}

function getDocument(row: DocumentRow): Operation {
  return {
    name: `Get${row.name}`,
    run(call) {
      const stored = call.site.store.read.buckets.setting(openBucket(call, 'owner'), row.sub);
      if (stored !== undefined)
        return xmlReply(formatXml(row.root, contentOfElement(readLenientXml(stored))));
      if (typeof row.absent !== 'string') return xmlReply(formatXml(row.root, row.absent));
      throw new OssFault(row.absent, { status: 404, details: { BucketName: call.bucket! } });
    },
  };
}

function deleteDocument(row: DocumentRow): Operation {
  return {
    name: `Delete${row.name}`,
    async run(call) {
      openBucket(call, 'owner');
      await call.site.store.write((view) =>
        view.buckets.setSetting(openBucket(call, 'owner', view), row.sub, undefined),
      );
      return emptyReply(204);
    },
  };
}

function checkSwitch(name: string): (root: XmlElement) => void {
  return (root) => {
    const value = optionalText(root, name);
    if (value !== 'true' && value !== 'false') throw fault('MalformedXML');
  };
}

function checkOverwriteRules(root: XmlElement): void {
  const rules = childrenOf(root, 'Rule');
  const sound = rules.every((rule) => optionalText(rule, 'Action') === 'forbid');
  if (rules.length === 0 || rules.length > MAX_OVERWRITE_RULES || !sound) throw fault('MalformedXML');
}

const LIFECYCLE_PARTS = new Set([
  'ID',
  'Prefix',
  'Status',
  'Tag',
  'Expiration',
  'Transition',
  'NoncurrentVersionExpiration',
  'NoncurrentVersionTransition',
  'AbortMultipartUpload',
]);

/** A part of a rule that is not understood must not be skipped: it would delete more than was asked. */
function checkLifecycle(root: XmlElement): void {
  const rules = childrenOf(root, 'Rule');
  if (rules.length === 0 || rules.length > MAX_LIFECYCLE_RULES) throw fault('MalformedXML');
  for (const rule of rules) {
    const unknown = rule.children.find(({ name }) => !LIFECYCLE_PARTS.has(name));
    if (unknown !== undefined)
      throw fault('NotImplemented', {
        message: `${unknown.name} in a lifecycle rule is not implemented by this server.`,
      });
    const status = optionalText(rule, 'Status');
    if (status !== 'Enabled' && status !== 'Disabled') throw fault('MalformedXML');
    for (const action of rule.children.filter(({ children }) => children.length > 0)) {
      const days = optionalText(action, 'Days') ?? optionalText(action, 'NoncurrentDays');
      if (days !== undefined && !/^[1-9]\d{0,5}$/.test(days))
        throw fault('InvalidArgument', { details: { ArgumentName: 'Days', ArgumentValue: days } });
      const date = optionalText(action, 'CreatedBeforeDate') ?? optionalText(action, 'Date');
      if (date !== undefined && Number.isNaN(Date.parse(date))) throw fault('MalformedXML');
      const storageClass = optionalText(action, 'StorageClass');
      if (storageClass !== undefined && !isStorageClass(storageClass)) throw fault('MalformedXML');
      if (optionalText(action, 'IsAccessTime') === 'true')
        throw fault('NotImplemented', {
          message: 'Rules by access time are not implemented by this server.',
        });
    }
  }
}
