import type { OperationHandlers } from '../operation.ts';
import { listAuditEvents } from './audit/list-audit-events.ts';
import { exportAudit } from './audit/export-audit.ts';
import { getSession } from './accounts/get-session.ts';
import { signIn } from './accounts/sign-in.ts';
import { confirmSecondFactor } from './accounts/confirm-second-factor.ts';
import { confirmSignIn } from './accounts/confirm-sign-in.ts';
import { endSecondFactor } from './accounts/end-second-factor.ts';
import { startSecondFactor } from './accounts/start-second-factor.ts';
import { startProviderSignIn } from './accounts/start-provider-sign-in.ts';
import { signOut } from './accounts/sign-out.ts';
import { setUp } from './accounts/set-up.ts';
import { changePassword } from './accounts/change-password.ts';
import { listSessions } from './accounts/list-sessions.ts';
import { endSessions } from './accounts/end-sessions.ts';
import { listUsers } from './accounts/list-users.ts';
import { addUser } from './accounts/add-user.ts';
import { editUser } from './accounts/edit-user.ts';
import { listGroups } from './accounts/list-groups.ts';
import { saveGroup } from './accounts/save-group.ts';
import { removeGroup } from './accounts/remove-group.ts';
import { listGrants } from './accounts/list-grants.ts';
import { addGrant } from './accounts/add-grant.ts';
import { removeGrant } from './accounts/remove-grant.ts';
import { reviewAccess } from './accounts/review-access.ts';
import { listTokens } from './accounts/list-tokens.ts';
import { addToken } from './accounts/add-token.ts';
import { exchangeToken } from './accounts/exchange-token.ts';
import { removeToken } from './accounts/remove-token.ts';
import { getBucket } from './buckets/get-bucket.ts';
import { listBuckets } from './buckets/list-buckets.ts';
import { getChange } from './changes/get-change.ts';
import { listChanges } from './changes/list-changes.ts';
import { listOutsideChanges } from './changes/list-outside-changes.ts';
import { countChanges } from './changes/count-changes.ts';
import { exportChanges } from './changes/export-changes.ts';
import { undoChange } from './changes/undo-change.ts';
import { listConnections } from './connections/list-connections.ts';
import { getHome } from './home/get-home.ts';
import { describeFolders } from './index/describe-folders.ts';
import { listCandidates } from './index/list-candidates.ts';
import { listCoverage } from './index/list-coverage.ts';
import { exportLinks } from './index/export-links.ts';
import { exportManifest } from './index/export-manifest.ts';
import { exportSelection } from './index/export-selection.ts';
import { listLinks } from './index/list-links.ts';
import { rollUpLinks } from './index/roll-up-links.ts';
import { exportUnpointed } from './index/export-unpointed.ts';
import { getMap } from './index/get-map.ts';
import { getNeighbourhood } from './index/get-neighbourhood.ts';
import { listBacklinks } from './index/list-backlinks.ts';
import { controlScan } from './index/control-scan.ts';
import { getScan } from './index/get-scan.ts';
import { setScanSchedule } from './index/set-scan-schedule.ts';
import { listScanSources } from './index/list-scan-sources.ts';
import { startScan } from './index/start-scan.ts';
import { search } from './index/search.ts';
import { tryReaders } from './index/try-readers.ts';
import { createLink } from './links/create-link.ts';
import { deleteLink } from './links/delete-link.ts';
import { preflight } from './links/preflight.ts';
import { repointLink } from './links/repoint-link.ts';
import { resolveLinks } from './links/resolve-links.ts';
import { completeTarget } from './objects/complete-target.ts';
import { deleteObject } from './objects/delete-object.ts';
import { downloadObject } from './objects/download-object.ts';
import { getObject } from './objects/get-object.ts';
import { getObjectPart } from './objects/get-object-part.ts';
import { listKeyVersions } from './objects/list-key-versions.ts';
import { listObjects } from './objects/list-objects.ts';
import { previewObject } from './objects/preview-object.ts';
import { restoreObject } from './objects/restore-object.ts';
import { uploadObject } from './objects/upload-object.ts';
import { listFolderChoices } from './index/list-folder-choices.ts';
import { listPlans } from './plans/list-plans.ts';
import { draftPlan } from './plans/draft-plan.ts';
import { previewRule } from './plans/preview-rule.ts';
import { getPlan } from './plans/get-plan.ts';
import { watchPlan } from './plans/watch-plan.ts';
import { watchScan } from './index/watch-scan.ts';
import { listPlanRows } from './plans/list-plan-rows.ts';
import { exportPlanRows } from './plans/export-plan-rows.ts';
import { editPlan } from './plans/edit-plan.ts';
import { applyPlan } from './plans/apply-plan.ts';
import { controlPlan } from './plans/control-plan.ts';
import { listConnectionSettings } from './connections/list-connection-settings.ts';
import { addConnection } from './connections/add-connection.ts';
import { editConnection } from './connections/edit-connection.ts';
import { removeConnection } from './connections/remove-connection.ts';
import { testConnection } from './connections/test-connection.ts';
import { rollBackPlan } from './plans/roll-back-plan.ts';

/** The handler of each row of the operation table; a row without one does not compile. */
export const apiHandlers: OperationHandlers = {
  listConnections,
  listBuckets,
  getBucket,
  listObjects,
  getObject,
  getObjectPart,
  listKeyVersions,
  previewObject,
  downloadObject,
  uploadObject,
  completeTarget,
  resolveLinks,
  getHome,
  listCoverage,
  setScanSchedule,
  startScan,
  listScanSources,
  getScan,
  watchScan,
  controlScan,
  listLinks,
  rollUpLinks,
  exportLinks,
  exportSelection,
  exportManifest,
  describeFolders,
  getMap,
  exportUnpointed,
  getNeighbourhood,
  listBacklinks,
  listCandidates,
  tryReaders,
  search,
  preflight,
  createLink,
  repointLink,
  deleteLink,
  deleteObject,
  restoreObject,
  listChanges,
  listOutsideChanges,
  countChanges,
  listAuditEvents,
  exportAudit,
  exportChanges,
  getChange,
  undoChange,
  listFolderChoices,
  listPlans,
  draftPlan,
  previewRule,
  getPlan,
  watchPlan,
  listPlanRows,
  exportPlanRows,
  editPlan,
  applyPlan,
  controlPlan,
  rollBackPlan,
  getSession,
  signIn,
  confirmSignIn,
  startSecondFactor,
  confirmSecondFactor,
  endSecondFactor,
  startProviderSignIn,
  signOut,
  setUp,
  changePassword,
  listSessions,
  endSessions,
  listUsers,
  addUser,
  editUser,
  listGroups,
  saveGroup,
  removeGroup,
  listGrants,
  addGrant,
  removeGrant,
  reviewAccess,
  listTokens,
  addToken,
  removeToken,
  exchangeToken,
  listConnectionSettings,
  addConnection,
  editConnection,
  removeConnection,
  testConnection,
};
