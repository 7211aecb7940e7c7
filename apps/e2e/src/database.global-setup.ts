import { hostVariable, startTestPostgres } from '@signpost/bff/testing';

/** One PostgreSQL for the whole run; each worker has a database of its own. */
export default async function startDatabase(): Promise<() => Promise<void>> {
  const { host, stop } = await startTestPostgres();
  process.env[hostVariable] = host;
  return stop;
}
