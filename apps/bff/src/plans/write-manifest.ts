/** Forms of a manifest file. */
export type ManifestFormat = 'yaml' | 'json';

interface ManifestHead {
  prefix: string;
  /** Address of the JSON Schema. */
  schema: string;
}

/** Longest name that is written as an implicit key: YAML ends those at 1,024 characters. */
const longestImplicit = 1000;

/** Writes the links of a prefix as a manifest, piece by piece: names below the prefix and their targets, in that order. */
export async function* writeManifest(
  format: ManifestFormat,
  { prefix, schema }: ManifestHead,
  links: AsyncIterable<{ name: string; target: string }>,
): AsyncGenerator<string> {
  if (format === 'yaml') {
    yield `# yaml-language-server: $schema=${schema}\nversion: 1\nprefix: ${quote(prefix)}\nprune: false\nlinks:`;
    let some = false;
    for await (const { name, target } of links) {
      some = true;
      yield name.length > longestImplicit
        ? `\n  ? ${quote(name)}\n  : ${quote(target)}`
        : `\n  ${quote(name)}: ${quote(target)}`;
    }
    yield some ? '\n' : ' {}\n';
    return;
  }
  const head = JSON.stringify({ $schema: schema, version: 1, prefix, prune: false }, null, 2);
  yield `${head.slice(0, -2)},\n  "links": {`;
  let separator = '\n';
  for await (const { name, target } of links) {
    yield `${separator}    ${quote(name)}: ${quote(target)}`;
    separator = ',\n';
  }
  yield separator === '\n' ? '}\n}\n' : '\n  }\n}\n';
}

/** A text in double quotes, the same in JSON and in YAML: what YAML does not take as it is becomes an escape. */
function quote(text: string): string {
  return JSON.stringify(text).replaceAll(
    /[\u007F-\u009F\u2028\u2029\uFEFF\uFFFE\uFFFF]/g,
    (sign) => `\\u${sign.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
}
