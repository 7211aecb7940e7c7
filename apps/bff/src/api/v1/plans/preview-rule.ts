import type { LinkSelection } from '@signpost/api-contract';
import type { LinkIndex } from '../../../link-index/link-index.ts';
import { openLinkIndex } from '../../../link-index/memory-link-index.ts';
import { previewRule as preview } from '../../../plans/preview-rule.ts';
import { listSelected } from '../../keep-selection.ts';
import type { OperationHandler } from '../../operation.ts';

export const previewRule: OperationHandler<'previewRule'> = async (input, { services, permit }) => {
  const { connection, bucket, rule } = input;
  const index = openLinkIndex(services.connections.get(connection), permit);
  const links = await listKnown(input.links, index, bucket);
  const coverage = await index.coverage(bucket);
  return { ...(await preview(rule, links, { index, bucket })), coverage };
};

/** The links as the index has them. Named keys that it does not know have no target; the plan will read them. */
async function listKnown(selection: LinkSelection, index: LinkIndex, bucket: string) {
  if (selection.by !== 'keys') {
    const filter =
      selection.by === 'filter' ? selection : { by: 'filter' as const, filter: { prefix: selection.prefix } };
    return (await listSelected(filter, index, { bucket, pointer: '#/links' })).links;
  }
  const keys = [...new Set(selection.keys)];
  const known = new Map((await index.linksAt(bucket, keys)).map((link) => [link.key, link]));
  return keys.map((key) => known.get(key) ?? { key, health: 'unknown' as const });
}
