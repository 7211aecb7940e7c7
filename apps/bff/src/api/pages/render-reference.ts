import { operations, problemStatus, type Operation, type OperationName } from '@signpost/api-contract';
import { operationDocs } from '@signpost/api-contract/openapi';
import { problemTitles } from '../../problems/problem-titles.ts';

/** The reference of the API as a page that needs no script: the operation table, readable. */
export function renderReference(): { html: string; css: string } {
  const rows = Object.entries(operations) as [OperationName, Operation][];
  const html = `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<title>Signpost API reference</title>
<link rel="icon" href="../../favicon.svg" type="image/svg+xml">
<link rel="stylesheet" href="reference.css">
</head>
<body>
<main>
<h1>Signpost API</h1>
<p>Keys travel in the query string or the body, never in the path. Bodies are JSON; every request that is not a GET carries <code>x-signpost-csrf: 1</code>. A write says what its writer saw: <code>If-Match</code> with the token of a view, or <code>If-None-Match: *</code>. Failures are <code>application/problem+json</code> (RFC 9457). Schemas: <a href="openapi.json">OpenAPI 3.1</a>.</p>
<nav aria-label="Operations"><ul>
${rows.map(([name, { method, path }]) => `<li><a href="#${name}"><code>${method} ${escapeHtml(path)}</code></a></li>`).join('\n')}
</ul></nav>
${rows.map(renderOperation).join('\n')}
<h2 id="problems">Problems</h2>
<table>
<thead><tr><th scope="col">Code</th><th scope="col">Status</th><th scope="col">Meaning</th></tr></thead>
<tbody>
${Object.entries(problemTitles)
  .map(
    ([code, title]) =>
      `<tr id="problem-${code}"><td><code>${code}</code></td><td>${problemStatus[code as keyof typeof problemStatus]}</td><td>${escapeHtml(title)}</td></tr>`,
  )
  .join('\n')}
</tbody>
</table>
</main>
</body>
</html>
`;
  return { html, css };
}

function renderOperation([name, row]: [OperationName, Operation]): string {
  const members = (schema: unknown): string[] =>
    Object.keys((schema as { def?: { shape?: object } } | undefined)?.def?.shape ?? {});
  const list = (title: string, names: readonly string[]): string =>
    names.length === 0
      ? ''
      : `<dt>${title}</dt><dd>${names.map((one) => `<code>${escapeHtml(one)}</code>`).join(' ')}</dd>`;
  const condition = {
    required: '<dt>Condition</dt><dd><code>If-Match</code></dd>',
    create: '<dt>Condition</dt><dd><code>If-Match</code> or <code>If-None-Match: *</code></dd>',
    none: '',
  }[row.condition ?? 'none'];
  return `<section>
<h2 id="${name}">${escapeHtml(operationDocs[name].summary)}</h2>
<p><code>${row.method} ${escapeHtml(row.path)}</code></p>
<dl>
<dt>Right</dt><dd><code>${row.right}</code></dd>
${condition}
${list('Query', members(row.query))}
${list('Body', members(row.body))}
${row.answer === undefined ? '<dt>Answer</dt><dd>bytes</dd>' : list('Answer', members(row.answer))}
${list('Problems', operationDocs[name].problems)}
</dl>
</section>`;
}

function escapeHtml(text: string): string {
  return text.replace(/[&<>"']/g, (sign) => `&#${sign.charCodeAt(0)};`);
}

const css = `:root { color-scheme: light dark; font: 16px/1.5 system-ui, sans-serif; }
main { max-width: 56rem; margin: 0 auto; padding: 1.5rem; overflow-wrap: anywhere; }
code { font-family: ui-monospace, monospace; font-size: 0.9em; }
nav ul { columns: 2; padding-left: 1.2rem; }
section { border-top: 1px solid; margin-top: 1.5rem; }
dt { font-weight: 600; }
table { border-collapse: collapse; }
th, td { text-align: left; padding: 0.25rem 1rem 0.25rem 0; vertical-align: top; }
@media (max-width: 40rem) { nav ul { columns: 1; } }
`;
