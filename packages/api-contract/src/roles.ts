import { grantedRights, type GrantedRight, type Right } from './operation.ts';

const viewer = [
  'connection.list',
  'bucket.list',
  'object.list',
  'object.read',
  'link.read',
  'change.read',
  'plan.read',
] as const satisfies GrantedRight[];

/** Roles are bundles of rights: what they hold is decided here, a grant only names them. */
export const roleRights = {
  viewer,
  editor: [
    ...viewer,
    'object.write',
    'object.delete',
    'object.restore',
    'link.create',
    'link.repoint',
    'link.delete',
    'scan.run',
    'plan.write',
    'plan.apply',
  ],
  /** Applies what others drafted, and drafts nothing: each row is still asked for with rights on links of his own. */
  approver: [...viewer, 'plan.apply'],
  /** Sees what was done and where links lead, no content of objects. */
  auditor: [
    'connection.list',
    'bucket.list',
    'object.list',
    'link.read',
    'change.read',
    'plan.read',
    'audit.read',
  ],
  administrator: grantedRights,
} as const satisfies Record<string, readonly Right[]>;

export type Role = keyof typeof roleRights;

export const roles = Object.keys(roleRights) as [Role, ...Role[]];
