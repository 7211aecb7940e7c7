import { formatXml } from '@signpost/oss-protocol';

import type { Operation } from '../protocol/call.ts';
import { xmlReply } from '../protocol/reply.ts';
import { openBucket } from '../rules/bucket-lookup.ts';
import { readLimit, readListParameters, readListText, toXmlTime } from '../rules/list-parameters.ts';
import type { Upload } from '../store/uploads.ts';

const DEFAULT_UPLOADS = 1000;

/** https://www.alibabacloud.com/help/en/oss/developer-reference/listmultipartuploads */
export const listMultipartUploads: Operation = {
  name: 'ListMultipartUploads',
  run(call) {
    const bucket = openBucket(call, 'owner');
    const { prefix, delimiter, name, encoded } = readListParameters(call);
    const limit = readLimit(call, 'max-uploads', DEFAULT_UPLOADS);
    const keyMarker = readListText(call, 'key-marker') ?? '';
    const idMarker = call.query.get('upload-id-marker') ?? '';
    const uploads: Upload[] = [];
    const groups = new Set<string>();
    let last: { key: string; id: string } | undefined;
    let truncated = false;
    for (const upload of call.site.store.read.uploads.list(bucket, { prefix, keyMarker, idMarker })) {
      const at = delimiter === '' ? -1 : upload.key.indexOf(delimiter, prefix.length);
      const group = at === -1 ? undefined : upload.key.slice(0, at + delimiter.length);
      if (group !== undefined && (groups.has(group) || keyMarker.startsWith(group))) continue;
      if (uploads.length + groups.size === limit) {
        truncated = true;
        break;
      }
      if (group === undefined) uploads.push(upload);
      else groups.add(group);
      last = group === undefined ? upload : { key: group, id: '' };
    }
    return xmlReply(
      formatXml('ListMultipartUploadsResult', [
        encoded ? ['EncodingType', 'url'] : undefined,
        ['Bucket', bucket.name],
        ['KeyMarker', name(keyMarker)],
        ['UploadIdMarker', idMarker],
        ['NextKeyMarker', last === undefined ? '' : name(last.key)],
        ['NextUploadIdMarker', last?.id ?? ''],
        ['Delimiter', name(delimiter)],
        ['Prefix', name(prefix)],
        ['MaxUploads', limit],
        ['IsTruncated', truncated],
        ...uploads.map(
          (upload) =>
            [
              'Upload',
              [
                ['Key', name(upload.key)],
                ['UploadId', upload.id],
                ['StorageClass', upload.storageClass],
                ['Initiated', toXmlTime(upload.initiated)],
              ],
            ] as const,
        ),
        ...[...groups].map((group) => ['CommonPrefixes', [['Prefix', name(group)]]] as const),
      ]),
    );
  },
};
