import { createWriteStream } from 'node:fs';
import path from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { command, parseChoice, required, type CommandCall } from '../command.ts';
import { readCoverage, warnOfGaps } from '../coverage.ts';
import { ConnectionError, UsageError } from '../failures.ts';
import { findConnection } from '../find-connection.ts';
import { toReason, writeText } from '../plan-file.ts';
import { readPages } from '../print-list.ts';
import { exitCodes } from '../terminal.ts';
import { safeLine, toJson } from '../visible.ts';
import { linkFilters, toFilter } from './links.ts';

const options = {
  bucket: { value: 'BUCKET', about: 'bucket of the links' },
  ...linkFilters,
  form: { value: 'FORM', about: 'csv (default), or manifest: JSON, of the links below --prefix' },
  prune: { about: 'in a manifest: links that it does not name are to be deleted' },
  scan: { about: 'have the bucket read first' },
  out: { value: 'FILE', about: 'write to a file' },
} as const;
type ExportCall = CommandCall<typeof options>;

export const exportCommand = command({
  name: 'export',
  summary: 'links of a bucket as a file that can be planned again',
  args: [],
  options,
  notes: ['A CSV file is safe to open in a spreadsheet: no cell of it is run as a formula.'],
  async run(call) {
    const { options: values, terminal } = call;
    const bucket = required('bucket', values.bucket);
    const connection = await findConnection(call);
    const form = parseChoice('form', values.form ?? 'csv', ['csv', 'manifest']);
    const coverage = await readCoverage(call, { connection, bucket, scan: values.scan === true });
    if (form === 'csv') await exportCsv(call, { connection, bucket });
    else await exportManifest(call, { connection, bucket });
    warnOfGaps(terminal, [coverage]);
    return exitCodes.done;
  },
});

interface Place {
  connection: string;
  bucket: string;
}

async function exportCsv({ api, options: values, terminal }: ExportCall, place: Place): Promise<void> {
  const body = await api.stream('exportLinks', { query: { ...place, ...toFilter(values) } });
  const lines = Readable.fromWeb(body as Parameters<typeof Readable.fromWeb>[0]);
  if (values.out !== undefined) {
    try {
      await pipeline(lines, createWriteStream(path.resolve(terminal.folder, values.out)));
    } catch (error) {
      throw new UsageError(`${values.out} cannot be written whole: ${toReason(error)}.`);
    }
    return;
  }
  const { stdout } = terminal;
  const decoder = new TextDecoder('utf-8', { ignoreBOM: true });
  try {
    for await (const chunk of lines as AsyncIterable<Uint8Array>) {
      const text = decoder.decode(chunk, { stream: true });
      // What a person looks at must not steer the terminal; what goes into a file or program stays as it is.
      stdout.write(stdout.isTerminal ? text.split('\n').map(visibleLine).join('\n') : text);
    }
  } catch {
    throw new ConnectionError('The connection was lost: what was written is not whole.');
  }
}

const visibleLine = (line: string): string => safeLine(line.replace(/^\uFEFF/, '').replace(/\r$/, ''));

async function exportManifest({ api, options: values, terminal }: ExportCall, place: Place): Promise<void> {
  const prefix = required('prefix', values.prefix);
  const links: Record<string, string> = Object.create(null) as Record<string, string>;
  const unread: string[] = [];
  const pages = readPages((cursor) =>
    api.call('listLinks', {
      query: { ...place, ...toFilter(values), limit: '1000', ...(cursor === undefined ? {} : { cursor }) },
    }),
  );
  for await (const page of pages)
    for (const { key, target } of page) {
      if (target === undefined) unread.push(key);
      else links[key.slice(prefix.length)] = target;
    }
  const [first] = unread;
  if (first !== undefined && values.prune === true)
    throw new UsageError(
      `${unread.length} links could not be read, such as ${first}: a manifest with --prune would delete them.`,
    );
  if (first !== undefined)
    terminal.stderr.write(`signpost: ${unread.length} links could not be read and are left out\n`);
  const text = `${toJson({ version: 1, prefix, prune: values.prune === true, links }, 2)}\n`;
  if (values.out === undefined) terminal.stdout.write(text);
  else await writeText(terminal.folder, values.out, text);
}
