import common from './en/common.json';
import health from './en/health.json';
import objects from './en/objects.json';
import shell from './en/shell.json';

/** English texts, one namespace per feature. Their keys are the type of `t()`. */
export const en = { common, health, objects, shell };

/** Texts of parts that the first load does without: fetched with the part that shows them. */
export const enParts = {
  access: () => import('./en/access.json'),
  account: () => import('./en/account.json'),
  actions: () => import('./en/actions.json'),
  audit: () => import('./en/audit.json'),
  buckets: () => import('./en/buckets.json'),
  changes: () => import('./en/changes.json'),
  connect: () => import('./en/connect.json'),
  connections: () => import('./en/connections.json'),
  findings: () => import('./en/findings.json'),
  help: () => import('./en/help.json'),
  home: () => import('./en/home.json'),
  inspector: () => import('./en/inspector.json'),
  links: () => import('./en/links.json'),
  map: () => import('./en/map.json'),
  palette: () => import('./en/palette.json'),
  parts: () => import('./en/parts.json'),
  plans: () => import('./en/plans.json'),
  problems: () => import('./en/problems.json'),
  restore: () => import('./en/restore.json'),
  rows: () => import('./en/rows.json'),
  sheet: () => import('./en/sheet.json'),
  tour: () => import('./en/tour.json'),
  upload: () => import('./en/upload.json'),
};
