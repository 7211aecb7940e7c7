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
