import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';

const source = path.resolve(import.meta.dirname, '..');

/** Product files that match a pattern, relative to src. */
function filesWith(pattern: RegExp, planted: Record<string, string> = {}): string[] {
  const files = readdirSync(source, { recursive: true, encoding: 'utf8' }).filter(
    (name) => name.endsWith('.ts') && !name.endsWith('.test.ts') && !/^(testing|demo)[/\\]/.test(name),
  );
  const texts = {
    ...Object.fromEntries(files.map((name) => [name, readFileSync(path.join(source, name), 'utf8')])),
    ...planted,
  };
  return Object.entries(texts)
    .filter(([, text]) => pattern.test(text))
    .map(([name]) => name.replaceAll('\\', '/'))
    .toSorted();
}

const writers =
  /import[^;]*\b(?:putSymlink|deleteObject|putObject|copyObject|restoreObject|putObjectAcl|putObjectTagging|deleteObjectTagging)\b[^;]*from '@signpost\/oss-client'/;
const rawWrites = /effect: 'write'/;
const sendWrite = /import[^;]*\bsendWrite\b[^;]*from/;

test('nothing but send-write.ts writes to OSS, and nothing but write-link.ts calls it', () => {
  // An upload stores an object and never touches a link: upload-object.test.ts holds it to that.
  // A restore leaves what is stored as it is: restore-object.test.ts holds it to that.
  expect(filesWith(writers)).toEqual([
    'objects/restore-object.ts',
    'objects/upload-object.ts',
    'writes/send-write.ts',
  ]);
  expect(filesWith(rawWrites)).toEqual(['writes/send-write.ts']);
  expect(filesWith(sendWrite)).toEqual(['writes/write-link.ts']);
});

test('a second writer would be found', () => {
  const planted = { 'writes/second.ts': "import { getObject, putSymlink } from '@signpost/oss-client';" };
  expect(filesWith(writers, planted)).toContain('writes/second.ts');
});
