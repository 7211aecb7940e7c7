import type { ConnectionBody } from '@signpost/api-contract';

/** Settings of a connection without the secrets of its keys. */
export interface StoredSettings extends Omit<ConnectionBody, 'credential'> {
  credential: PublicCredential;
}

type WithoutSecrets<C> = C extends unknown ? Omit<C, keyof ConnectionSecrets> : never;
export type PublicCredential = WithoutSecrets<ConnectionBody['credential']>;

/** What is kept encrypted. */
export interface ConnectionSecrets {
  accessKeySecret?: string | undefined;
  securityToken?: string | undefined;
}

/** A connection that was made in the console. */
export interface StoredConnection {
  id: string;
  settings: StoredSettings;
  /** Undefined where there are none, and where they cannot be read with the master key. */
  secrets: ConnectionSecrets | undefined;
  secretsSetAt: string | undefined;
  version: number;
  updatedAt: string;
  updatedBy: string;
}

/** Connections that were made in the console. Their secrets are encrypted where they are kept. */
export interface ConnectionStore {
  list(): Promise<StoredConnection[]>;
  /** @throws ProblemError `connection-taken` */
  add(connection: {
    settings: StoredSettings;
    secrets: ConnectionSecrets | undefined;
    by: string;
  }): Promise<StoredConnection>;
  /** @param connection.secrets `keep` leaves them as they are @throws ProblemError `connection-unknown`, `connection-changed` */
  edit(connection: {
    settings: StoredSettings;
    secrets: ConnectionSecrets | undefined | 'keep';
    version: number;
    by: string;
  }): Promise<StoredConnection>;
  /** Grants on it go with it. @throws ProblemError `connection-unknown`, `connection-changed` */
  remove(connection: { name: string; version: number }): Promise<void>;
}
