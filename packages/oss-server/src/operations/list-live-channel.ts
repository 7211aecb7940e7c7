import { formatXml } from '@signpost/oss-protocol';

import type { Operation } from '../protocol/call.ts';
import { xmlReply } from '../protocol/reply.ts';
import { openBucket } from '../rules/bucket-lookup.ts';
import { readListParameters, readListText } from '../rules/list-parameters.ts';

/** There are no live channels here; clients that clean up a bucket ask all the same. */
export const listLiveChannel: Operation = {
  name: 'ListLiveChannel',
  run(call) {
    openBucket(call, 'owner');
    const { prefix, limit } = readListParameters(call);
    return xmlReply(
      formatXml('ListLiveChannelResult', [
        ['Prefix', prefix],
        ['Marker', readListText(call, 'marker') ?? ''],
        ['MaxKeys', limit],
        ['IsTruncated', false],
        ['NextMarker', ''],
      ]),
    );
  },
};
