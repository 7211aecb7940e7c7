import { childOf, childrenOf, formatXml, fromWireHeaderValue, optionalText } from '@signpost/oss-protocol';
import type { XmlChild, XmlElement } from '@signpost/oss-protocol';

import { createAggregator } from '../meta-query/meta-aggregation.ts';
import { compareMetaValues, formatMetaValue, metaField } from '../meta-query/meta-fields.ts';
import type { MetaValue } from '../meta-query/meta-fields.ts';
import { parseMetaQuery } from '../meta-query/meta-predicate.ts';
import type { Call, Operation } from '../protocol/call.ts';
import { fault, invalidArgument, notImplemented } from '../protocol/oss-fault.ts';
import { xmlReply } from '../protocol/reply.ts';
import { openBucket } from '../rules/bucket-lookup.ts';
import { readDocument } from '../rules/document.ts';
import { toXmlTime } from '../rules/list-parameters.ts';
import { decodeListToken, encodeListToken } from '../rules/list-token.ts';
import type { Entry } from '../store/entry.ts';

const MAX_RESULTS = 100;

/** Finds current objects by what is known of them. https://help.aliyun.com/document_detail/416775.html */
export const doMetaQuery: Operation = {
  name: 'DoMetaQuery',
  async run(call) {
    const bucket = openBucket(call, 'owner');
    assertBasicMode(call);
    const { read } = call.site.store;
    if (read.buckets.setting(bucket, 'metaQuery') === undefined) throw fault('MetaQueryNotExist');
    const root = await readDocument(call, 'MetaQuery');
    const matches = parseMetaQuery(optionalText(root, 'Query') ?? '');
    const aggregations = childrenOf(childOf(root, 'Aggregations') ?? root, 'Aggregation').map((element) =>
      createAggregator({
        field: optionalText(element, 'Field') ?? '',
        operation: optionalText(element, 'Operation') ?? '',
      }),
    );
    const order = readOrder(root);
    const limit = readLimit(root);
    const found: { entry: Entry; value: MetaValue }[] = [];
    for (const entry of read.entries.allCurrent(bucket)) {
      if (!matches(entry)) continue;
      for (const aggregator of aggregations) aggregator.add(entry);
      if (aggregations.length === 0) found.push({ entry, value: order.read(entry) ?? '' });
    }
    if (aggregations.length > 0) {
      return xmlReply(
        formatXml('MetaQuery', [
          ['NextToken', ''],
          ['Aggregations', aggregations.map((one) => one.element())],
        ]),
      );
    }
    // Equal values keep the order of keys, in which they were read.
    found.sort((left, right) => order.sign * compareMetaValues(left.value, right.value));
    const token = optionalText(root, 'NextToken');
    const start = token === undefined ? 0 : Number(decodeListToken(token));
    const page = found.slice(start, start + limit);
    const next = start + limit < found.length ? encodeListToken(String(start + limit)) : '';
    return xmlReply(
      formatXml('MetaQuery', [
        ['NextToken', next],
        ['Files', page.map(({ entry }) => fileElement(entry))],
      ]),
    );
  },
};

/** @throws OssFault NotImplemented */
function assertBasicMode(call: Call): void {
  if ((call.query.get('mode') ?? 'basic') !== 'basic') throw notImplemented('Semantic search');
}

function readOrder(root: XmlElement): { read: (entry: Entry) => MetaValue | undefined; sign: 1 | -1 } {
  const sort = optionalText(root, 'Sort') ?? 'Filename';
  const read = metaField(sort);
  if (read === undefined) throw invalidArgument('Sort', sort);
  const order = optionalText(root, 'Order') ?? (childOf(root, 'Sort') === undefined ? 'asc' : 'desc');
  if (order !== 'asc' && order !== 'desc') throw invalidArgument('Order', order);
  return { read, sign: order === 'asc' ? 1 : -1 };
}

function readLimit(root: XmlElement): number {
  const text = optionalText(root, 'MaxResults') ?? '0';
  const limit = /^\d{1,3}$/.test(text) ? Number(text) : -1;
  if (limit < 0 || limit > MAX_RESULTS) throw invalidArgument('MaxResults', text);
  return limit === 0 ? MAX_RESULTS : limit;
}

const SHOWN = [
  'Filename',
  'Size',
  'FileModifiedTime',
  'OSSObjectType',
  'OSSStorageClass',
  'ObjectACL',
  'ETag',
  'OSSCRC64',
  'OSSTaggingCount',
];

function fileElement(entry: Entry): XmlChild {
  const { tags, metadata } = entry.details;
  const pair = (name: string, [key, value]: readonly [string, string]): XmlChild => [
    name,
    [
      ['Key', key],
      ['Value', value],
    ],
  ];
  return [
    'File',
    [
      ...SHOWN.map((field): XmlChild => [field, formatMetaValue(field, metaField(field)!(entry)!)]),
      tags.length === 0 ? undefined : ['OSSTagging', tags.map((tag) => pair('Tagging', tag))],
      Object.keys(metadata).length === 0
        ? undefined
        : [
            'OSSUserMeta',
            Object.entries(metadata).map(([name, value]) =>
              pair('UserMeta', [`x-oss-meta-${name}`, fromWireHeaderValue(value)]),
            ),
          ],
    ],
  ];
}

/** Opens the index of a bucket. Ours is the bucket itself, so it is ready at once. */
export const openMetaQuery: Operation = {
  name: 'OpenMetaQuery',
  async run(call) {
    openBucket(call, 'owner');
    assertBasicMode(call);
    await call.body.expectEmpty();
    await call.site.store.write((view) => {
      const bucket = openBucket(call, 'owner', view);
      if (view.buckets.setting(bucket, 'metaQuery') !== undefined) throw fault('MetaQueryAlreadyExist');
      view.buckets.setSetting(bucket, 'metaQuery', { body: 'basic', now: call.now });
    });
    return { status: 200, headers: {} };
  },
};

/** Says since when the index is open. */
export const getMetaQueryStatus: Operation = {
  name: 'GetMetaQueryStatus',
  run(call) {
    const bucket = openBucket(call, 'owner');
    const since = call.site.store.read.buckets.settingTime(bucket, 'metaQuery');
    if (since === undefined) throw fault('MetaQueryNotExist');
    return xmlReply(
      formatXml('MetaQueryStatus', [
        ['State', 'Running'],
        ['Phase', 'IncrementalScanning'],
        ['CreateTime', toXmlTime(since)],
        ['UpdateTime', toXmlTime(call.now)],
        ['MetaQueryMode', 'basic'],
      ]),
    );
  },
};

/** Closes the index. */
export const closeMetaQuery: Operation = {
  name: 'CloseMetaQuery',
  async run(call) {
    openBucket(call, 'owner');
    await call.site.store.write((view) =>
      view.buckets.setSetting(openBucket(call, 'owner', view), 'metaQuery', undefined),
    );
    return { status: 200, headers: {} };
  },
};
