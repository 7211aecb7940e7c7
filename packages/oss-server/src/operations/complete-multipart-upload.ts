import { createHash } from 'node:crypto';

import { childrenOf, encodeUriText, formatXml, optionalText, unquoteEtag } from '@signpost/oss-protocol';

import type { Call, Operation } from '../pipeline/call.ts';
import { fault } from '../pipeline/oss-fault.ts';
import { xmlReply } from '../pipeline/reply.ts';
import { quoteEtag, versionHeader } from '../rules/entity-headers.ts';
import { findUpload } from '../rules/find-upload.ts';
import { openForWriting, writeEntry } from '../rules/new-entry.ts';
import { readDocument } from '../rules/document.ts';
import { combineCrc64 } from '../store/crc64.ts';
import type { Part } from '../store/uploads.ts';

const MIN_PART_SIZE = 100 * 1024;

/** https://www.alibabacloud.com/help/en/oss/developer-reference/completemultipartupload */
export const completeMultipartUpload: Operation = {
  name: 'CompleteMultipartUpload',
  async run(call) {
    const opened = openForWriting(call);
    findUpload(call, opened, call.site.store.read);
    const wanted = await readWantedParts(call);
    let etag = '';
    let crc64 = '0';
    const { bucket, version } = await writeEntry(call, (view, into) => {
      const upload = findUpload(call, into, view);
      const parts = chooseParts(view.uploads.parts(upload), wanted);
      etag = multipartEtag(parts);
      crc64 = parts.reduce((sum, part) => combineCrc64(sum, part.crc64, part.size), '0');
      view.uploads.end(upload, new Set(parts.map(({ number }) => number)));
      return {
        type: 'Multipart',
        size: parts.reduce((sum, part) => sum + part.size, 0),
        etag,
        modified: call.now,
        storageClass: upload.storageClass,
        acl: call.headers.get('x-oss-object-acl') ?? upload.acl,
        owner: upload.owner,
        details: { ...upload.details, crc64, segments: parts.flatMap(({ segments }) => segments) },
      };
    });
    const encoded = call.query.get('encoding-type') === 'url';
    return xmlReply(
      formatXml('CompleteMultipartUploadResult', [
        encoded ? ['EncodingType', 'url'] : undefined,
        [
          'Location',
          `${call.site.endpointOf(bucket.region, call)}/${bucket.name}/${encodeUriText(call.key!)}`,
        ],
        ['Bucket', bucket.name],
        ['Key', encoded ? encodeUriText(call.key!) : call.key!],
        ['ETag', quoteEtag(etag)],
      ]),
      { 'x-oss-hash-crc64ecma': crc64, ...versionHeader(bucket, version) },
    );
  },
};

type Wanted = { number: number; etag: string }[] | 'all';

/** The parts named in the document, or all that arrived with `x-oss-complete-all: yes`. */
async function readWantedParts(call: Call): Promise<Wanted> {
  if (call.headers.get('x-oss-complete-all') === 'yes') {
    await call.body.expectEmpty();
    return 'all';
  }
  const root = await readDocument(call, 'CompleteMultipartUpload');
  const parts = childrenOf(root, 'Part').map((part) => {
    const number = Number(optionalText(part, 'PartNumber'));
    const etag = optionalText(part, 'ETag');
    if (!Number.isInteger(number) || etag === undefined) throw fault('MalformedXML');
    return { number, etag: unquoteEtag(etag).toUpperCase() };
  });
  if (parts.length === 0) throw fault('MalformedXML');
  return parts;
}

function chooseParts(arrived: Part[], wanted: Wanted): Part[] {
  const parts =
    wanted === 'all'
      ? arrived
      : wanted.map((one, index) => {
          if (index > 0 && wanted[index - 1]!.number >= one.number) throw fault('InvalidPartOrder');
          const part = arrived.find(({ number }) => number === one.number);
          if (part === undefined || part.etag !== one.etag) {
            throw fault('InvalidPart', { details: { PartNumber: String(one.number), ETag: one.etag } });
          }
          return part;
        });
  if (parts.length === 0) throw fault('InvalidPart');
  const small = parts.slice(0, -1).find(({ size }) => size < MIN_PART_SIZE);
  if (small !== undefined) {
    throw fault('EntityTooSmall', {
      details: {
        MinSizeAllowed: String(MIN_PART_SIZE),
        ProposedSize: String(small.size),
        PartNumber: String(small.number),
        ETag: small.etag,
      },
    });
  }
  return parts;
}

function multipartEtag(parts: readonly Part[]): string {
  const md5 = createHash('md5');
  for (const { etag } of parts) md5.update(etag, 'hex');
  return `${md5.digest('hex').toUpperCase()}-${parts.length}`;
}
