import { changeLogContract } from '../testing/change-log.contract.ts';
import { createMemoryChangeLog } from './memory-change-log.ts';

changeLogContract(async () => ({ log: createMemoryChangeLog(), connections: ['one', 'two'] }));
