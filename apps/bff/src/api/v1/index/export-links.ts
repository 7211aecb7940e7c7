import { csvHead, formatCsvRow } from '@signpost/link-model/plan';
import type { LinkCursor, LinkIndex, LinkQuery } from '../../../link-index/link-index.ts';
import { openLinkIndex } from '../../../link-index/memory-link-index.ts';
import { toFileAnswer, toGivenDetails } from '../../file-answer.ts';
import type { OperationHandler } from '../../operation.ts';
import { parseLinkFilter } from '../../parse-link-filter.ts';

const pageSize = 1000;

/** A file that can be imported again. Links whose targets are not known are left out: an import would lose them. */
export const exportLinks: OperationHandler<'exportLinks'> = async (input, context) => {
  const index = openLinkIndex(context.services.connections.get(input.connection), context.permit);
  const filter = parseLinkFilter(input);
  const { connection, bucket, prefix } = input;
  const event = { action: 'export.links', connection, bucket, ...toGivenDetails({ prefix }) };
  return toFileAnswer(context, { name: `links-${bucket}`, format: 'csv', event }, () =>
    toLines(index, filter),
  );
};

async function* toLines(
  index: LinkIndex,
  filter: Omit<LinkQuery, 'limit' | 'after' | 'sort'>,
): AsyncGenerator<string> {
  yield csvHead;
  let after: LinkCursor | undefined;
  do {
    const page = await index.links({ ...filter, after, limit: pageSize });
    const lines = page.items.flatMap(({ key, target }) =>
      target === undefined ? [] : [formatCsvRow({ key, target })],
    );
    if (lines.length > 0) yield lines.join('');
    after = page.next;
  } while (after !== undefined);
}
