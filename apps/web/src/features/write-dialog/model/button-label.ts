import { toVisibleText } from '@signpost/link-model/text';
import type { Finding, KeyState } from '@signpost/link-model/write';
import { toKeyParts } from '../../../shared/lib/key-parts.ts';
import { findObjectLoss } from '../../../shared/findings/object-loss.ts';
import type { WriteAction } from './write-subject.ts';
import { shorten, toRelativeTarget } from '../../../shared/lib/short-key.ts';

/** The words of the button that writes: it names the action and the object. */
export interface ButtonLabel {
  id:
    | 'create'
    | 'create-open'
    | 'repoint-open'
    | 'take-over'
    | 'replace'
    | 'repoint'
    | 'delete'
    | 'delete-object'
    | 'undo-delete'
    | 'undo-put'
    | 'undo-repoint'
    | 'undo-restore';
  values: { name: string; target: string; size: number };
}

/** What the label is made from: the action, the key, and what is known of the write so far. */
export interface LabelCase {
  action: WriteAction;
  key: string;
  /** Where the key would lead; null where no link would stand, or where it is not known yet. */
  target: string | null;
  findings: readonly Finding[];
  /** For an undo: what it brings back. */
  back?: KeyState | undefined;
}

/** Names the write: `Repoint latest.tgz to 2.14.0/cli.tgz`, `Replace x (12 B) by a link`. */
export function toButtonLabel({ action, key, target, findings, back }: LabelCase): ButtonLabel {
  const lost = findObjectLoss(findings);
  const values = {
    name: shorten(toVisibleText(toKeyParts(key).name)),
    target: target === null ? '' : shorten(toVisibleText(toRelativeTarget(key, target))),
    size: lost?.size ?? 0,
  };
  switch (action) {
    case 'create':
      if (target === null || key === '') return { id: 'create-open', values };
      if (lost !== undefined) return { id: 'replace', values };
      return {
        id: findings.some((finding) => finding.code === 'moves-link') ? 'take-over' : 'create',
        values,
      };
    case 'repoint':
      return { id: target === null ? 'repoint-open' : 'repoint', values };
    case 'delete':
      return { id: 'delete', values };
    case 'delete-object':
      return { id: 'delete-object', values };
    case 'undo':
      if (back?.kind === 'object')
        return { id: 'undo-restore', values: { ...values, size: back.facts.size } };
      if (target === null) return { id: 'undo-delete', values };
      return {
        id: findings.some((finding) => finding.code === 'moves-link') ? 'undo-repoint' : 'undo-put',
        values,
      };
  }
}
