import type { en } from './en.ts';
import type access from './en/access.json';
import type account from './en/account.json';
import type actions from './en/actions.json';
import type audit from './en/audit.json';
import type buckets from './en/buckets.json';
import type changes from './en/changes.json';
import type connect from './en/connect.json';
import type connections from './en/connections.json';
import type findings from './en/findings.json';
import type help from './en/help.json';
import type home from './en/home.json';
import type inspector from './en/inspector.json';
import type links from './en/links.json';
import type map from './en/map.json';
import type palette from './en/palette.json';
import type parts from './en/parts.json';
import type plans from './en/plans.json';
import type problems from './en/problems.json';
import type restore from './en/restore.json';
import type rows from './en/rows.json';
import type sheet from './en/sheet.json';
import type tour from './en/tour.json';
import type upload from './en/upload.json';

/** Fetched with the part that shows them (app/i18n.ts), and typed like the others. */
interface PartTexts {
  access: typeof access;
  account: typeof account;
  actions: typeof actions;
  audit: typeof audit;
  buckets: typeof buckets;
  changes: typeof changes;
  connect: typeof connect;
  connections: typeof connections;
  findings: typeof findings;
  help: typeof help;
  home: typeof home;
  inspector: typeof inspector;
  links: typeof links;
  map: typeof map;
  palette: typeof palette;
  parts: typeof parts;
  plans: typeof plans;
  problems: typeof problems;
  restore: typeof restore;
  rows: typeof rows;
  sheet: typeof sheet;
  tour: typeof tour;
  upload: typeof upload;
}

declare module 'i18next' {
  interface CustomTypeOptions {
    defaultNS: 'common';
    resources: typeof en & PartTexts;
  }
}
