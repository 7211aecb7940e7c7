import { compareCsvRow, type CsvChange } from '@signpost/link-model/plan';
import { toLeftRow, toRow, type DraftCase, type DraftedRows, type PlannedRow } from './planned-row.ts';
import { readCsv } from './read-csv.ts';
import { readTargets } from './read-selection.ts';

/** Rows that make links as a CSV file has them. The file was checked when the plan was asked for. */
export async function draftCsv(text: string, where: DraftCase): Promise<DraftedRows> {
  const { rows } = await readCsv(text);
  const { permit, connection } = where.writer;
  const scope = { connection: connection.config.name, bucket: where.bucket };
  const visible = rows.filter(({ key }) => permit.may('link.read', { ...scope, key }));
  const keys = visible.map(({ key }) => key);
  const stored = new Map((await readTargets(keys, where)).map((link) => [link.key, link]));
  return {
    rows: visible.map((row) => {
      const link = stored.get(row.key);
      const change = compareCsvRow(row, link && { target: link.target });
      return toCsvRow(row.key, { change, now: link?.target });
    }),
    origin: { kind: 'csv', lines: rows.length },
  };
}

function toCsvRow(key: string, { change, now }: { change: CsvChange; now: string | undefined }): PlannedRow {
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
