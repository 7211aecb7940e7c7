import type { Command } from './command.ts';
import { apply } from './commands/apply.ts';
import { exportCommand } from './commands/export.ts';
import { linkCommands } from './commands/link.ts';
import { links } from './commands/links.ts';
import { planCommands } from './commands/plan.ts';
import { plans } from './commands/plans.ts';
import { rollback } from './commands/rollback.ts';
import { scan } from './commands/scan.ts';
import { status } from './commands/status.ts';

/** Every command, in the order in which help lists them. */
export const commands: readonly Command[] = [
  ...planCommands,
  apply,
  status,
  rollback,
  plans,
  links,
  ...linkCommands,
  scan,
  exportCommand,
];
