import { scheduleStoreContract } from '../testing/schedule-store.contract.ts';
import { createMemoryScheduleStore } from './schedule-store.ts';

scheduleStoreContract(async () => {
  const store = createMemoryScheduleStore(() => new Date());
  return [store, store];
});
