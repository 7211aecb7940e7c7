/** Code blocks show what somebody types or reads elsewhere; they hold no links. */
function withoutCodeBlocks(text: string): string {
  return text.replaceAll(/^ *(```+|~~~+)[^\n]*\n[\s\S]*?^ *\1[ \t]*$/gm, '');
}

/** Targets of links and images: inline, reference definitions, and `src`/`href` of HTML. */
export function linksOf(text: string): string[] {
  const prose = withoutCodeBlocks(text).replaceAll(/`[^`\n]*`/g, '``');
  const patterns = [
    /\]\(\s*<?([^)\s>]+)>?(?:\s+["'][^)]*)?\)/g,
    /^ {0,3}\[[^\]^]+\]:\s+<?([^\s>]+)/gm,
    /\s(?:src|href|srcset)="([^"\s]+)"/g,
  ];
  return patterns.flatMap((pattern) => [...prose.matchAll(pattern)].map((match) => match[1] ?? ''));
}

/** The anchors a page offers, spelled as GitHub spells them. */
export function anchorsOf(text: string): Set<string> {
  const anchors = new Set<string>();
  const seen = new Map<string, number>();
  for (const match of withoutCodeBlocks(text).matchAll(/^#{1,6}\s+(.+?)\s*#*$/gm)) {
    const slug = slugOf(match[1] ?? '');
    const times = seen.get(slug) ?? 0;
    seen.set(slug, times + 1);
    anchors.add(times === 0 ? slug : `${slug}-${times}`);
  }
  for (const match of text.matchAll(/<a\s+(?:id|name)="([^"]+)"/g)) anchors.add(match[1] ?? '');
  return anchors;
}

function slugOf(heading: string): string {
  return heading
    .replaceAll(/\[([^\]]*)\]\([^)]*\)/g, '$1')
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N}\p{M}_\- ]/gu, '')
    .replaceAll(' ', '-');
}

/** Paths from the root named in code spans; ones with a placeholder or a pattern name no single file. */
export function namedPaths(text: string): string[] {
  const spans = [...withoutCodeBlocks(text).matchAll(/`([^`\n]+)`/g)].map((match) => match[1] ?? '');
  return (
    spans
      .map((span) => span.replace(/:\d+(-\d+)?$/, ''))
      .filter((span) => /^(?:apps|packages|\.ci)\/[\w./@$-]+$/.test(span))
      // Built, not committed: there only after a build.
      .filter((span) => !/NNN|…|\.\.\.|\/dist(\/|$)/.test(span))
  );
}

/** Scripts named as `npm run x` or `pnpm run x`, in prose and in code blocks alike. */
export function namedCommands(text: string): string[] {
  return [...text.matchAll(/\bp?npm run ([a-z][\w:-]*)/g)].map((match) => match[1] ?? '');
}
