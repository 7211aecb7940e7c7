import type { KeyView, MirrorRule, ReaderLine } from '@signpost/api-contract';
import { headerNames } from '@signpost/oss-protocol/rules';
import { toShownHealth, type ShownHealth } from '../../../shared/lib/shown-health.ts';
import { unreadParts, type LinkPart, type UnreadReason } from '@signpost/link-model/write';

/** What can be said about a link in one short sentence. */
export type Verdict = ShownHealth | 'public-refused' | 'mirrored';

/**
 * Judges a link in words: one that works may refuse the public that its ACL invites, or tell readers wrong headers; the
 * missing target of another may still be fetched.
 */
export function toVerdict(link: NonNullable<KeyView['link']>): Verdict {
  if (mirrorOf(link) !== undefined) return 'mirrored';
  return link.health === 'ok' && link.publicRead === 'refused' ? 'public-refused' : toShownHealth(link);
}

/** A line that makes readers misunderstand the bytes they get. */
export function isMisleading(
  line: ReaderLine,
  { servedWrongly = [] }: NonNullable<KeyView['link']>,
): boolean {
  return servedWrongly.some((name) => headerNames[name] === line.name);
}

/** A line in which readers get another value than what is stored at the target. */
export function differsFromTarget({ differs }: ReaderLine): boolean {
  return differs !== undefined;
}

/** The key that readers reach, where OSS takes each `+` of the target for a space. */
export function readAsOf({ target: { state } }: NonNullable<KeyView['link']>): string | undefined {
  return state.found === 'object' ? state.readAs : undefined;
}

/** Whether the target can be no key of OSS. */
export function isImpossible({ target: { state } }: NonNullable<KeyView['link']>): boolean {
  return state.found === 'nothing' && state.impossible !== undefined;
}

/** The mirror rule that may fetch a missing target. */
export function mirrorOf({ target: { state } }: NonNullable<KeyView['link']>): MirrorRule | undefined {
  return state.found === 'nothing' ? state.mirror : undefined;
}

/** Whether other targets are worth proposing. A chain with a known end needs no search: it is flattened. */
export function canRepair({ health, target }: NonNullable<KeyView['link']>): boolean {
  const { state } = target;
  return health !== 'ok' && !(state.found === 'link' && state.final !== null);
}

/** The parts of what is stored at a key that could not be read, and why. Those that nobody asked for are no failure. */
export function listUnread({ state, object }: KeyView): { part: LinkPart; why: UnreadReason }[] {
  if (state.kind === 'link') return unreadParts(state.link).filter(({ why }) => why !== 'not-read');
  return object === undefined || object.acl.known ? [] : [{ part: 'acl', why: object.acl.why }];
}

/** Whether there are bytes to show or fetch behind a key. */
export function isReadable(view: KeyView): boolean {
  if (view.state.kind === 'absent') return false;
  return view.state.kind === 'object' || view.link?.readerError === undefined;
}

/** ETag of the bytes a reader gets: of the object, or of what the link reaches. */
export function toContentEtag(view: KeyView): string {
  if (view.state.kind === 'object') return view.state.facts.etag;
  const target = view.link?.target.state;
  return target?.found === 'object' ? target.etag : '';
}
