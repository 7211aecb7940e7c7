/** Names of events that the console has words for, in the order of its list of them. */
export const auditActions = [
  'write.create',
  'write.repoint',
  'write.replace',
  'write.delete',
  'write.undo',
  'write.upload',
  'write.copy',
  'write.restore',
  'plan.apply',
  'plan.pause',
  'plan.resume',
  'plan.retry',
  'plan.stop',
  'plan.finish',
  'plan.discard',
  'plan.release',
  'scan.start',
  'scan.pause',
  'scan.resume',
  'scan.cancel',
  'schedule.set',
  'export.links',
  'export.selection',
  'export.manifest',
  'export.unpointed',
  'export.changes',
  'export.plan',
  'export.audit',
  'session.sign-in',
  'session.sign-out',
  'session.end',
  'account.set-up',
  'account.password',
  'user.add',
  'user.edit',
  'group.save',
  'group.remove',
  'grant.add',
  'grant.remove',
  'token.add',
  'token.remove',
  'access.refuse',
  'audit.trim',
] as const;

export type AuditAction = (typeof auditActions)[number];

/** Other versions, and other parts, may record events of other names. */
export function isKnownAction(action: string): action is AuditAction {
  return auditActions.some((one) => one === action);
}
