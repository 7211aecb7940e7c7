import type { BodyOf, KeptSource, Plan, PlanOrigin, PlanSource, RenamedKeys } from '@signpost/api-contract';
import { applyRule, type LinkRule } from '@signpost/link-model/plan';
import { findKeyProblem, findStoredKeyProblem } from '@signpost/oss-protocol/rules';
import { openLinkIndex } from '../../../link-index/memory-link-index.ts';
import { readCsv } from '../../../plans/read-csv.ts';
import { readManifest } from '../../../plans/read-manifest.ts';
import { toRenamed } from '../../../plans/draft-renamed-keys.ts';
import { toSelected } from '../../../plans/read-selection.ts';
import { invalidRequest, toFault } from '../../../problems/invalid-request.ts';
import { ProblemError } from '../../../problems/problem-error.ts';
import { findPlan } from '../../find-plan.ts';
import { keepSelection } from '../../keep-selection.ts';
import type { OperationContext, OperationHandler } from '../../operation.ts';
import { startDraft } from '../../start-draft.ts';

type Place = Pick<BodyOf<'draftPlan'>, 'connection' | 'bucket'>;
/** What does not begin with another plan. */
type NewSource = Exclude<KeptSource, { kind: 'again' }>;

export const draftPlan: OperationHandler<'draftPlan'> = async (input, context) => {
  const { source, ...place } = input;
  if (source.kind === 'rule') await checkRule(source.rule);
  if (source.kind === 'csv') await checkCsv(source.text);
  if (source.kind === 'manifest') checkManifest(source.text);
  if (source.kind === 'moves') checkMoves(source);
  if ('renamed' in source) checkRenamed(source.renamed);
  if (source.kind === 'again') return draftAgain(context, place, source.plan);
  const kept = await keepSource(context, place, source);
  return startDraft(context, { ...place, source: kept, origin: toOrigin(kept) });
};

/** A plan of the rows that an ended one left, since their links had changed. */
async function draftAgain(
  context: OperationContext,
  { connection, bucket }: Place,
  id: string,
): Promise<Plan> {
  const { planStore } = context.services;
  const ended = await findPlan(context, { connection, plan: id }, 'plan.read');
  if (ended.bucket !== bucket) throw new ProblemError('plan-missing');
  if (ended.state !== 'done' && ended.state !== 'stopped')
    throw new ProblemError('plan-not-open', { params: { state: ended.state } });
  const { drifted } = await planStore.left(ended.id);
  if (drifted === 0) throw new ProblemError('plan-empty');
  return startDraft(context, {
    connection,
    bucket,
    source: { kind: 'again', plan: ended.id },
    origin: { kind: 'again', plan: ended.id, number: ended.number },
  });
}

/** Names the links that a filter selects. */
async function keepSource(
  { services, permit }: OperationContext,
  { connection, bucket }: Place,
  source: Exclude<PlanSource, { kind: 'again' }>,
): Promise<NewSource> {
  if (source.kind === 'moves' || !('links' in source)) return source;
  const index = openLinkIndex(services.connections.get(connection), permit);
  return {
    ...source,
    links: await keepSelection(source.links, index, { bucket, pointer: '#/source/links' }),
  };
}

/** Throws `invalid-request` for a rule that is none. */
async function checkRule(rule: LinkRule): Promise<void> {
  const result = await applyRule(rule, []);
  if (result.ok) return;
  const { problem } = result;
  if (problem.code === 'replacement-invalid')
    throw invalidRequest('#/source/rule/replacement', 'wrong-form', {
      form: `no group ${problem.reference}`,
    });
  const form = problem.code === 'pattern-invalid' ? problem.message : problem.code;
  throw invalidRequest('#/source/rule/pattern', 'wrong-form', { form });
}

/** Throws `invalid-request` for a file of which not every line can be read: the first hundred faults, by line and column. */
async function checkCsv(text: string): Promise<void> {
  const { rows, faults } = await readCsv(text);
  if (faults.length > 0)
    throw new ProblemError('invalid-request', {
      errors: faults.map(({ line, code, ...more }) =>
        toFault('#/source/text', 'csv', {
          line,
          column: 'column' in more ? more.column : '',
          problem: code,
          ...('value' in more ? { value: more.value } : {}),
          ...('name' in more ? { name: more.name } : {}),
          ...('firstLine' in more ? { firstLine: more.firstLine } : {}),
          ...('found' in more ? { found: more.found, wanted: more.wanted } : {}),
        }),
      ),
    });
  if (rows.length === 0) throw new ProblemError('plan-empty');
}

/** Throws `invalid-request` for a text that is no manifest. */
function checkManifest(text: string): void {
  const read = readManifest(text);
  if ('faults' in read)
    throw new ProblemError('invalid-request', {
      errors: read.faults.map(({ where, problem }) =>
        toFault('#/source/text', 'manifest', { where, problem }),
      ),
    });
}

/** Throws `invalid-request` where a link cannot be there, or cannot lead there, and where a key is moved twice. */
function checkMoves({ folders = [], links = [] }: Extract<PlanSource, { kind: 'moves' }>): void {
  if (folders.length + links.length === 0) throw new ProblemError('plan-empty');
  for (const [i, { key, target }] of links.entries()) {
    const at = `#/source/links/${i}`;
    const keyProblem = findStoredKeyProblem(key);
    if (keyProblem !== undefined) throw invalidRequest(`${at}/key`, keyProblem);
    const targetProblem = findKeyProblem(target);
    if (targetProblem !== undefined) throw invalidRequest(`${at}/target`, targetProblem);
  }
  const doubled = findDoubled(links.map(({ key }) => key));
  if (doubled !== undefined) throw invalidRequest(`#/source/links/${doubled}/key`, 'given-twice');
  const twice = findDoubled(folders.map(({ prefix }) => prefix));
  if (twice !== undefined) throw invalidRequest(`#/source/folders/${twice}/prefix`, 'given-twice');
}

function findDoubled(names: readonly string[]): number | undefined {
  const at = names.findIndex((name, i) => names.indexOf(name) < i);
  return at < 0 ? undefined : at;
}

/** Throws `invalid-request` for a key at which nothing can be stored. Where keys cannot go the plan itself tells. */
function checkRenamed(renamed: RenamedKeys): void {
  if (renamed.by === 'prefix') return;
  for (const [i, { from }] of renamed.keys.entries()) {
    const problem = findStoredKeyProblem(from);
    if (problem !== undefined) throw invalidRequest(`#/source/renamed/keys/${i}/from`, problem);
  }
}

/** What is known of a plan before it is drafted. */
function toOrigin(source: NewSource): PlanOrigin {
  switch (source.kind) {
    case 'folder-move':
      return { ...source, renaming: source.renaming ?? 'same' };
    case 'moves':
      return { kind: source.kind, folders: source.folders?.length ?? 0, links: source.links?.length ?? 0 };
    // Known once the file is read for the draft.
    case 'csv':
      return { kind: source.kind, lines: 0 };
    case 'manifest':
      return { kind: source.kind, prefix: '', prune: false, links: 0 };
    case 'revert':
      return { kind: source.kind, links: 0, ...(source.to.by === 'moment' ? { at: source.to.at } : {}) };
    case 'rename-keys':
    case 'copy-keys':
      return { kind: source.kind, ...toRenamed(source.renamed) };
    case 'rule':
      return { kind: source.kind, links: toSelected(source.links), rule: source.rule };
    case 'delete-links':
    case 'set':
      return { kind: source.kind, links: toSelected(source.links) };
  }
}
