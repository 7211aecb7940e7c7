import { childOf, childrenOf, formatXml, optionalText } from '@signpost/oss-protocol';
import type { XmlChild, XmlElement } from '@signpost/oss-protocol';

import type { Operation } from '../protocol/call.ts';
import { fault, invalidArgument } from '../protocol/oss-fault.ts';
import { emptyReply, xmlReply } from '../protocol/reply.ts';
import { assertObjectAccess } from '../rules/access.ts';
import { findBucket } from '../rules/bucket-lookup.ts';
import { readDocument } from '../rules/document.ts';
import { readListParameters } from '../rules/list-parameters.ts';
import { assertMayDelete, ownerOf } from '../rules/new-entry.ts';
import { assertKey } from '../rules/object-names.ts';
import { isVersionId } from '../store/version-id.ts';

const MAX_OBJECTS = 1000;

interface Wanted {
  key: string;
  version: string | undefined;
}

/** https://www.alibabacloud.com/help/en/oss/developer-reference/deletemultipleobjects */
export const deleteMultipleObjects: Operation = {
  name: 'DeleteMultipleObjects',
  async run(call) {
    const opened = findBucket(call);
    const { name, encoded } = readListParameters(call);
    if (!call.headers.has('content-md5')) {
      throw fault('MissingArgument', { ec: '', details: { ArgumentName: 'Content-MD5' } });
    }
    const { quiet, wanted } = readDelete(await readDocument(call, 'Delete'));
    for (const { key } of wanted) assertObjectAccess(call, opened, { access: 'write', key });
    const deleted = await call.site.store.write((view) => {
      const bucket = findBucket(call, view);
      const by = { owner: ownerOf(call, bucket), now: call.now };
      for (const { key, version } of wanted) assertMayDelete(call, bucket, { view, key, version });
      return wanted.map(({ key, version }): XmlChild => {
        if (version !== undefined) {
          const { marker } = view.entries.deleteVersion(bucket, key, version);
          return [
            'Deleted',
            [
              ['Key', name(key)],
              ['VersionId', version],
              marker ? ['DeleteMarker', true] : undefined,
              marker ? ['DeleteMarkerVersionId', version] : undefined,
            ],
          ];
        }
        const made = view.entries.delete(bucket, key, by);
        return [
          'Deleted',
          [
            ['Key', name(key)],
            made.marker ? ['DeleteMarker', true] : undefined,
            made.version === undefined ? undefined : ['DeleteMarkerVersionId', made.version],
          ],
        ];
      });
    });
    if (quiet) return emptyReply(200);
    return xmlReply(formatXml('DeleteResult', [encoded ? ['EncodingType', 'url'] : undefined, ...deleted]));
  },
};

function readDelete(root: XmlElement): { quiet: boolean; wanted: Wanted[] } {
  const objects = childrenOf(root, 'Object');
  if (objects.length === 0 || objects.length > MAX_OBJECTS) throw fault('MalformedXML');
  const wanted = objects.map((object) => {
    const key = childOf(object, 'Key')?.text;
    if (key === undefined) throw fault('MalformedXML');
    assertKey(key);
    const version = optionalText(object, 'VersionId');
    if (version !== undefined && !isVersionId(version)) {
      throw invalidArgument('VersionId', version, { message: 'Invalid version id specified.' });
    }
    return { key, version };
  });
  return { quiet: optionalText(root, 'Quiet')?.toLowerCase() === 'true', wanted };
}
