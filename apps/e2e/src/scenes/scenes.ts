import { accountScenes } from './account-scenes.ts';
import { auditScenes } from './audit-scenes.ts';
import { commandPaletteScenes } from './command-palette-scenes.ts';
import { connectionScenes } from './connection-scenes.ts';
import { consequenceScenes } from './consequence-scenes.ts';
import { folderScenes } from './folder-scenes.ts';
import { homeScenes } from './home-scenes.ts';
import { inspectorScenes } from './inspector-scenes.ts';
import { linksScenes } from './links-scenes.ts';
import { mapScenes } from './map-scenes.ts';
import { pageScenes } from './page-scenes.ts';
import type { Scene } from './scene.ts';
import { planScenes } from './plan-scenes.ts';
import { signInScenes } from './sign-in-scenes.ts';
import { writeDialogScenes } from './write-dialog-scenes.ts';
import { uploadScenes } from './upload-scenes.ts';

/** Every designed state of the console. Those that count the demo's links come before those that write to it. */
export const scenes: readonly Scene[] = [
  ...homeScenes,
  ...linksScenes,
  ...mapScenes,
  ...pageScenes,
  ...auditScenes,
  ...accountScenes,
  ...signInScenes,
  ...connectionScenes,
  ...folderScenes,
  ...inspectorScenes,
  ...consequenceScenes,
  ...commandPaletteScenes,
  ...writeDialogScenes,
  ...uploadScenes,
  ...planScenes,
];
