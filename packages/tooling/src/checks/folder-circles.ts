/** Source folders whose first-level folders import each other one way only. */
export const foldersWithoutCircles: readonly string[] = ['apps/bff/src', 'packages/oss-server/src'];

/** One file that imports another; paths from the root, with `/`. */
export interface Import {
  readonly from: string;
  readonly to: string;
}

/** Tests may import from anywhere. */
const tests = /\.(?:test|fixture)\.tsx?$|\/testing\//;

/** One line per circle between the first-level folders of `root`, with a file for each arrow. Files of `root` itself are `.`. */
export function findFolderCircles(root: string, imports: readonly Import[]): string[] {
  const arrows = toArrows(root, imports);
  const seen = new Set<string>();
  return [...arrows.keys()].flatMap((folder) => {
    if (seen.has(folder)) return [];
    const circle = findWayBack(folder, arrows);
    if (circle === undefined) return [];
    for (const name of circle) seen.add(name);
    const files = circle.slice(1).map((name, i) => arrows.get(circle[i] ?? '')?.get(name) ?? '');
    return [`error no-folder-circles: ${root}: ${circle.join(' → ')} (${files.join('; ')})`];
  });
}

/** Importing folder → imported folder → the import of one file that stands for it. */
function toArrows(root: string, imports: readonly Import[]): Map<string, Map<string, string>> {
  const arrows = new Map<string, Map<string, string>>();
  for (const { from, to } of imports) {
    if (!from.startsWith(`${root}/`) || !to.startsWith(`${root}/`) || tests.test(from)) continue;
    const [importer, imported] = [folderOf(root, from), folderOf(root, to)];
    if (importer === imported) continue;
    const targets = arrows.get(importer) ?? new Map<string, string>();
    if (!targets.has(imported))
      targets.set(imported, `${from.slice(root.length + 1)} imports ${to.slice(root.length + 1)}`);
    arrows.set(importer, targets);
  }
  return arrows;
}

function folderOf(root: string, file: string): string {
  const [first = '', ...rest] = file.slice(root.length + 1).split('/');
  return rest.length === 0 ? '.' : first;
}

/** The shortest way from a folder back to itself. */
function findWayBack(
  folder: string,
  arrows: ReadonlyMap<string, ReadonlyMap<string, string>>,
): string[] | undefined {
  const reached = new Set<string>();
  const ways = [[folder]];
  for (const way of ways) {
    for (const next of arrows.get(way.at(-1) ?? '')?.keys() ?? []) {
      if (next === folder) return [...way, folder];
      if (reached.has(next)) continue;
      reached.add(next);
      ways.push([...way, next]);
    }
  }
  return undefined;
}
