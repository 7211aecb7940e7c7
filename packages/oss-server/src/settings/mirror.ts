import { isLoopbackHost, encodeUriPath, findStoredKeyProblem } from '@signpost/oss-protocol/rules';
import { childOf, childrenOf, optionalText } from '@signpost/oss-protocol';
import type { XmlElement } from '@signpost/oss-protocol';

import type { Call } from '../protocol/call.ts';
import { notImplemented, OssFault } from '../protocol/oss-fault.ts';
import type { Bucket } from '../store/buckets.ts';
import { emptyDetails } from '../store/entry.ts';
import { discardBody, receiveBody } from '../store/incoming-body.ts';
import { createXmlSettingReader } from './read-setting.ts';

/** Where keys with a prefix are fetched from when they are missing. */
interface MirrorRule {
  prefix: string;
  url: string;
}

const FETCH_TIMEOUT_MS = 10_000;

const readMirrors = createXmlSettingReader('website', parseMirrors);

/**
 * Reads the routing rules of a website. Only mirrors are known, and only from this machine: a rule is
 * an address that the server calls for anybody who reads a missing key.
 * @throws OssFault NotImplemented for any other rule
 */
export function parseMirrors(root: XmlElement): MirrorRule[] {
  const rules = childOf(root, 'RoutingRules');
  if (rules === undefined) return [];
  return childrenOf(rules, 'RoutingRule').map((rule) => {
    const redirect = childOf(rule, 'Redirect');
    const condition = childOf(rule, 'Condition');
    const url = redirect && optionalText(redirect, 'MirrorURL');
    if (redirect === undefined || optionalText(redirect, 'RedirectType') !== 'Mirror' || url === undefined) {
      throw notImplemented('A routing rule other than a mirror');
    }
    if (!URL.canParse(url) || !isLoopbackHost(new URL(url).hostname)) {
      throw notImplemented('A mirror outside this machine');
    }
    return {
      prefix: (condition && optionalText(condition, 'KeyPrefixEquals')) ?? '',
      url: url.replace(/\/?$/, '/'),
    };
  });
}

/**
 * Fetches a missing key from the mirror of its prefix and stores it. A plain GET fires a rule; HEAD does
 * not, and whether a read through a link does is not documented, so it does not.
 * @returns whether something was stored
 */
export async function fetchMirrored(call: Call, bucket: Bucket): Promise<boolean> {
  const key = call.key!;
  const { store } = call.site;
  const rule = readMirrors(store.read, bucket)?.find(({ prefix }) => key.startsWith(prefix));
  if (rule === undefined || findStoredKeyProblem(key) !== undefined) return false;
  const answer = await fetch(rule.url + encodeUriPath(key), {
    signal: AbortSignal.timeout(FETCH_TIMEOUT_MS),
    redirect: 'error',
  }).catch(() => undefined);
  if (answer?.status === 404) return false;
  if (answer?.status !== 200 || answer.body === null) {
    throw new OssFault('MirrorFailed', { status: 424, message: 'The source did not give the object.' });
  }
  const body = await receiveBody(answer.body, store.incomingFolder);
  try {
    await store.write((view) => {
      if (view.entries.current(bucket, key) !== undefined) return;
      view.entries.put(bucket, key, {
        type: 'Normal',
        size: body.size,
        etag: body.md5,
        modified: call.now,
        storageClass: bucket.storageClass,
        acl: 'default',
        owner: bucket.owner,
        details: {
          ...emptyDetails(),
          headers: { 'content-type': answer.headers.get('content-type') ?? 'application/octet-stream' },
          crc64: body.crc64,
          contentMd5: Buffer.from(body.md5, 'hex').toString('base64'),
          segments: view.blobs.adopt(body),
        },
      });
    });
  } finally {
    discardBody(body);
  }
  return true;
}
