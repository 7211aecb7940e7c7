import {
  findKeyProblem,
  type HttpHeaderName,
  type HttpHeaders,
  isArchivedClass,
  isReservedKey,
} from '@signpost/oss-protocol/rules';
import type { Forecast } from '../health/forecast.ts';
import { judgeServed } from '../health/judge-served.ts';
import { draftRepoint, isSameLink } from './draft.ts';
import { sortFindings, type Finding } from './findings.ts';
import { judgeRetention } from './judge-retention.ts';
import { judgeCopy, type CopiedFacts } from './judge-copy.ts';
import { inheritedHeaderNames, unreadParts, type KeyState, type LinkDraft } from './key-state.ts';
import { canonicalJson } from './state-token.ts';

/** Versioning of a bucket; `unknown` when the credential may not ask. */
export type Versioning = 'never' | 'enabled' | 'suspended' | 'unknown';

/** What looking at the new target, or at the one a link has now, found. */
export type TargetFacts =
  | {
      found: 'object';
      size: number;
      lastModified: string;
      storageClass: string;
      headers: HttpHeaders;
      /** A restored copy can be read, or the bucket reads Archive in real time. */
      readable: boolean;
    }
  | { found: 'link'; final: string | null; loops: boolean }
  /** `mirror`: the rule that may fetch it, where one does and that was looked at. */
  | { found: 'nothing'; isPrefix: boolean; mirror?: { prefix: string } | undefined }
  | { found: 'forbidden' }
  | { found: 'unchecked' };

/** Who points at a key. `complete`: the whole bucket was read, so that none is missing here. */
export interface KnownBacklinks {
  count: number;
  /** The first few, in key order. */
  first: string[];
  complete: boolean;
  /** When the bucket was read to its end, or as far as it was; ISO 8601. */
  scannedAt?: string | undefined;
}

/** One write, before it is sent, with everything that was looked at. */
export interface WriteCase {
  /** `delete` is for links; a real object goes by an act of its own, so that neither is taken for the other. */
  action: 'create' | 'repoint' | 'delete' | 'delete-object' | 'undo' | 'copy';
  bucket: { hierarchicalNamespace: boolean; versioning: Versioning; retentionDays?: number | undefined };
  /** Now, as milliseconds since 1970. */
  time: number;
  key: string;
  now: KeyState;
  /** The link that would be stored; null for a delete, and for a copy of an object. */
  after: LinkDraft | null;
  /** The target of `after`. */
  target?: TargetFacts | undefined;
  /** What breaks the target within thirty days; absent where nothing does, and where that is not known. */
  breaksSoon?: Forecast | undefined;
  /** The object that is copied to the key. */
  copied?: CopiedFacts | undefined;
  /** What the link at the key reaches now, for comparison. */
  previous?: TargetFacts | undefined;
  /** The write removes its predecessor's version, so that the one before is current again. */
  removesVersion?: boolean | undefined;
  /**
   * A real object stored as version `null` that is not current: in a bucket with suspended versioning every write
   * replaces it for good.
   */
  shadowed?: { etag: string; size: number; lastModified: string } | undefined;
  /** Links that lead to the key, as far as the index knows; absent: nobody can tell. */
  backlinks?: KnownBacklinks | undefined;
  /** Headers of `after` that were taken from the target. */
  inherited?: HttpHeaderName[] | undefined;
  /** A write of ours to the same key that was given up and may still arrive. */
  earlier?: EarlierWrite | undefined;
}

/** A write whose answer was lost: it may still reach OSS and replace what is written meanwhile. */
export interface EarlierWrite {
  /** Id of the change. */
  change: string;
  /** Null for a delete. */
  target: string | null;
  /** ISO 8601. */
  mayArriveUntil: string;
}

/** Says what a write would do and what it would cost, worst first. An undo restores what was, so it only advises on targets. */
export function judgeWrite(write: WriteCase): Finding[] {
  const findings = judgeAction(write);
  const retention = judgeRetention({
    ...write.bucket,
    now: write.now,
    puts: write.after !== null || write.action === 'copy',
    removesVersion: write.removesVersion === true,
    shadowed: write.shadowed?.lastModified,
    time: write.time,
  });
  return sortFindings([
    ...retention,
    ...judgePlace(write),
    ...judgeShadowed(write),
    ...judgeEarlier(write),
    // What is kept for years is not undone in one step.
    ...(retention.length === 0 ? findings : findings.filter(({ code }) => code !== 'undo-after')),
    ...judgeBacklinks(write),
  ]);
}

