import { childOf, childrenOf, formatXml, optionalText, readLenientXml } from '@signpost/oss-protocol';
import type { XmlChild, XmlElement } from '@signpost/oss-protocol';

import type { Call, Operation } from '../protocol/call.ts';
import { fault, notImplemented, OssFault } from '../protocol/oss-fault.ts';
import { emptyReply, xmlReply } from '../protocol/reply.ts';
import { openBucket } from '../rules/bucket-lookup.ts';
import { contentOfElement, readDocument, spellSettings } from '../rules/document.ts';
import { checkLifecycle } from '../settings/check-lifecycle.ts';
import { parseMirrors } from '../settings/mirror.ts';

/*
 * Settings that are a document put on a bucket, read back and removed. They differ in nothing but what
 * is in this table, so they share one file; what they change is found under `settings/`.
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
  check?: (root: XmlElement, call: Call) => void;
  /** Children that are added where the document has none of that name. */
  defaults?: readonly XmlElement[];
  /** What is left when the parts named in the query of a DELETE are taken out. */
  without?: (root: XmlElement, named: string) => XmlElement;
}

const MAX_OVERWRITE_RULES = 100;

const ROWS: readonly DocumentRow[] = [
  {
    sub: 'lifecycle',
    name: 'BucketLifecycle',
    root: 'LifecycleConfiguration',
    absent: 'NoSuchLifecycle',
    check: (root, call) =>
      checkLifecycle(root, call.headers.get('x-oss-allow-same-action-overlap') === 'true'),
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
  {
    sub: 'tagging',
    name: 'BucketTagging',
    root: 'Tagging',
    absent: [['TagSet', []]],
    without: withoutTags,
  },
  {
    sub: 'cors',
    name: 'BucketCors',
    root: 'CORSConfiguration',
    absent: 'NoSuchCORSConfiguration',
    defaults: [{ name: 'ResponseVary', text: 'false', children: [] }],
  },
  {
    sub: 'website',
    name: 'BucketWebsite',
    root: 'WebsiteConfiguration',
    absent: 'NoSuchWebsiteConfiguration',
    check: parseMirrors,
  },
  {
    sub: 'logging',
    name: 'BucketLogging',
    root: 'BucketLoggingStatus',
    absent: [['LoggingEnabled', '']],
    check: checkLogging,
  },
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
      const root = spellSettings(await readDocument(call, row.root));
      row.check?.(root, call);
      const body = formatElement(withDefaults(root, row.defaults ?? []));
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
      if (stored !== undefined) return xmlReply(formatElement(readLenientXml(stored)));
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
      const named = call.query.get(row.sub);
      if (named !== undefined && row.without === undefined) throw notImplemented(`A part of ${row.name}`);
      await call.site.store.write((view) => {
        const bucket = openBucket(call, 'owner', view);
        const stored = view.buckets.setting(bucket, row.sub);
        const left =
          named === undefined || stored === undefined
            ? undefined
            : { body: formatElement(row.without!(readLenientXml(stored), named)), now: call.now };
        view.buckets.setSetting(bucket, row.sub, left);
      });
      return emptyReply(204);
    },
  };
}

function formatElement(root: XmlElement): string {
  return formatXml(root.name, contentOfElement(root));
}

function withDefaults(root: XmlElement, defaults: readonly XmlElement[]): XmlElement {
  const missing = defaults.filter(({ name }) => childOf(root, name) === undefined);
  return missing.length === 0 ? root : { ...root, children: [...root.children, ...missing] };
}

/** `DELETE ?tagging=k1,k2` takes those tags alone. */
function withoutTags(root: XmlElement, named: string): XmlElement {
  const gone = new Set(named.split(','));
  const sets = childrenOf(root, 'TagSet').map((set) => ({
    ...set,
    children: set.children.filter((tag) => !gone.has(optionalText(tag, 'Key') ?? '')),
  }));
  return { ...root, children: sets };
}

function checkLogging(root: XmlElement, call: Call): void {
  const enabled = childOf(root, 'LoggingEnabled');
  const name = enabled && optionalText(enabled, 'TargetBucket');
  if (name === undefined) return;
  const target = call.site.store.read.buckets.find(name);
  if (target?.owner !== call.identity?.uid) throw fault('InvalidTargetBucketForLogging');
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
