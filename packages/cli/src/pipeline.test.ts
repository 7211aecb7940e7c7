import { spawn } from 'node:child_process';
import { mkdir, mkdtemp, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { names, setUpConsole } from './testing/console.ts';

const suite = setUpConsole('cli-pipeline');
const root = path.resolve(import.meta.dirname, '../../..');
const action = path.join(root, 'apps/docs/actions/signpost-plan');
/** npm and Node are started several times. */
const patience = 120_000;

/** A checkout of somebody's repository, with Signpost beside it, as the example has it. */
let checkout = '';
beforeEach(async () => {
  checkout = await mkdtemp(path.join(tmpdir(), 'signpost-pipeline-'));
  await symlink(root, path.join(checkout, 'signpost'));
  await mkdir(path.join(checkout, 'links'));
});
afterEach(() => rm(checkout, { recursive: true, force: true }));

/** Scripts of the steps of a workflow or an action, in order. */
function stepsOf(text: string): string[] {
  return [...text.matchAll(/^( *)run: \|\n((?:\1 {2}.*\n|\n)+)/gm)].map(([, indent = '', script = '']) =>
    script.replaceAll(new RegExp(`^${indent} {2}`, 'gm'), ''),
  );
}

/** Carries a step out as a runner does: bash with -eo pipefail, in the checkout. */
async function runStep(script: string, env: Record<string, string>): Promise<{ code: number; text: string }> {
  const file = path.join(checkout, 'step.sh');
  await writeFile(file, script);
  const child = spawn('bash', ['--noprofile', '--norc', '-eo', 'pipefail', file], {
    cwd: checkout,
    env: {
      PATH: `${path.dirname(process.execPath)}:${process.env['PATH'] ?? ''}`,
      HOME: process.env['HOME'] ?? checkout,
      RUNNER_TEMP: checkout,
      GITHUB_ACTION_PATH: action,
      GITHUB_OUTPUT: path.join(checkout, 'output'),
      GITHUB_STEP_SUMMARY: path.join(checkout, 'summary'),
      SIGNPOST_SERVER: suite.stack.bffUrl,
      ...env,
    },
  });
  let text = '';
  for (const stream of [child.stdout, child.stderr])
    stream.setEncoding('utf8').on('data', (chunk: string) => (text += chunk));
  const code = await new Promise<number>((resolve) => child.once('close', (ended) => resolve(ended ?? 1)));
  return { code, text };
}

async function plan(manifest: string): Promise<{ code: number; text: string }> {
  await writeFile(path.join(checkout, 'links/live.yaml'), manifest);
  const [script = ''] = stepsOf(await readFile(path.join(action, 'action.yml'), 'utf8'));
  return runStep(script, {
    SIGNPOST_HOME: 'signpost',
    MANIFEST: 'links/live.yaml',
    BUCKET: suite.bucket,
    CONNECTION: '',
    PLAN_FILE: 'plan.json',
  });
}

const manifestOf = (links: Record<string, string>): string =>
  `${JSON.stringify({ version: 1, prefix: 'live/', prune: true, links })}\n`;
const outputs = async (): Promise<Record<string, string>> =>
  Object.fromEntries(
    (await readFile(path.join(checkout, 'output'), 'utf8'))
      .trim()
      .split('\n')
      .map((line) => line.split('=', 2) as [string, string]),
  );

test(
  'the action plans, and the step of the example applies what was planned',
  { timeout: patience },
  async () => {
    const wanted = Object.fromEntries(names.slice(1).map((name) => [name, `2.0/${name}`]));
    const planned = await plan(manifestOf({ ...wanted, '_a|<b>`c\u202e': '2.0/file-00.txt' }));
    expect(planned, planned.text).toMatchObject({ code: 0 });
    const told = await outputs();
    const changes = names.length + 1;
    expect(told).toMatchObject({ changes: String(changes), destroys: '1' });
    expect(told['plan-url']).toContain(`${suite.stack.bffUrl}/c/default/plans/`);
    expect(told['plan-number']).toMatch(/^\d+$/);
    const summary = await readFile(path.join(checkout, 'summary'), 'utf8');
    expect(summary).toContain(`${changes} changes, 1 of them deletes`);
    const rows = summary.split('\n').filter((line) => /^\| (?:create|repoint|delete)/.test(line));
    expect(rows).toHaveLength(changes);
    expect(rows[0]).toContain('| delete | <code>live/file-00.txt</code> |');
    expect(summary).toContain('<code>live/&#95;a&#124;&#60;b&#62;&#96;c‹U+202E›</code>');
    expect(suite.targetOf('live/file-01.txt')).toBe('1.0/file-01.txt');

    const [script = ''] = stepsOf(await readFile(path.join(root, 'apps/docs/pipelines.md'), 'utf8'));
    expect(script).toContain('apply plan.json');
    const unconfirmed = await runStep(script, { CONFIRM: '' });
    expect(unconfirmed.code, unconfirmed.text).toBe(3);
    expect(unconfirmed.text).toContain(`--confirm ${changes}`);
    const applied = await runStep(script, { CONFIRM: String(changes) });
    expect(applied, applied.text).toMatchObject({ code: 0 });
    expect(suite.targetOf('live/file-01.txt')).toBe('2.0/file-01.txt');
    expect(suite.targetOf('live/file-00.txt')).toBeUndefined();
  },
);

test('nothing to do is no failure, and a manifest that is none is', { timeout: patience }, async () => {
  const same = Object.fromEntries(names.map((name) => [name, `1.0/${name}`]));
  expect(await plan(manifestOf(same))).toMatchObject({ code: 0 });
  expect(await outputs()).toMatchObject({ changes: '0', destroys: '0' });
  expect(await readFile(path.join(checkout, 'summary'), 'utf8')).toContain('nothing to do');
  const refused = await plan('links: 3\n');
  expect(refused.code).toBe(1);
  expect(refused.text).toContain('(invalid-request)');
});

test('a summary of many rows stays below what a comment takes', async () => {
  const writes = { create: 5000, repoint: 0, delete: 0, restore: 0 };
  const many = { number: 1, url: 'http://x', writes, findings: [], needs: { accept: [], blocked: 0 } };
  const row = { action: 'create', decision: 'write', key: 'k'.repeat(90), now: null, target: 't'.repeat(90) };
  await writeFile(path.join(checkout, 'plan'), JSON.stringify(many));
  await writeFile(path.join(checkout, 'rows'), `${JSON.stringify(row)}\n`.repeat(5000));
  const script = 'node "$GITHUB_ACTION_PATH/summary.mjs" plan rows';
  expect((await runStep(script, {})).code).toBe(0);
  const summary = await readFile(path.join(checkout, 'summary'), 'utf8');
  expect(summary.length).toBeLessThan(65_535);
  const shown = summary.split('\n').filter((line) => line.startsWith('| create')).length;
  expect(shown).toBeGreaterThan(100);
  expect(summary).toContain(`and ${5000 - shown} more`);
});
