import buckets from './en/buckets.json';
import changes from './en/changes.json';
import common from './en/common.json';
import findings from './en/findings.json';
import health from './en/health.json';
import inspector from './en/inspector.json';
import objects from './en/objects.json';
import problems from './en/problems.json';
import sheet from './en/sheet.json';
import shell from './en/shell.json';

/** English texts, one namespace per feature. Their keys are the type of `t()`. */
export const en = { buckets, changes, common, findings, health, inspector, objects, problems, sheet, shell };
