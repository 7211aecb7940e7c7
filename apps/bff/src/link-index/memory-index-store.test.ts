import { createMemoryChangeLog } from '../changes/memory-change-log.ts';
import { mergeContract } from '../testing/merge.contract.ts';
import { missingTargetsContract } from '../testing/missing-targets.contract.ts';
import { outsideChangesContract } from '../testing/outside-changes.contract.ts';
import { createMemoryIndexStore } from './memory-index-store.ts';

async function open() {
  // Each question finds another moment, as it does in a database.
  let time = Date.parse('2026-11-22T11:00:00.000Z');
  const now = (): number => (time += 1);
  const changeLog = createMemoryChangeLog();
  const opened = createMemoryIndexStore({ connection: 'c', changeLog, now });
  return { ...opened, changeLog, connection: 'c', now: async () => new Date(now()).toISOString() };
}

outsideChangesContract(open);
missingTargetsContract(open);
mergeContract(open);