function judgeAction(write: WriteCase): Finding[] {
  if (write.copied !== undefined) return judgeCopy(write, write.copied);
  return write.after === null ? judgeDelete(write) : judgePut(write, write.after);
}

function judgeEarlier({ earlier }: WriteCase): Finding[] {
  return earlier === undefined ? [] : [{ level: 'choose', code: 'earlier-write-open', ...earlier }];
}

/** A real object can be fetched back only if its version outlives the write. */
export function isRecoverable(state: KeyState, versioning: Versioning): boolean {
  if (state.kind !== 'object') return true;
  if (versioning === 'enabled') return true;
  // A write to a suspended bucket replaces the version "null" and keeps all others.
  return (
    versioning === 'suspended' && state.facts.versionId !== undefined && state.facts.versionId !== 'null'
  );
}

function judgePlace({ action, key, bucket, now, after }: WriteCase): Finding[] {
  const findings: Finding[] = [];
  const problem = now.kind === 'absent' ? findKeyProblem(key) : undefined;
  if (problem !== undefined) findings.push({ level: 'block', code: 'key-invalid', problem });
  if (isReservedKey(key)) findings.push({ level: 'block', code: 'key-reserved' });
  if (bucket.hierarchicalNamespace && action !== 'delete-object' && action !== 'copy')
    findings.push({ level: 'block', code: 'links-unsupported' });
  if (after !== null && key.endsWith('/')) findings.push({ level: 'advise', code: 'key-like-folder' });
  return findings;
}

/**
 * Whose target this key is will break when an object there becomes a link, since OSS follows one link only. Links at a
 * key that holds a link, or nothing, are broken already: that is worth reading, no more.
 */
function judgeBacklinks({ action, bucket, now, backlinks }: WriteCase): Finding[] {
  // Links that wait for an object at a key find it there.
  if (action === 'undo' || action === 'copy' || bucket.hierarchicalNamespace) return [];
  const level = now.kind === 'object' ? 'choose' : 'advise';
  if (backlinks !== undefined && backlinks.count > 0) return [{ level, code: 'breaks-links', ...backlinks }];
  if (now.kind !== 'object') return [];
  if (backlinks?.complete !== true) return [{ level: 'advise', code: 'backlinks-unknown' }];
  // No warning is no promise: links made by others since are not known.
  return backlinks.scannedAt === undefined
    ? []
    : [{ level: 'note', code: 'backlinks-none', scannedAt: backlinks.scannedAt }];
}

function judgeShadowed({ bucket, shadowed, now, action }: WriteCase): Finding[] {
  if (bucket.versioning !== 'suspended' || shadowed === undefined || isNullVersion(now) || action === 'undo')
    return [];
  return [{ level: 'prove', code: 'replaces-object', ...shadowed, recoverable: false, shadowed: true }];
}

/** The version a write to a suspended bucket replaces is the current one. */
function isNullVersion(now: KeyState): boolean {
  return now.kind !== 'absent' && (now.facts.versionId ?? 'null') === 'null';
}

function judgeDelete(write: WriteCase): Finding[] {
  const { now, bucket, action, removesVersion } = write;
  if (removesVersion === true) return [{ level: 'note', code: 'restores-version' }];
  if (now.kind === 'absent') return [{ level: 'block', code: 'nothing-there' }];
  if (action === 'delete-object') return judgeDeleteObject(write, now);
  if (now.kind === 'object') return [{ level: 'block', code: 'not-a-link', size: now.facts.size }];
  const versioned = bucket.versioning === 'enabled' || bucket.versioning === 'suspended';
  const unread = action === 'undo' ? [] : judgeUnread(now);
  return [
    { level: 'note', code: 'deletes-link', target: now.link.target, marker: versioned },
    ...unread,
    { level: 'note', code: 'guard-not-atomic', versioned },
    ...(unread.length === 0 ? [judgeUndo(write, now)] : []),
  ];
}

