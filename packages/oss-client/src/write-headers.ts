import {
  assertHeaderValue,
  headerNames,
  type HttpHeaders,
  encodeUserMetadata,
  formatTagging,
  type ObjectAcl,
  parseObjectAcl,
  parseStorageClass,
  type StorageClass,
  type Tags,
  type UserMetadata,
} from '@signpost/oss-protocol/rules';

/** What a writer may say about the object beside its content. */
export interface ObjectAttributes {
  /** No class given means the bucket's. */
  readonly storageClass?: StorageClass | undefined;
  /** No ACL given means `default`, whatever it was before. */
  readonly acl?: ObjectAcl | undefined;
  /** Names without x-oss-meta-; 8 KB in all. */
  readonly metadata?: UserMetadata | undefined;
  readonly tags?: Tags | undefined;
  /** Refuses to replace anything; OSS ignores it on buckets with versioning. */
  readonly forbidOverwrite?: boolean | undefined;
  readonly httpHeaders?: HttpHeaders | undefined;
}

type HeaderList = Array<readonly [string, string]>;

/**
 * The headers for {@link ObjectAttributes}, checked before anything is sent.
 * @throws OssRuleError
 */
export function toAttributeHeaders(attributes: ObjectAttributes): HeaderList {
  const headers = attributes.httpHeaders ? toHttpHeaderList(attributes.httpHeaders) : [];
  if (attributes.storageClass !== undefined) {
    headers.push(['x-oss-storage-class', parseStorageClass(attributes.storageClass)]);
  }
  if (attributes.acl !== undefined) headers.push(['x-oss-object-acl', parseObjectAcl(attributes.acl)]);
  if (attributes.forbidOverwrite !== undefined) {
    headers.push(['x-oss-forbid-overwrite', String(attributes.forbidOverwrite)]);
  }
  const tagging = attributes.tags ? formatTagging(attributes.tags) : '';
  if (tagging !== '') headers.push(['x-oss-tagging', tagging]);
  if (attributes.metadata) headers.push(...encodeUserMetadata(attributes.metadata));
  return headers;
}

function toHttpHeaderList(httpHeaders: HttpHeaders): HeaderList {
  const list: HeaderList = [];
  for (const [field, name] of Object.entries(headerNames)) {
    const value = httpHeaders[field as keyof HttpHeaders];
    if (value === undefined) continue;
    assertHeaderValue(name, value);
    list.push([name.toLowerCase(), value]);
  }
  return list;
}
