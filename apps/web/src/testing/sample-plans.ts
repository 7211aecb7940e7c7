import type { AnswerOf, Plan, PlanRow } from '@signpost/api-contract';

export const planScope = { connection: 'default', bucket: 'releases' } as const;

/** A move of nine links that was reviewed: eight lead to the new folder, one has no file there. */
export function toPlan(more: Partial<Plan> = {}): Plan {
  return {
    ...planScope,
    id: 'plan-12',
    number: 12,
    origin: {
      kind: 'folder-move',
      prefix: 'cli/latest/',
      from: 'cli/2.14.0/',
      to: 'cli/2.15.0-rc.1/',
      renaming: 'version-swapped',
    },
    state: 'open',
    revision: 'r1',
    createdAt: '2026-01-01T00:00:00Z',
    actor: 'ops1',
    rows: 10,
    writes: { create: 1, repoint: 8, delete: 0, restore: 0, copy: 0 },
    kinds: { moved: 8, created: 1, missing: 1 },
    outcomes: {},
    findings: [
      {
        name: 'target-cold',
        level: 'choose',
        rows: 1,
        first: {
          row: 2,
          key: 'cli/latest/cli-darwin-arm64.tar.gz',
          finding: { code: 'target-cold', level: 'choose', storageClass: 'Archive' },
        },
      },
    ],
    groups: [],
    needs: { accept: ['target-cold'], blocked: 0 },
    overlaps: [],
    ...more,
  };
}

export function toRow(row: number, more: Partial<PlanRow> = {}): PlanRow {
  return {
    row,
    key: `cli/latest/file-${row}.txt`,
    kind: 'moved',
    action: 'repoint',
    decision: 'write',
    now: `cli/2.14.0/file-${row}.txt`,
    target: `cli/2.15.0-rc.1/file-${row}.txt`,
    findings: [],
    outcome: 'waiting',
    ...more,
  };
}

export function toRows(items: PlanRow[], total = items.length): AnswerOf<'listPlanRows'> {
  return { items, total };
}