/** Only the one who names the object by its ETag and size may delete it; a marker keeps it where versions are kept. */
function judgeDeleteObject(write: WriteCase, now: KeyState & { kind: 'link' | 'object' }): Finding[] {
  if (now.kind === 'link') return [{ level: 'block', code: 'not-an-object' }];
  const { versioning } = write.bucket;
  const loss = toLoss(write, now);
  return [
    { ...loss, code: 'deletes-object' },
    {
      level: 'note',
      code: 'guard-not-atomic',
      versioned: versioning === 'enabled' || versioning === 'suspended',
    },
    ...(loss.recoverable ? [{ level: 'note', code: 'undo-after' } as const] : []),
  ];
}

/** What becomes of a real object that a write takes from its key. */
function toLoss({ bucket, shadowed }: WriteCase, now: KeyState & { kind: 'object' }) {
  const { size, etag, lastModified } = now.facts;
  const recoverable = isRecoverable(now, bucket.versioning);
  return {
    // One proof a request: where an older version goes for good, it is that one's; this one stays as a version.
    level: recoverable && shadowed !== undefined ? ('advise' as const) : ('prove' as const),
    size,
    etag,
    lastModified,
    recoverable,
  };
}

function judgePut(write: WriteCase, after: LinkDraft): Finding[] {
  const targetProblem = findKeyProblem(after.target);
  if (targetProblem !== undefined && write.action !== 'undo')
    return [{ level: 'block', code: 'target-invalid', problem: targetProblem }];
  return [
    ...judgeStanding(write, after),
    ...judgeTarget(write, after),
    ...judgeHeaders(write, after),
    ...(after.storageClass === 'Standard'
      ? []
      : [{ level: 'advise', code: 'class-billed', storageClass: after.storageClass } as const]),
  ];
}

/** What the write does to what is stored at the key. */
function judgeStanding(write: WriteCase, after: LinkDraft): Finding[] {
  const { action, now, bucket, inherited } = write;
  const versioned = bucket.versioning !== 'never';
  const guard: Finding =
    now.kind === 'absent' && !versioned
      ? { level: 'note', code: 'guard-atomic' }
      : {
          level: 'note',
          code: 'guard-not-atomic',
          versioned: bucket.versioning === 'enabled' || bucket.versioning === 'suspended',
        };
  const undo: Finding = { level: 'note', code: 'undo-after' };
  switch (now.kind) {
    case 'absent': {
      if (action === 'repoint') return [{ level: 'block', code: 'nothing-there' }];
      const taken: Finding[] =
        inherited === undefined || inherited.length === 0
          ? []
          : [{ level: 'note', code: 'inherited', headers: inherited }];
      const marker: Finding[] =
        now.deleteMarker === undefined ? [] : [{ level: 'note', code: 'over-delete-marker' }];
      return [{ level: 'note', code: 'new-link' }, ...marker, ...taken, guard, undo];
    }
    case 'object': {
      if (action === 'repoint') return [{ level: 'block', code: 'not-a-link', size: now.facts.size }];
      const loss = toLoss(write, now);
      return [{ ...loss, code: 'replaces-object' }, guard, ...(loss.recoverable ? [undo] : [])];
    }
    case 'link': {
      if (isSameLink(now, after) || (action === 'repoint' && asksForNothing(now, after)))
        return [{ level: 'block', code: 'nothing-changes' }];
      const moves: Finding = {
        level: action === 'create' ? 'choose' : 'note',
        code: 'moves-link',
        from: now.link.target,
      };
      const unread = action === 'undo' ? [] : judgeUnread(now);
      const kept: Finding[] =
        action === 'repoint' && unread.length === 0 ? [{ level: 'note', code: 'kept' }] : [];
      return [moves, ...unread, ...kept, guard, judgeUndo(write, now)];
    }
  }
}

/** Sending a link again as it is known changes at best what nobody could read: nobody means that by a repoint. */
function asksForNothing({ link }: KeyState & { kind: 'link' }, after: LinkDraft): boolean {
  return canonicalJson(after) === canonicalJson(draftRepoint(link, link.target));
}

