import { readLenientXml } from '@signpost/oss-protocol';
import type { XmlElement } from '@signpost/oss-protocol';

import type { Bucket } from '../store/buckets.ts';
import type { StoreView } from '../store/store.ts';

const MAX_REMEMBERED = 200;

/**
 * Reads a document set on a bucket with `parse`, remembering the result by the document's text: the
 * same few documents are asked for by every request.
 */
export function createSettingReader<T>(
  name: string,
  parse: (text: string) => T,
): (view: StoreView, bucket: Bucket) => T | undefined {
  const remembered = new Map<string, T>();
  return (view, bucket) => {
    const text = view.buckets.setting(bucket, name);
    if (text === undefined) return undefined;
    const known = remembered.get(text);
    if (known !== undefined) return known;
    const parsed = parse(text);
    if (remembered.size >= MAX_REMEMBERED) remembered.clear();
    remembered.set(text, parsed);
    return parsed;
  };
}

/** As {@link createSettingReader}, for XML. */
export function createXmlSettingReader<T>(
  name: string,
  parse: (root: XmlElement) => T,
): (view: StoreView, bucket: Bucket) => T | undefined {
  return createSettingReader(name, (text) => parse(readLenientXml(text)));
}
