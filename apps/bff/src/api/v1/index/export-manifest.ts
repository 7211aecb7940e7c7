import { manifestSchemaPath } from '@signpost/api-contract/manifest';
import { readLinks } from '../../../keys/read-links.ts';
import { isListedLink, listBelow } from '../../../plans/list-below.ts';
import { writeManifest } from '../../../plans/write-manifest.ts';
import { ProblemError } from '../../../problems/problem-error.ts';
import { toFileAnswer, toGivenDetails } from '../../file-answer.ts';
import type { OperationHandler } from '../../operation.ts';

/** Reads the links as they are stored now, not as the index has them: an import of the file changes nothing. */
export const exportManifest: OperationHandler<'exportManifest'> = async (input, context) => {
  const { connection: name, bucket, prefix, format = 'yaml' } = input;
  const { services, permit, signal } = context;
  // Nobody waits for each of its calls.
  const { background: client } = services.connections.get(name);
  const stored = await listBelow(client, { bucket, prefix, signal });
  const keys = stored
    .filter(isListedLink)
    .map(({ key }) => key)
    .filter((key) => key !== prefix && permit.may('link.read', { connection: name, bucket, key }));
  const schema = services.origin() + manifestSchemaPath;
  const file = prefix.split('/').findLast((segment) => segment !== '') ?? bucket;
  const event = { action: 'export.manifest', connection: name, bucket, ...toGivenDetails({ prefix }) };
  return toFileAnswer(context, { name: file, format, event }, () =>
    writeManifest(format, { prefix, schema }, toNamed(prefix, readLinks(client, { bucket, keys, signal }))),
  );
};

/** A link whose target may not be read ends the file: with it missing, the file would not be what is stored. */
async function* toNamed(prefix: string, pages: ReturnType<typeof readLinks>) {
  for await (const page of pages)
    for (const { key, target } of page) {
      if (target === undefined) throw new ProblemError('oss-access-denied');
      yield { name: key.slice(prefix.length), target };
    }
}
