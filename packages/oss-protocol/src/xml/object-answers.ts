import { decodeOwner, type Owner } from './list-objects.ts';
import {
  childOf,
  childrenOf,
  expectRoot,
  nameDecoder,
  optionalText,
  requiredText,
  requiredTime,
  unquoteEtag,
} from './xml-fields.ts';
import { XmlError } from './xml-error.ts';
import type { XmlElement } from './xml-reader.ts';

/** What GetObjectACL and GetBucketACL tell. */
export interface AccessControl {
  /** `default`, `private`, `public-read` or `public-read-write`, verbatim. */
  readonly acl: string;
  readonly owner: Owner | undefined;
}

/** Reads an AccessControlPolicy. @throws XmlError */
export function decodeAccessControl(document: XmlElement): AccessControl {
  const root = expectRoot(document, 'AccessControlPolicy');
  const list = childOf(root, 'AccessControlList');
  if (!list) throw new XmlError('unexpected', '<AccessControlPolicy> lacks <AccessControlList>');
  return { acl: requiredText(list, 'Grant'), owner: decodeOwner(root) };
}

/** Reads a Tagging document into `[name, value]` pairs; check them with `toTags`. @throws XmlError */
export function decodeTagSet(document: XmlElement): Array<readonly [string, string]> {
  const set = childOf(expectRoot(document, 'Tagging'), 'TagSet');
  if (!set) throw new XmlError('unexpected', '<Tagging> lacks <TagSet>');
  return childrenOf(set, 'Tag').map(
    (tag) => [optionalText(tag, 'Key') ?? '', optionalText(tag, 'Value') ?? ''] as const,
  );
}

/** What CopyObject tells. */
export interface CopyResult {
  readonly etag: string;
  readonly lastModified: Date;
}

/** Reads a CopyObjectResult. @throws XmlError */
export function decodeCopyResult(document: XmlElement): CopyResult {
  const root = expectRoot(document, 'CopyObjectResult');
  return { etag: unquoteEtag(requiredText(root, 'ETag')), lastModified: requiredTime(root, 'LastModified') };
}

/** One key of a DeleteResult. */
export interface DeletedKey {
  readonly key: string;
  readonly versionId: string | undefined;
  readonly deleteMarker: boolean;
  readonly deleteMarkerVersionId: string | undefined;
}

/** Reads a DeleteResult. @throws XmlError */
export function decodeDeleteResult(document: XmlElement): DeletedKey[] {
  const root = expectRoot(document, 'DeleteResult');
  const decode = nameDecoder(root);
  return childrenOf(root, 'Deleted').map((element) => ({
    key: decode(requiredText(element, 'Key')),
    versionId: optionalText(element, 'VersionId'),
    deleteMarker: optionalText(element, 'DeleteMarker') === 'true',
    deleteMarkerVersionId: optionalText(element, 'DeleteMarkerVersionId'),
  }));
}
