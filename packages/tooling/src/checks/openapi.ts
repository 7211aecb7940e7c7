import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { reportProblems, type Check } from './check.ts';

const source = 'packages/api-contract/src/openapi.ts';
export const openapiFile = 'packages/api-contract/openapi.json';

/**
 * Bytes of each path, of the document as the console serves it, without line breaks. A larger one repeats what a named
 * component should say once.
 */
const maxBytesPerPath = 3000;

/** The committed OpenAPI document is the one the contract derives. */
export const openapi: Check = {
  name: 'openapi',
  async run(root) {
    const committed = path.join(root, openapiFile);
    const lines: string[] = [];
    const derived = await deriveOpenApi(root);
    const present = existsSync(committed) ? readFileSync(committed, 'utf8') : '';
    if (present !== derived) {
      lines.push(
        `${openapiFile} is ${present === '' ? 'missing' : 'not what the contract says now'} (npm run fix writes it)`,
      );
    }
    const bytes = Buffer.byteLength(JSON.stringify(JSON.parse(derived)));
    const paths = Object.keys((JSON.parse(derived) as { paths?: object }).paths ?? {}).length;
    const maxBytes = paths * maxBytesPerPath;
    if (paths > 0 && bytes > maxBytes) {
      lines.push(
        `${source} derives ${bytes} bytes, more than ${maxBytes}: name what repeats in openapi-components.ts`,
      );
    }
    if (paths === 0) lines.push(`${source} derives a document without any path`);
    return reportProblems(lines, `${paths} paths, ${Math.ceil(bytes / 1000)} kB, current`);
  },
};

/** The document as it is to be committed. */
export async function deriveOpenApi(root: string): Promise<string> {
  const module = (await import(pathToFileURL(path.join(root, source)).href)) as {
    toOpenApi?: () => unknown;
  };
  if (typeof module.toOpenApi !== 'function') throw new Error(`${source} exports no function toOpenApi`);
  return `${JSON.stringify(module.toOpenApi(), null, 1)}\n`;
}
