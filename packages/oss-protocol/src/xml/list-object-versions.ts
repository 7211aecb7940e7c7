import {
  decodeCommonPrefixes,
  decodeListedObject,
  decodeOptional,
  decodeOwner,
  type ListedObject,
  type Owner,
} from './list-objects.ts';
import {
  expectRoot,
  nameDecoder,
  optionalText,
  requiredBoolean,
  requiredText,
  requiredTime,
  type NameDecoder,
} from './xml-fields.ts';
import type { XmlElement } from './xml-reader.ts';

/** One version of an object. `versionId` is the text `null` for those from before versioning. */
export interface ListedVersion extends ListedObject {
  readonly kind: 'version';
  readonly versionId: string;
  readonly isLatest: boolean;
}

/** A deletion remembered by versioning. */
export interface ListedDeleteMarker {
  readonly kind: 'delete-marker';
  readonly key: string;
  readonly versionId: string;
  readonly isLatest: boolean;
  readonly lastModified: Date;
  readonly owner: Owner | undefined;
}

/** One page of ListObjectVersions: keys ascending, versions of a key newest first. */
export interface VersionPage {
  readonly bucket: string;
  readonly prefix: string;
  readonly isTruncated: boolean;
  readonly nextKeyMarker: string | undefined;
  readonly nextVersionIdMarker: string | undefined;
  /** Versions and delete markers in the order of the document. */
  readonly entries: ReadonlyArray<ListedVersion | ListedDeleteMarker>;
  readonly commonPrefixes: readonly string[];
}

/** Reads the answer of ListObjectVersions. @throws XmlError */
export function decodeVersionPage(document: XmlElement): VersionPage {
  const root = expectRoot(document, 'ListVersionsResult');
  const decode = nameDecoder(root);
  return {
    bucket: requiredText(root, 'Name'),
    prefix: decode(optionalText(root, 'Prefix') ?? ''),
    isTruncated: requiredBoolean(root, 'IsTruncated'),
    nextKeyMarker: decodeOptional(root, 'NextKeyMarker', decode),
    nextVersionIdMarker: optionalText(root, 'NextVersionIdMarker'),
    entries: root.children
      .filter((element) => element.name === 'Version' || element.name === 'DeleteMarker')
      .map((element) => decodeEntry(element, decode)),
    commonPrefixes: decodeCommonPrefixes(root, decode),
  };
}

function decodeEntry(element: XmlElement, decode: NameDecoder): ListedVersion | ListedDeleteMarker {
  const versionId = optionalText(element, 'VersionId') ?? 'null';
  const isLatest = requiredBoolean(element, 'IsLatest');
  if (element.name === 'Version') {
    return { kind: 'version', ...decodeListedObject(element, decode), versionId, isLatest };
  }
  return {
    kind: 'delete-marker',
    key: decode(requiredText(element, 'Key')),
    versionId,
    isLatest,
    lastModified: requiredTime(element, 'LastModified'),
    owner: decodeOwner(element),
  };
}
