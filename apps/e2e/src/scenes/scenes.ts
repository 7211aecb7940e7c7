import { inspectorScenes } from './inspector-scenes.ts';
import { pageScenes } from './page-scenes.ts';
import type { Scene } from './scene.ts';
import { sheetScenes } from './sheet-scenes.ts';

/** Every designed state of the console. */
export const scenes: readonly Scene[] = [...pageScenes, ...inspectorScenes, ...sheetScenes];
