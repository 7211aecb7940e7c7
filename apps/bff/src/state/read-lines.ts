import { createReadStream } from 'node:fs';

/** Lines of a file in UTF-8, ended by a line feed alone: `node:readline` would also end them at U+2028, which JSON leaves as it is. */
export async function* readLines(file: string): AsyncGenerator<string> {
  let rest = '';
  for await (const chunk of createReadStream(file, { encoding: 'utf8' })) {
    const parts = `${rest}${chunk as string}`.split('\n');
    rest = parts.pop() ?? '';
    yield* parts;
  }
  if (rest !== '') yield rest;
}
