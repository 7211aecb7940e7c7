import type { LinkSelection } from '@signpost/api-contract';
import { csvHead, formatCsvRow } from '@signpost/link-model/plan';
import type { LinkIndex } from '../../../link-index/link-index.ts';
import { openLinkIndex } from '../../../link-index/memory-link-index.ts';
import { readLinks, type ReadLink } from '../../../keys/read-links.ts';
import { toFileAnswer } from '../../file-answer.ts';
import { listSelected } from '../../keep-selection.ts';
import type { OperationContext, OperationHandler } from '../../operation.ts';

/** A file that can be imported again. Links whose targets may not be read are left out: an import would lose them. */
export const exportSelection: OperationHandler<'exportSelection'> = async (input, context) => {
  const { connection, bucket, links } = input;
  const index = openLinkIndex(context.services.connections.get(connection), context.permit);
  const pages = await toPages(links, { index, bucket, connection, context });
  const event = { action: 'export.selection', connection, bucket, details: { by: links.by } };
  return toFileAnswer(context, { name: `links-${bucket}`, format: 'csv', event }, async function* toLines() {
    yield csvHead;
    for await (const page of pages) {
      const lines = page.flatMap(({ key, target }) =>
        target === undefined ? [] : [formatCsvRow({ key, target })],
      );
      if (lines.length > 0) yield lines.join('');
    }
  });
};

/** Named links are read now; what a filter selects is as the index has it. */
async function toPages(
  selection: LinkSelection,
  {
    index,
    bucket,
    connection,
    context: { services, permit, signal },
  }: { index: LinkIndex; bucket: string; connection: string; context: OperationContext },
): Promise<AsyncIterable<ReadLink[]> | ReadLink[][]> {
  if (selection.by === 'keys') {
    const visible = selection.keys.filter((key) => permit.may('link.read', { connection, bucket, key }));
    return readLinks(services.connections.get(connection).client, { bucket, keys: visible, signal });
  }
  const filter =
    selection.by === 'filter' ? selection : { by: 'filter' as const, filter: { prefix: selection.prefix } };
  return [(await listSelected(filter, index, { bucket, pointer: '#/links' })).links];
}
