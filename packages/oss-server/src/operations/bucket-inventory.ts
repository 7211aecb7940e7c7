import { formatXml, readLenientXml } from '@signpost/oss-protocol';
import type { XmlChild, XmlElement } from '@signpost/oss-protocol';

import { parseInventory } from '../inventory/inventory-configuration.ts';
import type { Call, Operation } from '../protocol/call.ts';
import { fault, invalidArgument } from '../protocol/oss-fault.ts';
import { emptyReply, xmlReply } from '../protocol/reply.ts';
import { openBucket } from '../rules/bucket-lookup.ts';
import { contentOfElement, readDocument, spellSettings } from '../rules/document.ts';

const PAGE = 100;
const MAX_INVENTORIES = 1000;
const SETTING = 'inventory ';

/** https://alibabacloud.com/help/en/oss/developer-reference/putbucketinventory */
export const putBucketInventory: Operation = {
  name: 'PutBucketInventory',
  async run(call) {
    openBucket(call, 'owner');
    const root = spellSettings(await readDocument(call, 'InventoryConfiguration'));
    const { id } = parseInventory(root);
    if (id !== readId(call)) throw invalidArgument('inventoryId', readId(call));
    const body = formatXml(root.name, contentOfElement(root));
    await call.site.store.write((view) => {
      const bucket = openBucket(call, 'owner', view);
      if (view.buckets.settings(bucket, SETTING).length >= MAX_INVENTORIES) {
        throw fault('InvalidArgument', {
          message: 'The number of inventories reached the limit.',
          ec: '0020-00000002',
        });
      }
      view.buckets.setSetting(bucket, SETTING + id, { body, now: call.now });
    });
    return emptyReply(200);
  },
};

/** One inventory. */
export const getBucketInventory: Operation = {
  name: 'GetBucketInventory',
  run(call) {
    const body = call.site.store.read.buckets.setting(openBucket(call, 'owner'), SETTING + readId(call));
    if (body === undefined) throw fault('NoSuchInventory');
    return xmlReply(body);
  },
};

/** All inventories, a hundred to a page; the token is the id the last page ended with. */
export const listBucketInventory: Operation = {
  name: 'ListBucketInventory',
  run(call) {
    const all = call.site.store.read.buckets.settings(openBucket(call, 'owner'), SETTING);
    if (all.length === 0) throw fault('NoSuchInventory');
    const token = call.query.get('continuation-token');
    const rest = all.filter(({ name }) => token === undefined || name > SETTING + token);
    const page = rest.slice(0, PAGE);
    const truncated = rest.length > PAGE;
    return xmlReply(
      formatXml('ListInventoryConfigurationsResult', [
        ...page.map(({ body }): XmlChild => {
          const root: XmlElement = readLenientXml(body);
          return [root.name, contentOfElement(root)];
        }),
        ['IsTruncated', truncated],
        truncated ? ['NextContinuationToken', page.at(-1)!.name.slice(SETTING.length)] : undefined,
      ]),
    );
  },
};

/** Ends an inventory; what it wrote stays. */
export const deleteBucketInventory: Operation = {
  name: 'DeleteBucketInventory',
  async run(call) {
    openBucket(call, 'owner');
    await call.site.store.write((view) =>
      view.buckets.setSetting(openBucket(call, 'owner', view), SETTING + readId(call), undefined),
    );
    return emptyReply(204);
  },
};

function readId(call: Call): string {
  return call.query.get('inventoryId') ?? '';
}
