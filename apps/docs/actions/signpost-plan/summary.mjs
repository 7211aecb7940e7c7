// Writes the outputs and the summary of a step from what `signpost plan` and `signpost status --rows` have printed.
import { appendFileSync, readFileSync } from 'node:fs';

/** Longest summary, in characters: what comments and summaries take. */
const most = 65_000;

const [planFile = '', rowsFile = ''] = process.argv.slice(2);
const plan = JSON.parse(readFileSync(planFile, 'utf8'));
const rows = readFileSync(rowsFile, 'utf8')
  .split('\n')
  .filter((line) => line !== '')
  .map((line) => JSON.parse(line));
const changes = Object.values(plan.writes).reduce((sum, count) => sum + count, 0);

const outputs = { 'plan-number': plan.number, 'plan-url': plan.url, changes, destroys: plan.writes.delete };
appendTo(
  'GITHUB_OUTPUT',
  Object.entries(outputs)
    .map(([name, value]) => `${name}=${value}\n`)
    .join(''),
);

/** Text of a key as code that neither Markdown nor HTML reads: whatever is not plain is written as a reference. */
function code(text) {
  if (text === null) return '–';
  const plain = text.replaceAll(/[^\p{L}\p{N}/. -]/gu, (sign) => {
    const point = sign.codePointAt(0) ?? 0;
    return /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cs}]/u.test(sign)
      ? `‹U+${point.toString(16).toUpperCase()}›`
      : `&#${point};`;
  });
  return `<code>${plain}</code>`;
}

const writes = Object.entries(plan.writes).filter(([, count]) => count > 0);
const head = [
  `### Plan ${plan.number}: ${changes === 0 ? 'nothing to do' : `${changes} changes, ${plan.writes.delete} of them deletes`}`,
  '',
  `[Review it in Signpost](${plan.url})`,
  '',
  ...writes.map(([action, count]) => `- ${count} × ${action}`),
  ...plan.findings
    .filter(({ level }) => level !== 'note')
    .map(({ level, name, rows: count }) => `- ${level}: ${code(name)} in ${count} rows`),
  ...plan.needs.accept.map((name) => `- to be accepted: <code>--accept</code> ${code(name)}`),
  ...(plan.needs.confirm === undefined
    ? []
    : [`- to be confirmed: <code>--confirm ${plan.needs.confirm}</code>`]),
  '',
];
const deletes = ({ action, decision }) => decision === 'remove' || action === 'delete';
// Destroying ones first; each part worst first, as it came.
const written = rows
  .filter(({ decision }) => decision !== 'leave')
  .sort((a, b) => Number(deletes(b)) - Number(deletes(a)));
const lines = written.map(
  ({ action, decision, key, now, target }) =>
    `| ${decision === 'remove' ? 'delete' : action} | ${code(key)} | ${code(now)} | ${code(decision === 'remove' ? null : target)} |`,
);
let text = head.join('\n');
if (lines.length > 0) text += '\n| | Key | Now | Then |\n|---|---|---|---|\n';
let shown = 0;
for (const line of lines) {
  if (text.length + line.length > most) break;
  text += `${line}\n`;
  shown += 1;
}
if (shown < lines.length) text += `\nand ${lines.length - shown} more\n`;
appendTo('GITHUB_STEP_SUMMARY', `${text}\n`);

function appendTo(variable, added) {
  const file = process.env[variable];
  if (file === undefined) process.stdout.write(added);
  else appendFileSync(file, added);
}
