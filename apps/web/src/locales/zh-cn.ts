import type { enParts } from './en.ts';
import common from './zh-CN/common.json';
import health from './zh-CN/health.json';
import objects from './zh-CN/objects.json';
import shell from './zh-CN/shell.json';

/** 简体中文文案，与英文一一对应（由测试检查）。 */
export const zhCn = {
  common,
  health,
  objects,
  shell,
};

/** 首屏不需要的文案，随使用它的部分一起加载。 */
export const zhCnParts: Record<keyof typeof enParts, () => Promise<{ default: object }>> = {
  access: () => import('./zh-CN/access.json'),
  account: () => import('./zh-CN/account.json'),
  actions: () => import('./zh-CN/actions.json'),
  audit: () => import('./zh-CN/audit.json'),
  buckets: () => import('./zh-CN/buckets.json'),
  changes: () => import('./zh-CN/changes.json'),
  connect: () => import('./zh-CN/connect.json'),
  connections: () => import('./zh-CN/connections.json'),
  findings: () => import('./zh-CN/findings.json'),
  help: () => import('./zh-CN/help.json'),
  home: () => import('./zh-CN/home.json'),
  inspector: () => import('./zh-CN/inspector.json'),
  links: () => import('./zh-CN/links.json'),
  map: () => import('./zh-CN/map.json'),
  palette: () => import('./zh-CN/palette.json'),
  parts: () => import('./zh-CN/parts.json'),
  plans: () => import('./zh-CN/plans.json'),
  problems: () => import('./zh-CN/problems.json'),
  restore: () => import('./zh-CN/restore.json'),
  rows: () => import('./zh-CN/rows.json'),
  sheet: () => import('./zh-CN/sheet.json'),
  tour: () => import('./zh-CN/tour.json'),
  upload: () => import('./zh-CN/upload.json'),
};
