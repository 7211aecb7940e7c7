import type { UnpointedFolder } from '@signpost/api-contract';
import { csvMark, formatCsvCells } from '@signpost/link-model/plan';
import { openLinkIndex } from '../../../link-index/memory-link-index.ts';
import { ProblemError } from '../../../problems/problem-error.ts';
import { toFileAnswer, toGivenDetails } from '../../file-answer.ts';
import type { OperationHandler } from '../../operation.ts';

/** What could be archived or deleted without breaking a link, largest first. */
export const exportUnpointed: OperationHandler<'exportUnpointed'> = async (input, context) => {
  const { connection, bucket, prefix = '' } = input;
  const { services, permit } = context;
  // Links that the actor does not see may lead to any folder.
  permit.demand('link.read', { connection, bucket });
  permit.demand('object.read', { connection, bucket });
  const folders = await openLinkIndex(services.connections.get(connection), permit).unpointed({
    bucket,
    prefix,
  });
  if (folders === undefined) throw new ProblemError('links-unknown');
  const event = { action: 'export.unpointed', connection, bucket, ...toGivenDetails({ prefix }) };
  return toFileAnswer(context, { name: `unpointed-${bucket}`, format: 'csv', event }, () => toLines(folders));
};

async function* toLines(folders: readonly UnpointedFolder[]): AsyncGenerator<string> {
  yield csvMark + formatCsvCells(['prefix', 'objects', 'bytes', 'classes', 'newest']);
  for (const { prefix, objects, bytes, classes, newest } of folders)
    yield formatCsvCells([prefix, String(objects), String(bytes), toText(classes), newest]);
}

/** `Archive 8, Standard 1`, most first. */
function toText(classes: Record<string, number>): string {
  return Object.entries(classes)
    .toSorted(([, a], [, b]) => b - a)
    .map(([storageClass, objects]) => `${storageClass} ${objects}`)
    .join(', ');
}
