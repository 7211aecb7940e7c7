import type { Import } from './folder-circles.ts';

/** The page with the drawing. */
export const drawingPage = 'apps/docs/architecture.md';

const begin = '<!-- imports: written by npm run fix -->';
const end = '<!-- end of imports -->';

const bff = 'apps/bff/src';

/** Tests import from anywhere. The BFF's folder of test helpers is drawn: the browser tests start from it. */
const tests =
  /\.(?:test|contract|fixture)\.tsx?$|\/(?:conformance|test-support)\/|^(?!apps\/bff\/).*\/testing\//;

/**
 * The tree of workspace folders and BFF folders, each with the others that it imports. Imports of a neighbour in the
 * tree lead down, except in a circle, which another rule refuses.
 */
export function drawImports(files: readonly string[], imports: readonly Import[]): string {
  const order = toOrder(toArrows(files, imports));
  const rows = [
    ...toBranch('apps', order, /^apps\/[^/]+$/),
    ...toBranch('packages', order, /^packages\//),
    ...toBranch(bff, order, /^apps\/bff\/src\//),
  ];
  const width = Math.max(0, ...rows.map(({ label, imported }) => (imported.length > 0 ? label.length : 0)));
  const lines = rows.flatMap(({ label, rail, imported }) => {
    const texts = [
      imported.filter((node) => node.startsWith(bff)),
      imported.filter((node) => !node.startsWith(bff)),
    ].flatMap((group) => wrap(group.map((node) => node.replace(`${bff}/`, './')).join(' ')));
    if (texts.length === 0) return [label];
    return texts.map((text, i) =>
      i === 0 ? `${label.padEnd(width)} ──▶ ${text}` : `${rail.padEnd(width)}     ${text}`,
    );
  });
  return `${begin}\n\n\`\`\`text\n${lines.join('\n')}\n\`\`\`\n\n${end}`;
}

interface Row {
  readonly label: string;
  /** Stands before a second line of the row. */
  readonly rail: string;
  readonly imported: readonly string[];
}

function toBranch(
  name: string,
  order: readonly (readonly [string, readonly string[]])[],
  which: RegExp,
): Row[] {
  const nodes = order.filter(([node]) => which.test(node));
  const children = nodes.map(([node, imported], i): Row => {
    const isLast = i === nodes.length - 1;
    return {
      label: `${isLast ? '└─' : '├─'} ${node.slice(name.length + 1)}`,
      rail: isLast ? '' : '│',
      imported,
    };
  });
  return nodes.length === 0 ? [] : [{ label: name, rail: '', imported: [] }, ...children];
}

/** Importing node → what it imports. The BFF is one node of the workspace and one for each of its folders. */
function toArrows(files: readonly string[], imports: readonly Import[]): Map<string, Set<string>> {
  const arrows = new Map<string, Set<string>>();
  for (const file of files)
    if (!tests.test(file)) for (const node of toNodes(file)) arrows.set(node, arrows.get(node) ?? new Set());
  for (const { from, to } of imports) {
    if (tests.test(from)) continue;
    const [member, folder] = toNodes(from);
    const [toMember, toFolder] = toNodes(to);
    if (toMember === undefined) continue;
    if (member !== undefined && member !== toMember) arrows.get(member)?.add(toMember);
    const imported = toMember === 'apps/bff' ? toFolder : toMember;
    if (folder !== undefined && imported !== undefined && imported !== folder)
      arrows.get(folder)?.add(imported);
  }
  return arrows;
}

/** The page with the drawing it should have; undefined where the page has no place for it. */
export function withDrawing(page: string, drawing: string): string | undefined {
  const [from, to] = [page.indexOf(begin), page.indexOf(end)];
  return from === -1 || to < from
    ? undefined
    : `${page.slice(0, from)}${drawing}${page.slice(to + end.length)}`;
}

/** The workspace folder of a file, and its folder of the BFF. */
function toNodes(file: string): string[] {
  const member = /^(?:apps|packages)\/[^/]+(?=\/)/.exec(file)?.[0];
  if (member === undefined || !file.startsWith(`${bff}/`)) return member === undefined ? [] : [member];
  const folder = /^[^/]+(?=\/)/.exec(file.slice(bff.length + 1))?.[0];
  return [member, `${bff}/${folder ?? '*.ts'}`];
}

/** Importers before what they import, by name where neither imports the other; the imports in the same order. */
function toOrder(
  arrows: ReadonlyMap<string, ReadonlySet<string>>,
): readonly (readonly [string, readonly string[]])[] {
  const order: string[] = [];
  const left = new Map(arrows);
  while (left.size > 0) {
    const imported = new Set([...left.values()].flatMap((names) => [...names]));
    const free = [...left.keys()].filter((node) => !imported.has(node)).toSorted();
    // Without a free one, only circles are left.
    for (const node of free.length > 0 ? free : [...left.keys()].toSorted()) {
      order.push(node);
      left.delete(node);
    }
  }
  return order.map((node) => [node, order.filter((other) => arrows.get(node)?.has(other))]);
}

/** Lines of at most 70 characters. */
function wrap(text: string): string[] {
  return text.match(/\S.{0,69}(?=\s|$)/g) ?? [];
}
