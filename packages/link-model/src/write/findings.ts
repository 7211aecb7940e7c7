import type { HttpHeaderName, KeyProblem } from '@signpost/oss-protocol/rules';
import type { Forecast } from '../health/forecast.ts';
import type { LinkPart, UnreadReason } from './key-state.ts';

/**
 * How a finding binds the writer.
 * - `block`: the write cannot be sent
 * - `prove`: something real is lost; the request must name its ETag and size
 * - `choose`: the request must name the finding's code in `accept`
 * - `advise`: worth reading, binds nobody
 * - `note`: a plain fact
 */
export type FindingLevel = 'block' | 'prove' | 'choose' | 'advise' | 'note';

/** Levels, worst first: the order in which findings are shown. */
export const findingLevels: readonly FindingLevel[] = ['block', 'prove', 'choose', 'advise', 'note'];

/** One thing pre-flight found. `code` picks the sentence; the other members fill it in. */
export type Finding = { level: FindingLevel } & (
  | { code: 'key-invalid'; problem: KeyProblem }
  | { code: 'target-invalid'; problem: KeyProblem }
  | { code: 'key-reserved' }
  | { code: 'links-unsupported' }
  | { code: 'target-is-key' }
  | { code: 'earlier-write-open'; change: string; target: string | null; mayArriveUntil: string }
  | { code: 'nothing-changes' }
  | { code: 'nothing-there' }
  | { code: 'new-link' }
  | { code: 'over-delete-marker' }
  | { code: 'moves-link'; from: string }
  | { code: 'restores-version' }
  | { code: 'deletes-link'; target: string; marker: boolean }
  | { code: 'not-a-link'; size: number }
  | {
      code: 'replaces-object';
      size: number;
      etag: string;
      lastModified: string;
      recoverable: boolean;
      shadowed?: true;
    }
  | { code: 'deletes-object'; size: number; etag: string; lastModified: string; recoverable: boolean }
  | { code: 'not-an-object' }
  | { code: 'target-missing' }
  /** A mirror rule may fetch the missing target; `prefix` is the rule's, empty for the whole bucket. */
  | { code: 'target-mirrored'; prefix: string }
  | { code: 'target-folder' }
  | { code: 'target-chained'; final: string | null }
  | { code: 'target-loops' }
  | { code: 'target-cold'; storageClass: string }
  /** A lifecycle rule archives or deletes the target within thirty days. */
  | ({ code: 'target-breaks-soon' } & Forecast)
  | { code: 'target-forbidden' }
  | { code: 'target-unchecked' }
  | { code: 'target-empty' }
  | { code: 'target-shrunk'; size: number; was: number }
  | { code: 'target-older'; lastModified: string; was: string }
  /** Said of the targets of a plan. */
  | { code: 'target-young'; lastModified: string }
  | { code: 'header-differs'; header: HttpHeaderName; link: string | null; target: string | null }
  /** Said of a row of a plan, which sets what readers need along; `from` is what the link has now. */
  | { code: 'header-set'; header: HttpHeaderName; from: string | null; to: string | null }
  | { code: 'extension-differs'; key: string; target: string }
  | { code: 'part-unread'; part: LinkPart; why: UnreadReason }
  | { code: 'class-billed'; storageClass: string }
  | {
      code: 'breaks-links';
      count: number;
      first: string[];
      complete: boolean;
      scannedAt?: string | undefined;
    }
  | { code: 'backlinks-unknown' }
  | { code: 'backlinks-none'; scannedAt: string }
  | { code: 'key-like-folder' }
  | { code: 'kept' }
  | { code: 'inherited'; headers: HttpHeaderName[] }
  | { code: 'guard-atomic' }
  | { code: 'guard-not-atomic'; versioned: boolean }
  | { code: 'undo-after' }
  | { code: 'undo-impossible-parts'; parts: LinkPart[] }
  | { code: 'undo-impossible-target' }
  /** ISO 8601: until then the retention policy of the bucket forbids the write. */
  | { code: 'retained'; until: string }
  /** Until then it will forbid to change or delete what is written now. */
  | { code: 'retained-after'; until: string }
  /** Of a key that is copied: `to` is where. */
  | { code: 'destination-taken'; to: string }
  | { code: 'destination-twice'; to: string; first: string[] }
  | { code: 'destination-is-source' }
  | { code: 'destination-invalid'; to: string; problem: KeyProblem }
  | { code: 'copies-object'; from: string; size: number }
  | { code: 'copy-too-large'; size: number; most: number }
  | { code: 'copy-cold'; storageClass: string }
  /** A real object goes from its key, once another key (`at`) holds its bytes. */
  | { code: 'kept-elsewhere'; at: string; size: number; etag: string }
);

export type FindingCode = Finding['code'];

/** Sorts findings worst first; findings of one level keep their order. */
export function sortFindings(findings: readonly Finding[]): Finding[] {
  return [...findings].sort((a, b) => findingLevels.indexOf(a.level) - findingLevels.indexOf(b.level));
}

/** Name under which a finding is accepted: its code, and of those that can occur several times the part or header as well. */
export function acceptName(finding: Finding): string {
  if (finding.code === 'part-unread') return `part-unread:${finding.part}`;
  const isOfHeader = finding.code === 'header-differs' || finding.code === 'header-set';
  return isOfHeader ? `${finding.code}:${finding.header}` : finding.code;
}
