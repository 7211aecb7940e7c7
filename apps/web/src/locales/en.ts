import common from './en/common.json';
import health from './en/health.json';
import objects from './en/objects.json';
import shell from './en/shell.json';

/** English texts, one namespace per feature. Their keys are the type of `t()`. */
export const en = { common, health, objects, shell };
