import {
  decodeCommonPrefixes,
  decodeListedObject,
  decodeOptional,
  type ListedObject,
} from './list-objects.ts';
import {
  childrenOf,
  expectRoot,
  nameDecoder,
  optionalText,
  requiredBoolean,
  requiredText,
} from './xml-fields.ts';
import type { XmlElement } from './xml-reader.ts';

/** One page of ListObjects (the first version, paged by key). */
export interface ObjectPageV1 {
  readonly bucket: string;
  readonly prefix: string;
  readonly isTruncated: boolean;
  /** A key or a common prefix; present only when truncated. */
  readonly nextMarker: string | undefined;
  readonly objects: readonly ListedObject[];
  readonly commonPrefixes: readonly string[];
}

/** Reads the answer of ListObjects. @throws XmlError */
export function decodeObjectPageV1(document: XmlElement): ObjectPageV1 {
  const root = expectRoot(document, 'ListBucketResult');
  const decode = nameDecoder(root);
  return {
    bucket: requiredText(root, 'Name'),
    prefix: decode(optionalText(root, 'Prefix') ?? ''),
    isTruncated: requiredBoolean(root, 'IsTruncated'),
    nextMarker: decodeOptional(root, 'NextMarker', decode),
    objects: childrenOf(root, 'Contents').map((element) => decodeListedObject(element, decode)),
    commonPrefixes: decodeCommonPrefixes(root, decode),
  };
}
