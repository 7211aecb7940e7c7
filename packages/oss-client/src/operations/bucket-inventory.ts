import { assertBucketName } from '@signpost/oss-protocol/rules';
import {
  decodeInventory,
  decodeInventoryPage,
  type InventoryConfiguration,
  type InventoryPage,
} from '@signpost/oss-protocol';

import { decodeAnswer, protocolError } from '../call-errors.ts';
import type { CallOptions } from '../oss-call.ts';
import type { OssClient } from '../oss-client.ts';
import { isOssServiceError } from '../oss-error.ts';
import { LIST_LIMITS } from '../xml-limits.ts';

/** Which page of inventories to read. */
export interface ListBucketInventoryInput extends CallOptions {
  readonly bucket: string;
  /** From the page before; opaque. */
  readonly continuationToken?: string | undefined;
}

/** ListBucketInventory: at most 100 configurations, none where nobody made any. @throws OssError */
export async function listBucketInventory(
  client: OssClient,
  { bucket, continuationToken, signal }: ListBucketInventoryInput,
): Promise<InventoryPage> {
  assertBucketName(bucket);
  const call = {
    operation: 'ListBucketInventory',
    method: 'GET',
    bucket,
    query: [
      ['inventory', ''],
      ...(continuationToken === undefined ? [] : [['continuation-token', continuationToken] as const]),
    ],
    effect: 'read',
    signal,
  } as const;
  try {
    const answer = await client.sendForXml(call, LIST_LIMITS);
    const page = decodeAnswer(call, answer, decodeInventoryPage);
    const { isTruncated, nextContinuationToken: next } = page;
    if (isTruncated && (next === undefined || next === continuationToken))
      throw protocolError(call, answer, {
        reason: 'no-progress',
        message: 'the list of inventories does not go on',
      });
    return page;
  } catch (error) {
    if (!isOssServiceError(error, 'NoSuchInventory')) throw error;
    return { configurations: [], isTruncated: false, nextContinuationToken: undefined };
  }
}

/** GetBucketInventory; undefined where there is none of that id. @throws OssError */
export async function getBucketInventory(
  client: OssClient,
  { bucket, id, signal }: CallOptions & { readonly bucket: string; readonly id: string },
): Promise<InventoryConfiguration | undefined> {
  assertBucketName(bucket);
  const call = {
    operation: 'GetBucketInventory',
    method: 'GET',
    bucket,
    query: [
      ['inventory', ''],
      ['inventoryId', id],
    ],
    effect: 'read',
    signal,
  } as const;
  try {
    return decodeAnswer(call, await client.sendForXml(call), decodeInventory);
  } catch (error) {
    if (isOssServiceError(error, 'NoSuchInventory')) return undefined;
    throw error;
  }
}
