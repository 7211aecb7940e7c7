/**
 * House rules that oxlint has no rule for, as a plugin of our own.
 * The node shapes are declared here, three fields each: the plugin interface hands over plain ESTree nodes.
 */
import { readFileSync } from 'node:fs';
import path from 'node:path';

interface Node {
  readonly type: string;
}
interface SourceNode extends Node {
  readonly source: { readonly value: unknown } | null;
}
interface ProgramNode extends Node {
  readonly body: readonly Node[];
}
interface UnaryNode extends Node {
  readonly operator: string;
  readonly argument: Node;
}
interface CallNode extends Node {
  readonly callee: { readonly property?: { readonly name?: string } };
  readonly arguments: readonly Node[];
}
interface ArrowNode extends Node {
  readonly body: Node;
}
interface ElementNode extends Node {
  readonly name: { readonly name?: unknown };
  readonly attributes: readonly { readonly name?: { readonly name?: unknown } }[];
}
interface CommentToken {
  readonly value: string;
  readonly loc: unknown;
}
interface RuleContext {
  readonly filename: string;
  readonly sourceCode: { getAllComments(): readonly CommentToken[] };
  report(problem: { node: unknown; message: string } | { loc: unknown; message: string }): void;
}
type Visitor = Readonly<Record<string, (node: never) => void>>;
interface Rule {
  create(context: RuleContext): Visitor;
}

const noStarExport: Rule = {
  create: (context) => ({
    ExportAllDeclaration(node: SourceNode) {
      context.report({ node, message: 'Name what is exported: a star export hides what the file offers.' });
    },
  }),
};

const noBarrel: Rule = {
  create: (context) => ({
    Program(node: ProgramNode) {
      if (isPackageEntry(context.filename)) return;
      const reexport = (statement: Node) =>
        statement.type === 'ExportNamedDeclaration' && (statement as SourceNode).source !== null;
      if (node.body.length > 0 && node.body.every(reexport)) {
        context.report({
          node,
          message: 'A file that only re-exports is a barrel: import from the file itself.',
        });
      }
    },
  }),
};

/** Whether a package's `exports` name the file. */
function isPackageEntry(file: string): boolean {
  const [, folder, inside] = /^(.*[/\\](?:apps|packages)[/\\][^/\\]+)[/\\](.+)$/.exec(file) ?? [];
  if (folder === undefined || inside === undefined || path.basename(file) !== 'index.ts') return false;
  const manifest = JSON.parse(readFileSync(path.join(folder, 'package.json'), 'utf8')) as {
    exports?: Readonly<Record<string, unknown>>;
  };
  return Object.values(manifest.exports ?? {}).includes(`./${inside.replaceAll('\\', '/')}`);
}

/** A relative import must name the file that is loaded, and stay inside the package it is written in. */
const relativeImport: Rule = {
  create(context) {
    const check = (node: SourceNode): void => {
      const specifier = node.source?.value;
      if (typeof specifier !== 'string' || !specifier.startsWith('.')) return;
      if (!/\.[a-z0-9]+(\?.*)?$/i.test(specifier)) {
        context.report({ node, message: `Name the file: '${specifier}' has no extension.` });
      }
      const home = packageOf(context.filename);
      const target = packageOf(path.resolve(path.dirname(context.filename), specifier));
      if (home !== target && home !== undefined && target !== undefined) {
        context.report({ node, message: `'${specifier}' leaves ${home}: import the package by its name.` });
      }
    };
    return {
      ImportDeclaration: check,
      ExportNamedDeclaration: check,
      ExportAllDeclaration: check,
      ImportExpression: check,
    };
  },
};

function packageOf(file: string): string | undefined {
  return /[/\\]((?:apps|packages)[/\\][^/\\]+)[/\\]/.exec(file)?.[1];
}

const noDumpingGround: Rule = {
  create: (context) => ({
    Program(node: Node) {
      const name = path.basename(context.filename).replace(/\.(test\.)?tsx?$/, '');
      if (['utils', 'util', 'helpers', 'helper', 'types', 'common', 'misc'].includes(name)) {
        context.report({
          node,
          message: `'${name}' says nothing: name the file after the one thing it does.`,
        });
      }
    },
  }),
};

const suppressionReason: Rule = {
  create: (context) => ({
    Program() {
      for (const comment of context.sourceCode.getAllComments()) {
        const directive = /^\s*(?:oxlint|eslint)-disable(?:-next-line|-line)?\b(.*)$/s.exec(comment.value);
        if (directive !== null && !/--\s*\S{3,}/.test(directive[1] ?? '')) {
          context.report({
            loc: comment.loc,
            message: 'Say why: `-- reason` after the rule that is switched off.',
          });
        }
      }
    },
  }),
};

/** `void promise.then(f)` is a second promise: what the first or `f` fails with is taken by nobody. */
const noVoidThen: Rule = {
  create: (context) => ({
    UnaryExpression(node: UnaryNode) {
      const { argument } = node;
      if (node.operator !== 'void' || argument.type !== 'CallExpression') return;
      const { callee, arguments: handlers } = argument as CallNode;
      if (callee.property?.name !== 'then' || handlers.length > 1) return;
      context.report({ node, message: 'Take the failure as well: end the chain with `.catch(…)`.' });
    },
  }),
};

const noVoidArrow: Rule = {
  create: (context) => ({
    ArrowFunctionExpression(node: ArrowNode) {
      if (node.body.type !== 'UnaryExpression' || (node.body as UnaryNode).operator !== 'void') return;
      context.report({
        node,
        message: 'Write a body in braces, where a promise nobody waits for is found.',
      });
    },
  }),
};

/** The browser shows a title to a resting mouse only: neither the keyboard nor a finger reaches it. */
const noTitle: Rule = {
  create: (context) => ({
    JSXOpeningElement({ name: { name }, attributes }: ElementNode) {
      // `Link` is the router's and hands it on; other components have titles of their own.
      if (typeof name !== 'string' || !(/^[a-z]/.test(name) || name === 'Link') || name === 'iframe') return;
      const title = attributes.find((attribute) => attribute.name?.name === 'title');
      if (title !== undefined)
        context.report({ node: title, message: 'Write `data-tip`: keyboard and touch reach it as well.' });
    },
  }),
};

export default {
  meta: { name: 'signpost' },
  rules: {
    'no-star-export': noStarExport,
    'no-barrel': noBarrel,
    'relative-import': relativeImport,
    'no-dumping-ground': noDumpingGround,
    'suppression-reason': suppressionReason,
    'no-void-then': noVoidThen,
    'no-void-arrow': noVoidArrow,
    'no-title': noTitle,
  },
};
