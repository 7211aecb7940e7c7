import { dailyStatsContract } from '../testing/daily-stats.contract.ts';
import { createMemoryDailyStats } from './daily-stats.ts';

dailyStatsContract(async () => createMemoryDailyStats());
