import { interpretTarget, type InterpretedTarget, type TargetInputScope } from '@signpost/link-model/text';

/** How the text of the target field was read; `nothing` while it is empty. */
export type UnderstoodTarget = { ok: false; why: 'nothing' } | InterpretedTarget;

/** Reads the target field: a key as it is, an `oss://` path, a URL, a presigned URL. */
export function understandTarget(text: string, scope: TargetInputScope): UnderstoodTarget {
  return text === '' ? { ok: false, why: 'nothing' } : interpretTarget(text, scope);
}
