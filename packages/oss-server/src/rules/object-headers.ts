import {
  headerNames,
  isObjectAcl,
  isStorageClass,
  isUserMetadataName,
  maxUserMetadataBytes,
  parseTagging,
  TagRuleError,
  userMetadataPrefix,
} from '@signpost/oss-protocol/rules';

import type { Call } from '../protocol/call.ts';
import { fault, invalidArgument } from '../protocol/oss-fault.ts';
import type { Bucket } from '../store/buckets.ts';
import type { EntryDetails } from '../store/entry.ts';

/** Ordinary headers that are kept with an object. */
const KEPT_HEADERS = Object.values(headerNames).map((name) => name.toLowerCase());

const DEFAULT_CONTENT_TYPE = 'application/octet-stream';

/** What the headers of a write say about the new object. */
export interface ObjectHeaders {
  storageClass: string;
  acl: string;
  details: Pick<EntryDetails, 'headers' | 'metadata' | 'tags'>;
}

/**
 * Reads and checks the headers shared by PutObject, PutSymlink, CopyObject, AppendObject and
 * InitiateMultipartUpload.
 */
export function readObjectHeaders(call: Call, bucket: Bucket): ObjectHeaders {
  assertEncryption(call);
  return {
    storageClass: readStorageClass(call) ?? bucket.storageClass,
    acl: readObjectAcl(call, 'x-oss-object-acl') ?? 'default',
    details: {
      headers: readKeptHeaders(call),
      metadata: readMetadata(call),
      tags: readTagging(call),
    },
  };
}

/** Nothing is encrypted here, but what is no encryption at all is refused as the service does. */
function assertEncryption(call: Call): void {
  const algorithm = call.headers.get('x-oss-server-side-encryption');
  if (algorithm === undefined || ['AES256', 'KMS', 'SM4'].includes(algorithm)) return;
  throw fault('InvalidEncryptionAlgorithmError');
}

function readKeptHeaders(call: Call): Record<string, string> {
  const kept: Record<string, string> = {};
  for (const name of KEPT_HEADERS) {
    const value = call.rawHeaders.get(name);
    if (value !== undefined && value !== '') kept[name] = value;
  }
  kept['content-type'] ??= DEFAULT_CONTENT_TYPE;
  return kept;
}

/** @throws OssFault 0011-… for names, values or totals OSS refuses */
function readMetadata(call: Call): Record<string, string> {
  const metadata: Record<string, string> = {};
  let bytes = 0;
  for (const [header, value] of call.rawHeaders) {
    if (!header.startsWith(userMetadataPrefix)) continue;
    const name = header.slice(userMetadataPrefix.length);
    if (!isUserMetadataName(name)) {
      throw invalidArgument(header, value, {
        message: 'The user metadata key is invalid.',
        ec: '0011-00000004',
      });
    }
    bytes += name.length + value.length;
    metadata[name] = value;
  }
  if (bytes > maxUserMetadataBytes) {
    throw fault('InvalidArgument', {
      message: `The total size of user metadata is ${bytes} bytes, more than ${maxUserMetadataBytes}.`,
      ec: '0011-00000002',
    });
  }
  return metadata;
}

function readStorageClass(call: Call): string | undefined {
  const value = call.headers.get('x-oss-storage-class');
  if (value === undefined) return undefined;
  if (value === '') throw invalidArgument('x-oss-storage-class', value, { ec: '0017-00000131' });
  if (!isStorageClass(value)) throw invalidArgument('x-oss-storage-class', value, { ec: '0013-00000101' });
  return value;
}

export function readObjectAcl(call: Call, header: string): string | undefined {
  const value = call.headers.get(header);
  if (value === undefined) return undefined;
  if (value === '') return 'default';
  if (!isObjectAcl(value))
    throw invalidArgument(header, value, {
      message: 'no such object access control exists',
      ec: '0015-00000204',
    });
  return value;
}

function readTagging(call: Call): [string, string][] {
  const value = call.headers.get('x-oss-tagging');
  return value === undefined ? [] : asOssFault(() => Object.entries(parseTagging(value)));
}

/** Runs a tag rule of the protocol package, with its refusals as OSS errors. */
export function asOssFault<T>(work: () => T): T {
  try {
    return work();
  } catch (error) {
    if (error instanceof TagRuleError) throw fault(error.code, { message: error.message });
    throw error;
  }
}

/** Whether the request forbids overwriting. @throws OssFault for anything but true and false */
export function forbidsOverwrite(call: Call): boolean {
  const value = call.headers.get('x-oss-forbid-overwrite');
  if (value === undefined || value === 'false') return false;
  if (value === 'true') return true;
  throw invalidArgument('x-oss-forbid-overwrite', value, { ec: '0017-00000279' });
}
