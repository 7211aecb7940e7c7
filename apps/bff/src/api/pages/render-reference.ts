import { operations, problemStatus, type Operation, type OperationName } from '@signpost/api-contract';
import { operationDocs } from '@signpost/api-contract/openapi';
import {
  referenceGroups,
  referenceLanguages,
  referenceTexts,
  type ReferenceGroup,
  type ReferenceLanguage,
} from './reference-texts.ts';

export const referenceThemes = ['light', 'dark'] as const;
export type ReferenceTheme = (typeof referenceThemes)[number];

interface ReferenceLook {
  language: ReferenceLanguage;
  /** Absent: as the reader's system has it. */
  theme: ReferenceTheme | undefined;
  /** Where the console is, for the example. */
  origin: string;
  /** Style sheets of the web app that declare fonts for signs the system may lack. */
  fonts: readonly string[];
}

const rows = Object.entries(operations) as [OperationName, Operation][];
const languageNames: Record<ReferenceLanguage, string> = { en: 'English', 'zh-CN': '简体中文' };

/** The reference of the API as a page that needs no script: the operation table, readable. */
export function renderReference({ language, theme, origin, fonts }: ReferenceLook): string {
  const texts = referenceTexts[language];
  const groups = referenceGroups.map((group) => ({
    group,
    rows: rows.filter(([, { right }]) => toGroup(right) === group),
  }));
  const example = `curl '${origin}/api/v1/object?connection=default&bucket=acme-releases&key=cli%2Flatest.txt'`;
  return `<!doctype html>
<html lang="${language}"${theme === undefined ? '' : ` data-theme="${theme}"`}>
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<title>${texts.title}</title>
<link rel="icon" href="../../favicon.svg" type="image/svg+xml">
${fonts.map((file) => `<link rel="stylesheet" href="../../assets/${escapeHtml(file)}">\n`).join('')}<link rel="stylesheet" href="reference.css">
</head>
<body>
<header>
<a class="home" href="../../"><img src="../../favicon.svg" alt="" width="20" height="20"> ${texts.console}</a>
<span>${referenceLanguages
    .filter((one) => one !== language)
    .map(
      (one) =>
        `<a href="${toAddress({ language: one, theme })}" hreflang="${one}" lang="${one}">${languageNames[one]}</a>`,
    )
    .join('')}</span>
</header>
<div class="page">
<nav aria-label="${texts.contents}">
${groups
  .map(
    ({ group, rows: some }) =>
      `<p>${texts.groups[group]}</p><ul>${some.map(([name]) => `<li><a href="#${name}">${name}</a></li>`).join('')}</ul>`,
  )
  .join('\n')}
<p><a href="#problems">${texts.problems.title}</a></p>
</nav>
<main>
<h1>${texts.title}</h1>
${texts.intro.map((paragraph) => `<p>${paragraph}</p>`).join('\n')}
<p>${texts.example}</p>
<pre tabindex="0"><code>${escapeHtml(example)}</code></pre>
${groups
  .map(
    ({ group, rows: some }) =>
      `<h2>${texts.groups[group]}</h2>\n${some.map((row) => renderOperation(row, language)).join('\n')}`,
  )
  .join('\n')}
<h2 id="problems">${texts.problems.title}</h2>
<div class="scroll" tabindex="0" role="region" aria-labelledby="problems"><table>
<thead><tr><th scope="col">${texts.problems.code}</th><th scope="col">${texts.problems.status}</th><th scope="col">${texts.problems.meaning}</th></tr></thead>
<tbody>
${Object.entries(texts.problemTitles)
  .map(
    ([code, title]) =>
      `<tr id="problem-${code}"><td><code>${code}</code></td><td>${problemStatus[code as keyof typeof problemStatus]}</td><td>${escapeHtml(title)}</td></tr>`,
  )
  .join('\n')}
</tbody>
</table></div>
</main>
</div>
</body>
</html>
`;
}

/** The address of the reference, relative to itself. */
function toAddress({ language, theme }: Pick<ReferenceLook, 'language' | 'theme'>): string {
  return `reference?language=${language}${theme === undefined ? '' : `&amp;theme=${theme}`}`;
}

function toGroup(right: Operation['right']): ReferenceGroup {
  const about = right.split('.', 1)[0];
  return referenceGroups.find((group) => group === about) ?? 'connection';
}

function renderOperation([name, row]: [OperationName, Operation], language: ReferenceLanguage): string {
  const { operations: summaries, label } = referenceTexts[language];
  const members = (schema: unknown): string[] =>
    Object.keys((schema as { def?: { shape?: object } } | undefined)?.def?.shape ?? {});
  const list = (title: string, names: readonly string[]): string =>
    names.length === 0
      ? ''
      : `<dt>${title}</dt><dd>${names.map((one) => `<code>${escapeHtml(one)}</code>`).join(' ')}</dd>`;
  const condition = {
    required: `<dt>${label.condition}</dt><dd><code>If-Match</code></dd>`,
    create: `<dt>${label.condition}</dt><dd><code>If-Match</code> ${label.or} <code>If-None-Match: *</code></dd>`,
    none: '',
  }[row.condition ?? 'none'];
  return `<section aria-labelledby="${name}">
<h3 id="${name}">${escapeHtml(summaries[name])}</h3>
<p class="call"><b class="${row.method.toLowerCase()}">${row.method}</b> <code>${escapeHtml(row.path)}</code></p>
<dl>
<dt>${label.right}</dt><dd><code>${row.right}</code></dd>
${condition}
${list(label.query, members(row.query))}
${list(label.body, members(row.body))}
${row.answer === undefined ? `<dt>${label.answer}</dt><dd>${label.bytes}</dd>` : list(label.answer, members(row.answer))}
${list(label.problems, operationDocs[name].problems)}
</dl>
</section>`;
}

function escapeHtml(text: string): string {
  return text.replace(/[&<>"']/g, (sign) => `&#${sign.charCodeAt(0)};`);
}
