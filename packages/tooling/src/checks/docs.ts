import { existsSync, readFileSync, statSync } from 'node:fs';
import path from 'node:path';
import { plural, reportProblems, type Check } from './check.ts';
import { anchorsOf, linksOf, namedCommands, namedPaths } from './markdown.ts';
import { sourceFiles } from './source-files.ts';
import { readManifest } from './workspace.ts';

/** Links, anchors, file names and commands in every Markdown file lead somewhere. */
export const docs: Check = {
  name: 'docs',
  run(root) {
    const files = sourceFiles(root, /\.md$/);
    const scripts = new Set(Object.keys(readManifest(root, '.').scripts ?? {}));
    let links = 0;
    const problems = files.flatMap((file) => {
      const text = readFileSync(path.join(root, file), 'utf8');
      const found = linksOf(text);
      links += found.length;
      return [
        ...found.map((link) => brokenLink({ root, file, link })),
        ...namedPaths(text).map((name) =>
          existsSync(path.join(root, name)) ? undefined : `names ${name}, which does not exist`,
        ),
        ...namedCommands(text).map((name) =>
          scripts.has(name) ? undefined : `names \`npm run ${name}\`, which does not exist`,
        ),
      ]
        .filter((problem) => problem !== undefined)
        .map((problem) => `${file}: ${problem}`);
    });
    return Promise.resolve(
      reportProblems(problems, `${plural(files.length, 'page')}, ${plural(links, 'link')}`),
    );
  },
};

function brokenLink({ root, file, link }: { root: string; file: string; link: string }): string | undefined {
  if (/^(https?:|mailto:)/.test(link)) return undefined;
  const [target = '', anchor] = link.split('#', 2);
  if (target.startsWith('/')) return `link ${link} starts with a slash: write it relative to the page`;
  const full =
    target === '' ? path.join(root, file) : path.join(root, path.dirname(file), decodeURIComponent(target));
  if (path.relative(root, full).startsWith('..')) return `link ${link} leaves the repository`;
  if (!existsSync(full)) return `link ${link} leads nowhere`;
  if (anchor === undefined || !full.endsWith('.md') || statSync(full).isDirectory()) return undefined;
  return anchorsOf(readFileSync(full, 'utf8')).has(anchor) ? undefined : `link ${link}: no such heading`;
}
