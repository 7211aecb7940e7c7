import { encodeUriText } from '@signpost/oss-protocol/rules';
import { createHash, hash } from 'node:crypto';

import { childrenOf, formatXml, optionalText, unquoteEtag } from '@signpost/oss-protocol';

import type { Call, Operation } from '../protocol/call.ts';
import { fault, invalidArgument } from '../protocol/oss-fault.ts';
import { xmlReply } from '../protocol/reply.ts';
import { quoteEtag, versionHeader } from '../rules/entity-headers.ts';
import { findUpload } from '../rules/find-upload.ts';
import { openForWriting, writeEntry } from '../rules/new-entry.ts';
import { parseDocument } from '../rules/document.ts';
import { readObjectAcl } from '../rules/object-headers.ts';
import { combineCrc64 } from '../store/crc64.ts';
import type { Part } from '../store/uploads.ts';

const MIN_PART_SIZE = 100 * 1024;

/** https://www.alibabacloud.com/help/en/oss/developer-reference/completemultipartupload */
export const completeMultipartUpload: Operation = {
  name: 'CompleteMultipartUpload',
  async run(call) {
    const { store } = call.site;
    const opened = openForWriting(call);
    const begun = findUpload(call, opened, store.read);
    const acl = readObjectAcl(call, 'x-oss-object-acl');
    const wanted = await readWantedParts(call);
    const md5 = begun.sequential ? await measureParts(call, store.read.uploads.parts(begun)) : undefined;
    let etag = '';
    let crc64 = '0';
    const { bucket, version } = await writeEntry(call, (view, into) => {
      const upload = findUpload(call, into, view);
      const parts = chooseParts(view.uploads.parts(upload), wanted);
      etag = multipartEtag(parts);
      crc64 = parts.reduce((sum, part) => combineCrc64(sum, part.crc64, part.size), '0');
      const contentMd5 = md5?.etag === etag ? { contentMd5: md5.content } : {};
      view.uploads.end(upload, new Set(parts.map(({ number }) => number)));
      return {
        type: 'Multipart',
        size: parts.reduce((sum, part) => sum + part.size, 0),
        etag,
        modified: call.now,
        storageClass: upload.storageClass,
        acl: acl ?? upload.acl,
        owner: upload.owner,
        details: {
          ...upload.details,
          ...contentMd5,
          crc64,
          segments: parts.flatMap(({ segments }) => segments),
        },
      };
    });
    const encoded = call.query.get('encoding-type') === 'url';
    return xmlReply(
      formatXml('CompleteMultipartUploadResult', [
        encoded ? ['EncodingType', 'url'] : undefined,
        [
          'Location',
          `${call.site.endpointOf(bucket.region, call)}/${bucket.name}/${encodeUriText(call.key!).replaceAll('~', '%7E')}`,
        ],
        ['Bucket', bucket.name],
        ['Key', encoded ? encodeUriText(call.key!) : call.key!],
        ['ETag', quoteEtag(etag)],
      ]),
      { ETag: quoteEtag(etag), 'x-oss-hash-crc64ecma': crc64, ...versionHeader(bucket, version) },
    );
  },
};

type Wanted = { number: number; etag: string }[] | 'all';

/** The parts named in the document, or all that arrived with `x-oss-complete-all: yes`. */
async function readWantedParts(call: Call): Promise<Wanted> {
  const text = await call.body.text();
  if (call.headers.get('x-oss-complete-all') === 'yes') {
    if (text === '') return 'all';
    throw invalidArgument('x-oss-complete-all', 'yes', {
      message: 'Should not speficy both complete all header and http body.',
      ec: '0042-00000216',
    });
  }
  const root = parseDocument(text, 'CompleteMultipartUpload');
  return childrenOf(root, 'Part').map((part) => {
    const number = Number(optionalText(part, 'PartNumber'));
    const etag = optionalText(part, 'ETag');
    if (!Number.isInteger(number) || etag === undefined) throw fault('MalformedXML');
    return { number, etag: unquoteEtag(etag).toUpperCase() };
  });
}

/** No parts at all make an empty object; a list that names none of those that arrived is a mistake. */
function chooseParts(arrived: Part[], wanted: Wanted): Part[] {
  if (wanted.length === 0 && arrived.length > 0) throw fault('MalformedXML');
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

/** The service hashes the ETags of the parts as they are written, not the digests they stand for. */
function multipartEtag(parts: readonly Part[]): string {
  const text = parts.map(({ etag }) => etag).join('');
  return `${hash('md5', text, 'hex').toUpperCase()}-${parts.length}`;
}

/** The MD5 of all parts together, and the ETag by which it is known to be of the same parts later. */
async function measureParts(call: Call, parts: readonly Part[]): Promise<{ content: string; etag: string }> {
  const { blobs } = call.site.store.read;
  const md5 = createHash('md5');
  for (const { segments, size } of parts) {
    for await (const chunk of blobs.read(segments, 0, size)) md5.update(chunk);
  }
  return { content: md5.digest('base64'), etag: multipartEtag(parts) };
}
