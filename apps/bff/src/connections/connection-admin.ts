import type { BodyOf, ConnectionBody, ConnectionSettings, ConnectionTest } from '@signpost/api-contract';
import type { AddressRule, OssClient } from '@signpost/oss-client';
import type { ConnectionSpec } from '../config/config.ts';
import type { Connections } from '../oss/connections.ts';
import { refuseWrites } from '../oss/refuse-writes.ts';
import { ProblemError } from '../problems/problem-error.ts';
import { checkSettings, type CheckedConnection } from './check-settings.ts';
import type { ConnectionStore, StoredConnection } from './connection-store.ts';
import type { RenewedKeys } from './keys/renewed-keys.ts';
import { testConnection } from './test-connection.ts';
import { toFixedAnswer, toStoredAnswer } from './to-answer.ts';
import { toSpec } from './to-spec.ts';

/** The connections of a console: those that are configured, and those that were made in it. */
export interface ConnectionAdmin {
  list(): Promise<ConnectionSettings[]>;
  /** @throws ProblemError `invalid-request`, `connection-taken` */
  add(body: ConnectionBody, by: string): Promise<ConnectionSettings>;
  /** @throws ProblemError `invalid-request`, `connection-unknown`, `connection-fixed`, `connection-changed` */
  edit(body: BodyOf<'editConnection'>, by: string): Promise<ConnectionSettings>;
  remove(body: BodyOf<'removeConnection'>): Promise<void>;
  /** Tries settings that nobody kept yet; of a configured connection, those that are configured. @throws ProblemError `invalid-request` */
  test(body: BodyOf<'testConnection'>, signal: AbortSignal): Promise<ConnectionTest>;
  /** Takes over what other consoles on the database changed. */
  refresh(): Promise<void>;
}

interface AdminParts {
  store: ConnectionStore;
  /** Those that are configured: by variables, in a file, or the embedded OSS. */
  fixed: readonly ConnectionSpec[];
  connections: Pick<Connections, 'replace'>;
  /** Which addresses connections may use that are made here. */
  allows: AddressRule;
  open: (spec: ConnectionSpec) => { client: OssClient; keys: RenewedKeys };
  /** Told where a change that is stored could not be taken over at once. */
  onNotApplied: (error: unknown) => void;
}

export function createConnectionAdmin({
  store,
  fixed,
  connections,
  allows,
  open,
  onNotApplied,
}: AdminParts): ConnectionAdmin {
  const fixedNames = new Set(fixed.map(({ config }) => config.name));

  /** A name that is configured meanwhile is that of the configuration. */
  const listOwn = async (): Promise<StoredConnection[]> =>
    (await store.list()).filter(({ settings }) => !fixedNames.has(settings.name));

  const toSpecOf = ({ id, settings, secrets: held }: StoredConnection): ConnectionSpec =>
    toSpec({ id, source: 'console', settings, secrets: held });

  /** One after another: rows that were read earlier must not replace those that were read later. */
  let applying: Promise<void> = Promise.resolve();
  function apply(): Promise<void> {
    applying = applying.catch(() => undefined).then(applyNow);
    return applying;
  }

  async function applyNow(): Promise<void> {
    await connections.replace([...fixed, ...(await listOwn()).map(toSpecOf)]);
  }

  /** What is stored is done: where it cannot be taken over now, the next refresh does it. */
  async function applySoon(): Promise<void> {
    await apply().catch(onNotApplied);
  }

  function refuseFixed(name: string): void {
    if (fixedNames.has(name)) throw new ProblemError('connection-fixed', { params: { connection: name } });
  }

  async function find(name: string): Promise<StoredConnection | undefined> {
    return (await store.list()).find(({ settings }) => settings.name === name);
  }

  async function check(
    body: ConnectionBody,
    pointer: string,
  ): Promise<CheckedConnection & { kept: StoredConnection | undefined }> {
    const kept = await find(body.name);
    return { ...checkSettings(body, { pointer, allows, kept }), kept };
  }

  async function toTrialSpec(body: ConnectionBody): Promise<ConnectionSpec> {
    const configured = fixed.find(({ config }) => config.name === body.name);
    if (configured !== undefined) return configured;
    const { kept, settings, secrets: given } = await check(body, '#/settings');
    const held = given === 'keep' ? kept?.secrets : given;
    return toSpec({ id: kept?.id ?? 'trial', source: 'console', settings, secrets: held });
  }

  return {
    async list() {
      return [...fixed.map(toFixedAnswer), ...(await listOwn()).map(toStoredAnswer)];
    },

    async add(body, by) {
      if (fixedNames.has(body.name))
        throw new ProblemError('connection-taken', { params: { connection: body.name } });
      const checked = checkSettings(body, { pointer: '#', allows, kept: undefined });
      const added = await store.add({ settings: checked.settings, secrets: toNew(checked), by });
      await applySoon();
      return toStoredAnswer(added);
    },

    async edit({ settings: body, version }, by) {
      refuseFixed(body.name);
      const { kept, settings, secrets: given } = await check(body, '#/settings');
      if (kept === undefined)
        throw new ProblemError('connection-unknown', { params: { connection: body.name } });
      const edited = await store.edit({ settings, secrets: given, version, by });
      await applySoon();
      return toStoredAnswer(edited);
    },

    async remove({ name, version }) {
      refuseFixed(name);
      await store.remove({ name, version });
      await applySoon();
    },

    async test({ settings, buckets }, signal) {
      const spec = await toTrialSpec(settings);
      const { client, keys } = open(spec);
      const guarded = refuseWrites(client, () => false);
      try {
        return await testConnection({
          spec,
          client: guarded,
          keys,
          buckets,
          writable: settings.writable,
          signal,
        });
      } finally {
        await client.close(0);
      }
    },

    refresh: apply,
  };
}

/** Of a connection that did not exist there is nothing to keep. */
function toNew({ secrets }: CheckedConnection): Exclude<CheckedConnection['secrets'], 'keep'> {
  return secrets === 'keep' ? undefined : secrets;
}
