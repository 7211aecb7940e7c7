import { readdirSync, readFileSync } from 'node:fs';

/** One request as an SDK put it on the wire. */
export interface RecordedRequest {
  /** File name without extension, e.g. `oss-go-v1`. */
  readonly client: string;
  readonly number: number;
  readonly method: string;
  /** Path and query, exactly as sent. */
  readonly target: string;
  /** `[name, value, name, value, …]` in the order and case sent, one character per byte, as Node's `rawHeaders`. */
  readonly rawHeaders: readonly string[];
  readonly body: string;
}

/** The key pair all recordings are signed with. */
export const RECORDED_CREDENTIALS = {
  accessKeyId: 'LTAIdummykeyid',
  accessKeySecret: 'dummysecretdummysecretdummy12',
} as const;

/** Region of all V4 recordings. */
export const RECORDED_REGION = 'cn-hangzhou';

/** Reads every recording beside this file. */
export function loadRecordings(): RecordedRequest[] {
  return readdirSync(import.meta.dirname)
    .filter((name) => name.endsWith('.txt'))
    .toSorted()
    .flatMap((name) =>
      parseRecordings(name.slice(0, -'.txt'.length), readFileSync(`${import.meta.dirname}/${name}`, 'utf8')),
    );
}

/** Parses the text of one recording file. */
export function parseRecordings(client: string, text: string): RecordedRequest[] {
  return text
    .split(/^(?=### \d+ )/m)
    .filter((block) => block.startsWith('### '))
    .map((block) => parseBlock(client, block));
}

function parseBlock(client: string, block: string): RecordedRequest {
  const [title = '', requestLine = '', ...rest] = block.split('\n');
  const end = rest.indexOf('');
  const lines = end < 0 ? rest : rest.slice(0, end);
  const [method = '', target = ''] = requestLine.split(' ');
  const rawHeaders = lines.flatMap((line) => {
    const colon = line.indexOf(':');
    return [line.slice(0, colon), line.slice(colon + 1).replace(/^ /, '')];
  });
  const body =
    end < 0
      ? ''
      : rest
          .slice(end + 1)
          .join('\n')
          .trim();
  return { client, number: Number(title.split(' ')[1]), method, target, rawHeaders, body };
}
