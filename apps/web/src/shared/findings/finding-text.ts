import type { HttpHeaderName } from '@signpost/oss-protocol/rules';
import type { Finding, LinkPart, UnreadReason } from '@signpost/link-model/write';
import type findings from '../../locales/en/findings.json';
import type { ObjectLoss } from './object-loss.ts';

/** A text of findings.json that says what was found, and the values that fill it. */
export interface FindingText {
  id: FindingTextId;
  values: Readonly<Record<string, string>>;
}

/** The names under which findings.json keeps a title and a sentence. */
export type FindingTextId = keyof (typeof findings)['found'];

/** How values are written in the reader's language. Keys are made visible, sizes and dates formatted. */
export interface ValueFormats {
  key: (text: string) => string;
  size: (bytes: number) => string;
  date: (iso: string) => string;
  /** Time of day. */
  time: (iso: string) => string;
  storageClass: (name: string) => string;
  header: (name: HttpHeaderName) => string;
  list: (items: readonly string[]) => string;
  reason: (why: UnreadReason) => string;
  part: (part: LinkPart) => string;
  count: (count: number) => string;
  /** Those that a sentence has no room to name. */
  more: (count: number) => string;
}

/** What the words depend on besides the finding. */
export interface FindingContext {
  /** What was not read means something else to a delete than to a write. */
  deletes?: boolean;
  /** Nothing is stored at the target that the link has now. */
  targetMissing?: boolean;
}

/** Chooses the words for one finding. A finding this version does not know still says its code and level. */
export function toFindingText(
  finding: Finding,
  formats: ValueFormats,
  { deletes = false, targetMissing = false }: FindingContext = {},
): FindingText {
  const { key, size, storageClass, date, time, header, list, reason, part, count, more } = formats;
  switch (finding.code) {
    case 'key-invalid':
      return { id: `key-${finding.problem}`, values: {} };
    case 'target-invalid':
      // `target-empty` says that the object is empty.
      return {
        id: finding.problem === 'empty' ? 'target-empty-text' : `target-${finding.problem}`,
        values: {},
      };
    case 'earlier-write-open':
      return finding.target === null
        ? { id: 'earlier-delete-open', values: { time: time(finding.mayArriveUntil) } }
        : {
            id: 'earlier-write-open',
            values: { time: time(finding.mayArriveUntil), target: key(finding.target) },
          };
    case 'moves-link':
      return {
        id: finding.level === 'choose' ? 'takes-over-link' : 'moves-link',
        values: { from: key(finding.from) },
      };
    case 'deletes-link':
      return {
        id: `deletes-link${finding.marker ? '-marker' : ''}${targetMissing ? '-missing' : ''}`,
        values: { target: key(finding.target) },
      };
    case 'not-a-link':
      return { id: 'not-a-link', values: { size: size(finding.size) } };
    case 'replaces-object':
    case 'deletes-object':
      return {
        id: toLossId(finding),
        values: { size: size(finding.size), date: date(finding.lastModified) },
      };
    case 'target-chained':
      return finding.final === null
        ? { id: 'target-chained-open', values: {} }
        : { id: 'target-chained', values: { final: key(finding.final) } };
    case 'target-cold':
      return { id: 'target-cold', values: { storageClass: storageClass(finding.storageClass) } };
    case 'target-breaks-soon':
      if (finding.rule === undefined)
        return { id: 'target-cold-again-soon', values: { date: date(finding.at) } };
      return {
        id: finding.what === 'cold' ? 'target-cold-soon' : 'target-deleted-soon',
        values: { date: date(finding.at), rule: key(finding.rule) },
      };
    case 'target-mirrored':
      return finding.prefix === ''
        ? { id: 'target-mirrored-all', values: {} }
        : { id: 'target-mirrored', values: { prefix: key(finding.prefix) } };
    case 'target-shrunk':
      return { id: 'target-shrunk', values: { size: size(finding.size), was: size(finding.was) } };
    case 'target-young':
      return { id: 'target-young', values: { date: date(finding.lastModified) } };
    case 'target-older':
      return { id: 'target-older', values: { date: date(finding.lastModified), was: date(finding.was) } };
    case 'header-differs':
      return toHeaderText(finding, header);
    case 'header-set':
      return toHeaderSetText(finding, header);
    case 'extension-differs':
      return { id: 'extension-differs', values: { key: finding.key, target: finding.target } };
    case 'part-unread':
      return deletes
        ? { id: 'unread-delete', values: { part: part(finding.part), why: reason(finding.why) } }
        : { id: `unread-${finding.part}`, values: { why: reason(finding.why) } };
    case 'breaks-links':
      return {
        id: toBreaksId(finding, deletes),
        values: {
          count: count(finding.count),
          links: list([
            ...finding.first.map(key),
            ...(finding.count > finding.first.length ? [more(finding.count - finding.first.length)] : []),
          ]),
        },
      };
    case 'backlinks-none':
      return { id: 'backlinks-none', values: { date: date(finding.scannedAt) } };
    case 'undo-impossible-parts':
      return { id: 'undo-impossible-parts', values: { parts: list(finding.parts.map(part)) } };
    case 'retained':
      return {
        id: finding.level === 'block' ? 'retained' : 'retained-perhaps',
        values: { date: date(finding.until) },
      };
    case 'retained-after':
      return { id: 'retained-after', values: { date: date(finding.until) } };
    case 'destination-taken':
      return { id: 'destination-taken', values: { to: key(finding.to) } };
    case 'destination-twice':
      return {
        id: 'destination-twice',
        values: { to: key(finding.to), links: list(finding.first.map(key)) },
      };
    case 'destination-invalid':
      return { id: 'destination-invalid', values: { to: key(finding.to) } };
    case 'copies-object':
      return { id: 'copies-object', values: { from: key(finding.from), size: size(finding.size) } };
    case 'copy-too-large':
      return { id: 'copy-too-large', values: { size: size(finding.size), most: size(finding.most) } };
    case 'copy-cold':
      return { id: 'copy-cold', values: { storageClass: storageClass(finding.storageClass) } };
    case 'kept-elsewhere':
      return { id: 'kept-elsewhere', values: { at: key(finding.at), size: size(finding.size) } };
    case 'class-billed':
      return { id: 'class-billed', values: { storageClass: storageClass(finding.storageClass) } };
    case 'inherited':
      return { id: 'inherited', values: { headers: list(finding.headers.map(header)) } };
    case 'guard-not-atomic':
      return { id: finding.versioned ? 'guard-versioned' : 'guard-not-atomic', values: {} };
    case 'destination-is-source':
    case 'backlinks-unknown':
    case 'restores-version':
    case 'key-reserved':
    case 'links-unsupported':
    case 'target-is-key':
    case 'nothing-changes':
    case 'nothing-there':
    case 'not-an-object':
    case 'new-link':
    case 'over-delete-marker':
    case 'target-missing':
    case 'target-folder':
    case 'target-loops':
    case 'target-forbidden':
    case 'target-unchecked':
    case 'target-empty':
    case 'key-like-folder':
    case 'kept':
    case 'guard-atomic':
    case 'undo-after':
    case 'undo-impossible-target':
      return { id: finding.code, values: {} };
    default:
      // The API may learn findings before this page is loaded again.
      return { id: 'unknown', values: { code: (finding as { code: string }).code } };
  }
}