/** Values that were never read come back only with the version that holds them. */
function judgeUndo({ bucket }: WriteCase, now: KeyState & { kind: 'link' }): Finding {
  if (bucket.versioning === 'enabled') return { level: 'note', code: 'undo-after' };
  if (findKeyProblem(now.link.target) !== undefined)
    return { level: 'advise', code: 'undo-impossible-target' };
  const parts = unreadParts(now.link).map(({ part }) => part);
  return parts.length === 0
    ? { level: 'note', code: 'undo-after' }
    : { level: 'advise', code: 'undo-impossible-parts', parts };
}

function judgeUnread(now: KeyState & { kind: 'link' }): Finding[] {
  return unreadParts(now.link).map(({ part, why }) => ({ level: 'choose', code: 'part-unread', part, why }));
}

function judgeTarget({ action, key, target, breaksSoon, previous }: WriteCase, after: LinkDraft): Finding[] {
  const level = action === 'undo' ? 'advise' : 'choose';
  if (after.target === key) return [{ level: action === 'undo' ? 'advise' : 'block', code: 'target-is-key' }];
  switch (target?.found) {
    case 'nothing':
      return [
        { level, code: target.isPrefix ? 'target-folder' : 'target-missing' },
        ...(target.mirror === undefined
          ? []
          : [{ level: 'advise', code: 'target-mirrored', prefix: target.mirror.prefix } as const]),
      ];
    case 'link':
      return [
        target.loops
          ? { level, code: 'target-loops' }
          : { level, code: 'target-chained', final: target.final },
      ];
    case 'forbidden':
      return [{ level: 'advise', code: 'target-forbidden' }];
    case 'unchecked':
      return [{ level, code: 'target-unchecked' }];
    case 'object':
      return [
        ...(isArchivedClass(target.storageClass) && !target.readable
          ? [{ level, code: 'target-cold', storageClass: target.storageClass } as const]
          : []),
        ...(breaksSoon === undefined
          ? []
          : [{ level: 'advise', code: 'target-breaks-soon', ...breaksSoon } as const]),
        ...compareTargets(target, previous),
      ];
    case undefined:
      return [];
  }
}

/** Tells whether a new target is under a tenth of the one before: not empty, which is said apart. Sizes in bytes. */
export function isShrunk(size: number, was: number): boolean {
  return size > 0 && size * 10 < was;
}

/** A new target that is empty, much smaller or older than the one before is rarely meant. */
function compareTargets(
  target: TargetFacts & { found: 'object' },
  previous: TargetFacts | undefined,
): Finding[] {
  const findings: Finding[] = [];
  if (target.size === 0) findings.push({ level: 'advise', code: 'target-empty' });
  if (previous?.found !== 'object') return findings;
  if (isShrunk(target.size, previous.size))
    findings.push({ level: 'advise', code: 'target-shrunk', size: target.size, was: previous.size });
  if (Date.parse(target.lastModified) < Date.parse(previous.lastModified))
    findings.push({
      level: 'advise',
      code: 'target-older',
      lastModified: target.lastModified,
      was: previous.lastModified,
    });
  return findings;
}

/** A header that makes readers fail is a decision; an undo restores what was. */
function judgeHeaders({ key, target, action }: WriteCase, after: LinkDraft): Finding[] {
  const findings: Finding[] = [];
  if (target?.found === 'object') {
    const served: Partial<Record<HttpHeaderName, string>> = judgeServed(after.headers, target.headers);
    for (const header of inheritedHeaderNames) {
      const mine = after.headers[header] ?? null;
      const theirs = target.headers[header] ?? null;
      const level = served[header] === 'wrong' && action !== 'undo' ? 'choose' : 'advise';
      if (mine !== theirs)
        findings.push({ level, code: 'header-differs', header, link: mine, target: theirs });
    }
  }
  const [own, other] = [toExtension(key), toExtension(after.target)];
  if (own !== '' && other !== '' && own !== other)
    findings.push({ level: 'advise', code: 'extension-differs', key: own, target: other });
  return findings;
}

function toExtension(key: string): string {
  return /[^/](\.[A-Za-z0-9]{1,8})$/.exec(key)?.[1]?.toLowerCase() ?? '';
}
