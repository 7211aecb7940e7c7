import type { Plan, PlanSource } from '@signpost/api-contract';
import fc from 'fast-check';
import { expect } from 'vitest';
import { callApi, expectOk } from './api.ts';
import { drivePlans, type PlanDriver } from './plans.ts';
import type { Stack } from './stack.ts';

/**
 * The property behind every plan: two people draft, edit, apply and take back plans on the same links, and somebody
 * outside writes there, too. No link is written whose state the author of the plan had not seen, no real object is
 * written over, and what a plan says of a row is what happened to its link.
 *
 * The outsider never writes between the last look at a link and its write: OSS cannot guard that moment.
 */

const names = ['a.txt', 'b.txt', 'c.txt', 'VERSION'] as const;
const folders = ['1.0/', '2.0/', '3.0/'] as const;
const connection = 'default';

type Name = (typeof names)[number];
type Person = 0 | 1;

export type PlanStep =
  | {
      do: 'draft';
      by: Person;
      source: 'move' | 'csv' | 'delete' | 'rule' | 'set';
      folder: number;
      name: Name;
    }
  | { do: 'edit'; by: Person; row: number; decision: 'write' | 'remove' | 'leave' }
  | { do: 'apply'; by: Person; meanwhile: number | undefined }
  | { do: 'apply-both' }
  | { do: 'roll-back'; by: Person }
  | { do: 'outside'; act: number; name: Name };

export interface PlanRun {
  versioning: 'never' | 'Enabled';
  steps: PlanStep[];
}

const person = fc.constantFrom<Person[]>(0, 1);
const name = fc.constantFrom(...names);
const step: fc.Arbitrary<PlanStep> = fc.oneof(
  {
    weight: 4,
    arbitrary: fc.record({
      do: fc.constant('draft' as const),
      by: person,
      source: fc.constantFrom(
        'move' as const,
        'csv' as const,
        'delete' as const,
        'rule' as const,
        'set' as const,
      ),
      folder: fc.nat(2),
      name,
    }),
  },
  {
    weight: 1,
    arbitrary: fc.record({
      do: fc.constant('edit' as const),
      by: person,
      row: fc.integer({ min: 1, max: 5 }),
      decision: fc.constantFrom('write' as const, 'remove' as const, 'leave' as const),
    }),
  },
  {
    weight: 4,
    arbitrary: fc.record({
      do: fc.constant('apply' as const),
      by: person,
      meanwhile: fc.option(fc.nat(3), { nil: undefined }),
    }),
  },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('apply-both' as const) }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('roll-back' as const), by: person }) },
  { weight: 4, arbitrary: fc.record({ do: fc.constant('outside' as const), act: fc.nat(3), name }) },
);

export const planRuns: fc.Arbitrary<PlanRun> = fc.record({
  versioning: fc.constantFrom('never' as const, 'Enabled' as const),
  steps: fc.array(step, { minLength: 3, maxLength: 10 }),
});

/** A plan and what its author saw. */
interface Held {
  plan: Plan;
  seen: ReadonlyMap<string, string>;
}

interface World {
  stack: Stack;
  bucket: string;
  plans: PlanDriver;
  open: [Held | undefined, Held | undefined];
  applied: [Plan | undefined, Plan | undefined];
  /** Plans under way, and the keys that were written meanwhile. */
  applying: Held[];
  written: string[];
  faults: string[];
  /** Runs at the first write of a plan. */
  meanwhile: (() => void) | undefined;
}

let buckets = 0;
let interferences = 0;

/** Carries out one run in a bucket of its own and checks every write. */
export async function checkPlanRun(stack: Stack, { versioning, steps }: PlanRun): Promise<void> {
  const bucket = `plans-${process.pid}-${(buckets += 1)}`;
  const world: World = {
    stack,
    bucket,
    plans: drivePlans({ stack, bucket }),
    open: [undefined, undefined],
    applied: [undefined, undefined],
    applying: [],
    written: [],
    faults: [],
    meanwhile: undefined,
  };
  prepare(world, versioning);
  const watch = stack.faults.add({
    match: { operation: ['PutSymlink', 'DeleteObject'], bucket },
    effect: { kind: 'hook', run: ({ key = '' }) => checkWrite(world, key) },
  });
  for (const one of steps) {
    await carryOut(world, one);
    expect(world.faults, JSON.stringify(one)).toEqual([]);
  }
  watch.remove();
}

function prepare({ stack: { admin }, bucket }: World, versioning: PlanRun['versioning']): void {
  admin.putBucket({ name: bucket });
  if (versioning === 'Enabled') admin.setVersioning(bucket, 'Enabled');
  for (const folder of folders)
    for (const each of names.slice(folder === '2.0/' ? 1 : 0))
      admin.putObject({ bucket, key: folder + each, body: folder + each, contentType: 'text/plain' });
  for (const each of names)
    admin.putSymlink({ bucket, key: `live/${each}`, target: `1.0/${each}`, contentType: 'text/plain' });
  admin.putObject({ bucket, key: 'live/real.txt', body: 'precious' });
}

/** Each write of the console, before OSS carries it out. */
function checkWrite(world: World, key: string): void {
  const now = stateOf(world, key);
  if (world.stack.admin.find({ bucket: world.bucket, key })?.type === 'Normal')
    world.faults.push(`a real object is written over at ${key}`);
  if (!world.applying.some(({ seen }) => seen.get(key) === now))
    world.faults.push(`${key} is written in a state that nobody saw: ${now}`);
  world.written.push(key);
  const act = world.meanwhile;
  world.meanwhile = undefined;
  act?.();
}

