import { compareCsvRow, type CsvChange, type CsvRow } from '@signpost/link-model/plan';
import { isListedLink } from './list-below.ts';
import { toLeftRow, toRow, type DraftCase, type DraftedRows, type PlannedRow } from './planned-row.ts';
import { readCsv } from './read-csv.ts';
import { readManifest } from './read-manifest.ts';
import { listVisible, readTargets } from './read-selection.ts';

/** Rows that make links as a CSV file has them. The file was checked when the plan was asked for. */
export async function draftCsv(text: string, where: DraftCase): Promise<DraftedRows> {
  const { rows } = await readCsv(text);
  return { rows: await draftWanted(rows, where), origin: { kind: 'csv', lines: rows.length } };
}

/** Rows that make the links of a prefix as a manifest has them. It was checked when the plan was asked for. */
export async function draftManifest(text: string, where: DraftCase): Promise<DraftedRows> {
  const read = readManifest(text);
  if ('faults' in read) throw new Error('a manifest that was checked cannot be read');
  const { prefix, prune, links } = read.manifest;
  const wanted = [...links].map(([name, target]) => ({ line: 0, key: prefix + name, target }));
  const stored = (await listVisible(prefix, where)).filter(isListedLink).map(({ key }) => key);
  const named = new Set(wanted.map(({ key }) => key));
  const surplus = prune ? stored.filter((key) => !named.has(key)) : [];
  const removed = (await readTargets(surplus, where)).map(({ key, target = null }) =>
    toRow({ key, kind: 'removed', action: 'delete', now: target, target: null }),
  );
  return {
    rows: [...(await draftWanted(wanted, where)), ...removed],
    origin: { kind: 'manifest', prefix, prune, links: links.size },
    share: { prefix, links: stored.length },
  };
}

/** Rows that make links lead where each is wanted to. */
export async function draftWanted(wanted: readonly CsvRow[], where: DraftCase): Promise<PlannedRow[]> {
  const { permit, connection } = where.writer;
  const scope = { connection: connection.config.name, bucket: where.bucket };
  const visible = wanted.filter(({ key }) => permit.may('link.read', { ...scope, key }));
  const keys = visible.map(({ key }) => key);
  const stored = new Map((await readTargets(keys, where)).map((link) => [link.key, link]));
  return visible.map((row) => {
    const link = stored.get(row.key);
    const change = compareCsvRow(row, link && { target: link.target });
    return toWantedRow(row.key, { change, now: link?.target });
  });
}

function toWantedRow(
  key: string,
  { change, now }: { change: CsvChange; now: string | undefined },
): PlannedRow {
  switch (change.kind) {
    case 'unchanged':
      return toLeftRow(key, { target: now, kind: 'unchanged' });
    case 'problems': {
      const why = change.problems[0]?.code;
      return { ...toLeftRow(key, { target: now }), ...(why === undefined ? {} : { problem: { code: why } }) };
    }
    case 'create':
    case 'repoint': {
      const { kind, target, storageClass, acl } = change;
      const settings = {
        ...(storageClass === undefined ? {} : { storageClass }),
        ...(acl === undefined ? {} : { acl }),
      };
      return {
        ...toRow({
          key,
          kind: kind === 'create' ? 'created' : 'changed',
          action: kind,
          now: now ?? null,
          target,
        }),
        ...(Object.keys(settings).length === 0 ? {} : { settings }),
      };
    }
  }
}
