import type { CommandCall } from './command.ts';
import { UsageError } from './failures.ts';

/** The connection that is named, or the only one. @throws UsageError */
export async function findConnection({
  api,
  options,
}: Pick<CommandCall, 'api'> & { options: { connection?: string } }): Promise<string> {
  if (options.connection !== undefined) return options.connection;
  const { items } = await api.call('listConnections', {});
  const [first, ...others] = items;
  if (first === undefined)
    throw new UsageError('No connection may be used. Ask an administrator of the console for a grant.');
  if (others.length > 0)
    throw new UsageError(`Say --connection: ${items.map(({ name }) => name).join(', ')}.`);
  return first.name;
}
