import { orWithoutDatabase } from '../../../problems/database-problem.ts';
import { openLinkIndex } from '../../../link-index/memory-link-index.ts';
import { tellMirrors } from '../../../link-index/tell-mirrors.ts';
import type { OperationHandler } from '../../operation.ts';

/** Rows the first screen has room for; the rest is one click away. */
const most = { broken: 20, soon: 5, folderLinks: 24 };

export const getHome: OperationHandler<'getHome'> = async (input, { services, permit, signal }) => {
  const connection = services.connections.get(input.connection);
  const [buckets, dailyStats] = await Promise.all([
    connection.buckets.list(signal),
    orWithoutDatabase(connection.dailyStats.list(), []),
  ]);
  const overview = await openLinkIndex(connection, permit).overview(buckets, most);
  // The sums of past days are those of everything: they are shown to those who may see everything.
  const seesAll = permit.may('link.read', { connection: input.connection });
  // Home waits for no call: what is not known yet is there at the next look.
  const brokenLinks = await tellMirrors(connection, overview.brokenLinks, 0);
  return { ...overview, brokenLinks, dailyStats: seesAll ? dailyStats : [] };
};