const stateOf = ({ stack, bucket }: World, key: string): string =>
  JSON.stringify(stack.admin.find({ bucket, key }) ?? null);

const keysOf = (): string[] => [...names, 'real.txt'].map((each) => `live/${each}`);

async function carryOut(world: World, one: PlanStep): Promise<void> {
  switch (one.do) {
    case 'draft':
      return hold(world, one.by, await world.plans.draft(toSource(one)));
    case 'edit':
      return edit(world, one);
    case 'apply':
      return applyOne(world, one);
    case 'apply-both':
      return applyBoth(world);
    case 'roll-back': {
      const taken = world.applied[one.by];
      if (taken === undefined || (taken.outcomes.applied ?? 0) === 0) return;
      hold(world, one.by, await world.plans.rollBack(taken.id));
      return;
    }
    case 'outside':
      interfere(world, one);
  }
}

function toSource({ source, folder, name: named }: PlanStep & { do: 'draft' }): PlanSource {
  const to = folders[folder] ?? '1.0/';
  const links = { by: 'prefix', prefix: 'live/' } as const;
  switch (source) {
    case 'move':
      return { kind: 'folder-move', prefix: 'live/', to };
    case 'csv':
      return { kind: 'csv', text: `key,target\nlive/${named},${to}${named}\nlive/real.txt,${to}VERSION\n` };
    case 'delete':
      return { kind: 'delete-links', links: { by: 'keys', keys: [`live/${named}`, 'live/real.txt'] } };
    case 'rule':
      return { kind: 'rule', links, rule: { kind: 'swap-prefix', from: '1.0/', to } };
    case 'set':
      return { kind: 'set', links, settings: { metadata: { touched: `${(interferences += 1)}` } } };
  }
}

/** Only one plan of a person is looked at: the one before is given up. */
function hold(world: World, by: Person, plan: Plan): void {
  const seen = new Map(keysOf().map((key) => [key, stateOf(world, key)]));
  world.open[by] = plan.state === 'open' ? { plan, seen } : undefined;
}

async function edit({ stack, open }: World, { by, row, decision }: PlanStep & { do: 'edit' }): Promise<void> {
  const held = open[by];
  if (held === undefined) return;
  const { id, revision } = held.plan;
  const rows = { by: 'row' as const, rows: [row] };
  const body = { connection, plan: id, revision, rows, decision };
  held.plan = await expectOk(stack.bffUrl, 'editPlan', { body });
}

async function applyOne(world: World, { by, meanwhile }: PlanStep & { do: 'apply' }): Promise<void> {
  const held = world.open[by];
  if (held === undefined) return;
  // An entry file is read and written after all others: until then somebody else may change it.
  if (meanwhile !== undefined)
    world.meanwhile = () => {
      if (world.written.at(-1) !== 'live/VERSION') interfere(world, { act: meanwhile, name: 'VERSION' });
    };
  await apply(world, [held]);
  world.meanwhile = undefined;
  world.open[by] = undefined;
  const ended = await world.plans.get(held.plan.id);
  if (ended.state !== 'done') return;
  world.applied[by] = ended;
  await checkRows(world, ended);
}

async function applyBoth(world: World): Promise<void> {
  const held = world.open.filter((one) => one !== undefined);
  await apply(world, held);
  for (const by of [0, 1] as const) {
    const plan = world.open[by]?.plan;
    world.open[by] = undefined;
    if (plan === undefined) continue;
    const ended = await world.plans.get(plan.id);
    if (ended.state === 'done') world.applied[by] = ended;
  }
}

/** Applies plans at the same time, each with all that it asks for; one that is refused changes nothing. */
async function apply(world: World, held: readonly Held[]): Promise<void> {
  world.applying = [...held];
  world.written = [];
  await Promise.all(
    held.map(async ({ plan: { id, revision, needs } }) => {
      const { accept, confirm } = needs;
      const body = { connection, plan: id, revision, accept, ...(confirm === undefined ? {} : { confirm }) };
      const answer = await callApi(world.stack.bffUrl, 'applyPlan', { body });
      if (answer.ok) await world.plans.until(id, 'done');
    }),
  );
  world.applying = [];
}

/** What a plan says of a row is what happened to its link. */
async function checkRows(world: World, { id }: Plan): Promise<void> {
  const { stack, bucket, written } = world;
  for (const { key, outcome, decision, action, target } of await world.plans.rows(id)) {
    const writes = written.filter((one) => one === key).length;
    expect([key, outcome, writes]).toEqual([key, outcome, outcome === 'applied' ? 1 : 0]);
    if (outcome !== 'applied') continue;
    const isGone = decision === 'remove' || action === 'delete' || target === null;
    const stored = stack.admin.find({ bucket, key });
    expect([key, stored?.target]).toEqual([key, isGone ? undefined : target]);
  }
}

/** Somebody outside points the link elsewhere, deletes it, uploads over it, or deletes its target. */
function interfere(
  { stack: { admin }, bucket }: World,
  { act, name: named }: { act: number; name: Name },
): void {
  const key = `live/${named}`;
  interferences += 1;
  if (act === 0)
    admin.putSymlink({ bucket, key, target: `1.0/theirs-${interferences}`, contentType: 'text/plain' });
  else if (act === 1) admin.deleteObject({ bucket, key });
  else if (act === 2) admin.putObject({ bucket, key, body: `theirs ${interferences}` });
  else admin.deleteObject({ bucket, key: `3.0/${named}` });
}
