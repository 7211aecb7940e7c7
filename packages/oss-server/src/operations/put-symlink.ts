import { decodeSymlinkTarget, symlinkTargetHeader } from '@signpost/oss-protocol/rules';
import { toWireHeaderValue } from '@signpost/oss-protocol';

import type { Call, Operation } from '../protocol/call.ts';
import { fault } from '../protocol/oss-fault.ts';
import { emptyReply } from '../protocol/reply.ts';
import { quoteEtag, versionHeader } from '../rules/entity-headers.ts';
import { openForWriting, ownerOf, writeEntry } from '../rules/new-entry.ts';
import { forbidsOverwrite, readObjectHeaders } from '../rules/object-headers.ts';
import { assertKey } from '../rules/object-names.ts';
import { symlinkEtag } from '../rules/symlink-etag.ts';

/**
 * Writes a link. Nothing about the target is checked but its name: it may be missing, forbidden, cold,
 * or a link itself. https://www.alibabacloud.com/help/en/oss/developer-reference/putsymlink
 */
export const putSymlink: Operation = {
  name: 'PutSymlink',
  async run(call) {
    const opened = openForWriting(call);
    const { details, ...headers } = readObjectHeaders(call, opened);
    const { target, targetHeader } = readTarget(call);
    forbidsOverwrite(call);
    if (opened.hierarchical) {
      throw fault('OperationNotSupported', {
        message: 'Symbolic links are not supported in a bucket with a hierarchical namespace.',
        ec: '',
      });
    }
    await call.body.expectEmpty();
    const etag = symlinkEtag(targetHeader);
    const { bucket, version } = await writeEntry(call, (_view, into) => ({
      type: 'Symlink',
      size: Buffer.byteLength(target),
      etag,
      modified: call.now,
      owner: ownerOf(call, into),
      target,
      targetHeader,
      ...headers,
      details: { ...details, segments: [] },
    }));
    return emptyReply(200, { ETag: quoteEtag(etag), ...versionHeader(bucket, version) });
  },
};

/** The header is kept beside the key: a raw `+` in it has two interpretations, see resolve-link.ts. */
function readTarget(call: Call): { target: string; targetHeader: string } {
  const text = call.headers.get(symlinkTargetHeader);
  if (text === undefined || text === '') {
    throw fault('MissingArgument', { details: { ArgumentName: symlinkTargetHeader } });
  }
  const target = decodeSymlinkTarget(text);
  assertKey(target);
  return { target, targetHeader: toWireHeaderValue(text) };
}