function toLossId(loss: ObjectLoss): FindingTextId {
  if (loss.code === 'replaces-object' && loss.shadowed === true) return 'replaces-object-shadowed';
  return loss.recoverable ? `${loss.code}-versioned` : loss.code;
}

/**
 * A link whose target is gone is answered 404; one whose target became a link, with an error of its own. What is only
 * advised about is broken before the write.
 */
function toBreaksId(
  { complete, level }: Finding & { code: 'breaks-links' },
  deletes: boolean,
): FindingTextId {
  if (level !== 'choose') {
    const id = deletes ? 'broken-links-gone' : 'broken-links';
    return complete ? id : `${id}-at-least`;
  }
  if (!complete) return 'breaks-links-at-least';
  return deletes ? 'breaks-links-gone' : 'breaks-links';
}

function toHeaderSetText(
  { header, from, to }: Finding & { code: 'header-set' },
  name: (header: HttpHeaderName) => string,
): FindingText {
  if (to === null) return { id: 'header-removed', values: { header: name(header), from: from ?? '' } };
  return from === null
    ? { id: 'header-set-new', values: { header: name(header), to } }
    : { id: 'header-set', values: { header: name(header), from, to } };
}

function toHeaderText(
  { header, link, target, level }: Finding & { code: 'header-differs' },
  name: (header: HttpHeaderName) => string,
): FindingText {
  if (level === 'choose' && header === 'contentEncoding') {
    if (target === null) return { id: 'encoding-only-link', values: { link: link ?? '' } };
    return link === null
      ? { id: 'encoding-only-target', values: { target } }
      : { id: 'encoding-differs', values: { link, target } };
  }
  if (level === 'choose') return { id: 'type-differs', values: { link: link ?? '', target: target ?? '' } };
  if (target === null) {
    // Readers act on an encoding: a type without a counterpart is only shown.
    if (header === 'contentEncoding') return { id: 'encoding-only-link', values: { link: link ?? '' } };
    return { id: 'header-only-link', values: { header: name(header), link: link ?? '' } };
  }
  if (link === null) return { id: 'header-only-target', values: { header: name(header), target } };
  return { id: 'header-differs', values: { header: name(header), link, target } };
}
