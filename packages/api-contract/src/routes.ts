/** Most links one resolve call takes. */
export const maxResolve = 50;

/** Most prefixes, and most keys, one folder question takes: a whole page of a listing. */
export const maxFolders = 1000;

/** Largest object the console uploads: it is for texts and pictures, not for releases. */
export const maxUpload = 10 * 1024 * 1024;

/** Orders of a list of links: by bucket and key; worst first; by the time they were written. */
export const linkSorts = ['key', 'health', 'newest', 'oldest'] as const;
export type LinkSort = (typeof linkSorts)[number];

/** Header every write must carry; a page of another origin cannot set it. */
export const csrfHeader = { name: 'x-signpost-csrf', value: '1' } as const;

/** Header under which a request that is sent again, its answer lost, is carried out once. */
export const idempotencyHeader = 'idempotency-key';

/** Header of an answer that was given before. */
export const replayedHeader = 'idempotency-replayed';

/**
 * Header of every answer of the API: which release of the console gives it. An answer without it comes from somebody
 * in between; another release than the page's own means that the page is older than its server.
 */
export const releaseHeader = 'signpost-release';

export interface Route {
  method: 'GET' | 'POST' | 'PATCH';
  path: `/api/v1/${string}`;
}

/** Method and path of every operation, apart from the schemas: the browser calls by these and loads no schema. */
export const routes = {
  listConnections: { method: 'GET', path: '/api/v1/connections' },
  listBuckets: { method: 'GET', path: '/api/v1/buckets' },
  getBucket: { method: 'GET', path: '/api/v1/bucket' },
  listObjects: { method: 'GET', path: '/api/v1/objects' },
  getObject: { method: 'GET', path: '/api/v1/object' },
  getObjectPart: { method: 'GET', path: '/api/v1/object/part' },
  listKeyVersions: { method: 'GET', path: '/api/v1/object/versions' },
  previewObject: { method: 'GET', path: '/api/v1/object/preview' },
  downloadObject: { method: 'GET', path: '/api/v1/object/download' },
  uploadObject: { method: 'POST', path: '/api/v1/objects/upload' },
  completeTarget: { method: 'GET', path: '/api/v1/targets' },
  resolveLinks: { method: 'POST', path: '/api/v1/links/resolve' },
  getHome: { method: 'GET', path: '/api/v1/home' },
  listCoverage: { method: 'GET', path: '/api/v1/index' },
  startScan: { method: 'POST', path: '/api/v1/index/scan' },
  getScan: { method: 'GET', path: '/api/v1/index/scan' },
  watchScan: { method: 'GET', path: '/api/v1/index/scan/events' },
  listScanSources: { method: 'GET', path: '/api/v1/index/scan/sources' },
  controlScan: { method: 'POST', path: '/api/v1/index/scan/control' },
  setScanSchedule: { method: 'POST', path: '/api/v1/index/schedule' },
  listLinks: { method: 'GET', path: '/api/v1/links' },
  rollUpLinks: { method: 'GET', path: '/api/v1/links/folders' },
  exportLinks: { method: 'GET', path: '/api/v1/links/export' },
  exportSelection: { method: 'POST', path: '/api/v1/links/export-selection' },
  exportManifest: { method: 'GET', path: '/api/v1/links/manifest' },
  describeFolders: { method: 'POST', path: '/api/v1/index/folders' },
  getMap: { method: 'GET', path: '/api/v1/map' },
  exportUnpointed: { method: 'GET', path: '/api/v1/map/unpointed' },
  getNeighbourhood: { method: 'GET', path: '/api/v1/map/neighbourhood' },
  listBacklinks: { method: 'GET', path: '/api/v1/backlinks' },
  listCandidates: { method: 'GET', path: '/api/v1/candidates' },
  tryReaders: { method: 'GET', path: '/api/v1/readers' },
  search: { method: 'GET', path: '/api/v1/search' },
  preflight: { method: 'POST', path: '/api/v1/links/preflight' },
  createLink: { method: 'POST', path: '/api/v1/links' },
  repointLink: { method: 'PATCH', path: '/api/v1/links' },
  // Not DELETE: proxies drop the body of one, and keys do not belong into a path.
  deleteLink: { method: 'POST', path: '/api/v1/links/delete' },
  deleteObject: { method: 'POST', path: '/api/v1/object/delete' },
  restoreObject: { method: 'POST', path: '/api/v1/object/restore' },
  listChanges: { method: 'GET', path: '/api/v1/changes' },
  countChanges: { method: 'GET', path: '/api/v1/changes/counts' },
  exportChanges: { method: 'GET', path: '/api/v1/changes/export' },
  listOutsideChanges: { method: 'GET', path: '/api/v1/changes/outside' },
  getChange: { method: 'GET', path: '/api/v1/change' },
  undoChange: { method: 'POST', path: '/api/v1/changes/undo' },
  listAuditEvents: { method: 'GET', path: '/api/v1/audit' },
  exportAudit: { method: 'GET', path: '/api/v1/audit/export' },
  listFolderChoices: { method: 'GET', path: '/api/v1/folder-choices' },
  listPlans: { method: 'GET', path: '/api/v1/plans' },
  draftPlan: { method: 'POST', path: '/api/v1/plans' },
  previewRule: { method: 'POST', path: '/api/v1/plans/preview' },
  getPlan: { method: 'GET', path: '/api/v1/plan' },
  watchPlan: { method: 'GET', path: '/api/v1/plan/events' },
  listPlanRows: { method: 'GET', path: '/api/v1/plan/rows' },
  exportPlanRows: { method: 'GET', path: '/api/v1/plan/report' },
  editPlan: { method: 'POST', path: '/api/v1/plan/edit' },
  applyPlan: { method: 'POST', path: '/api/v1/plan/apply' },
  controlPlan: { method: 'POST', path: '/api/v1/plan/control' },
  rollBackPlan: { method: 'POST', path: '/api/v1/plan/roll-back' },
} as const satisfies Record<string, Route>;
