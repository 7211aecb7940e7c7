import type { StorageClass } from '../rules/storage-class.ts';
import {
  childrenOf,
  childOf,
  detached,
  expectRoot,
  nameDecoder,
  optionalText,
  present,
  requiredBoolean,
  requiredInteger,
  requiredText,
  toInteger,
  toTime,
  unquoteEtag,
  type NameDecoder,
} from './xml-fields.ts';
import type { XmlElement } from './xml-reader.ts';

/** What kind of object a key is. */
export type ObjectType = 'Normal' | 'Multipart' | 'Appendable' | 'Symlink';

/** Owner of a bucket or object. */
export interface Owner {
  readonly id: string;
  readonly displayName: string;
}

/** One object of a listing. For a link, everything is the link's own; its target is not listed. */
export interface ListedObject {
  readonly key: string;
  /** Kinds newer than this code come through as they are. */
  readonly type: ObjectType | (string & {});
  /** Without quotes. */
  readonly etag: string;
  /** Bytes; of a link, the length of its target's key. */
  readonly size: number;
  readonly lastModified: Date;
  readonly storageClass: StorageClass | (string & {});
  readonly transitionTime: Date | undefined;
  /** Text of a restore under way or done, as in x-oss-restore. */
  readonly restoreInfo: string | undefined;
  readonly owner: Owner | undefined;
}

/** One page of ListObjectsV2. */
export interface ObjectPage {
  readonly bucket: string;
  readonly prefix: string;
  readonly delimiter: string | undefined;
  readonly startAfter: string | undefined;
  readonly maxKeys: number;
  readonly isTruncated: boolean;
  /** Opaque; never a key. Present only when truncated. */
  readonly nextContinuationToken: string | undefined;
  readonly keyCount: number;
  readonly objects: readonly ListedObject[];
  readonly commonPrefixes: readonly string[];
}

/** Reads the answer of ListObjectsV2. @throws XmlError */
export function decodeObjectPage(document: XmlElement): ObjectPage {
  const root = expectRoot(document, 'ListBucketResult');
  const decode = nameDecoder(root);
  const objects = childrenOf(root, 'Contents').map((element) => decodeListedObject(element, decode));
  const commonPrefixes = decodeCommonPrefixes(root, decode);
  return {
    bucket: requiredText(root, 'Name'),
    prefix: decode(optionalText(root, 'Prefix') ?? ''),
    delimiter: decodeOptional(root, 'Delimiter', decode),
    startAfter: decodeOptional(root, 'StartAfter', decode),
    maxKeys: requiredInteger(root, 'MaxKeys'),
    isTruncated: requiredBoolean(root, 'IsTruncated'),
    nextContinuationToken: optionalText(root, 'NextContinuationToken'),
    keyCount: objects.length + commonPrefixes.length,
    objects,
    commonPrefixes,
  };
}

/** The folders of a listing, in order. */
export function decodeCommonPrefixes(root: XmlElement, decode: NameDecoder): string[] {
  return childrenOf(root, 'CommonPrefixes').flatMap((element) =>
    childrenOf(element, 'Prefix').map((prefix) => decode(prefix.text)),
  );
}

/** A name that may be absent. */
export function decodeOptional(root: XmlElement, name: string, decode: NameDecoder): string | undefined {
  const text = optionalText(root, name);
  return text === undefined ? undefined : decode(text);
}

/** Fields that Contents and Version share, gathered in one go: a page has thousands of them. */
export function decodeListedObject(element: XmlElement, decode: NameDecoder): ListedObject {
  let key, type, etag, size, lastModified, storageClass, transitionTime, restoreInfo, owner;
  for (const child of element.children) {
    switch (child.name) {
      case 'Key':
        key ??= child.text;
        break;
      case 'Type':
        type ??= child.text;
        break;
      case 'ETag':
        etag ??= child.text;
        break;
      case 'Size':
        size ??= child.text;
        break;
      case 'LastModified':
        lastModified ??= child.text;
        break;
      case 'StorageClass':
        storageClass ??= child.text;
        break;
      case 'TransitionTime':
        transitionTime ??= child.text;
        break;
      case 'RestoreInfo':
        restoreInfo ??= child.text;
        break;
      case 'Owner':
        owner ??= child;
        break;
      default:
    }
  }
  return {
    key: decode(present(key, { of: element, name: 'Key' })),
    type: type || 'Normal',
    etag: detached(unquoteEtag(etag ?? '')),
    size: toInteger(present(size, { of: element, name: 'Size' }), 'Size'),
    lastModified: toTime(present(lastModified, { of: element, name: 'LastModified' }), 'LastModified'),
    storageClass: storageClass || 'Standard',
    transitionTime: transitionTime ? toTime(transitionTime, 'TransitionTime') : undefined,
    restoreInfo: restoreInfo || undefined,
    owner: owner && toOwner(owner),
  };
}

/** The Owner child, if any. */
export function decodeOwner(element: XmlElement): Owner | undefined {
  const owner = childOf(element, 'Owner');
  return owner && toOwner(owner);
}

function toOwner(owner: XmlElement): Owner {
  const id = optionalText(owner, 'ID') ?? '';
  return { id, displayName: optionalText(owner, 'DisplayName') ?? id };
}
