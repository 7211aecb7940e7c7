/** A main account: owns the buckets it creates. */
export interface OssAccount {
  /** Numeric account id; the `Owner/ID` and `Owner/DisplayName` of everything it creates. */
  uid: string;
  accessKeyId: string;
  accessKeySecret: string;
}

/** A temporary credential, as a token service would hand out. */
export interface TemporaryCredential {
  accessKeyId: string;
  accessKeySecret: string;
  securityToken: string;
  /** Milliseconds since the epoch. */
  expiresAt: number;
}

/** What a request proved itself to be. */
export interface Identity {
  uid: string;
  accessKeyId: string;
}

interface IssuedToken extends TemporaryCredential {
  uid: string;
}

/** Looks up who owns an access key; knows long-lived accounts and issued temporary tokens. */
export class AccountBook {
  readonly accounts: readonly OssAccount[];
  readonly #byKey = new Map<string, OssAccount>();
  readonly #issued = new Map<string, IssuedToken>();
  #serial = 0;

  constructor(accounts: readonly OssAccount[]) {
    this.accounts = accounts;
    for (const account of accounts) {
      if (this.#byKey.has(account.accessKeyId)) {
        throw new Error(`Two accounts share the access key id ${account.accessKeyId}.`);
      }
      this.#byKey.set(account.accessKeyId, account);
    }
  }

  find(accessKeyId: string): OssAccount | undefined {
    return this.#byKey.get(accessKeyId);
  }

  findIssued(accessKeyId: string): IssuedToken | undefined {
    return this.#issued.get(accessKeyId);
  }

  /** Issues a temporary credential that acts as `uid` until `expiresAt`. Forgotten when the server stops. */
  issueToken(uid: string, expiresAt: number): TemporaryCredential {
    this.#serial += 1;
    const serial = String(this.#serial).padStart(4, '0');
    const credential = {
      accessKeyId: `STS.signpost${serial}${crypto.randomUUID().slice(0, 8)}`,
      accessKeySecret: crypto.randomUUID().replaceAll('-', ''),
      securityToken: `CAIS${Buffer.from(crypto.getRandomValues(new Uint8Array(96))).toString('base64')}`,
      expiresAt,
    };
    this.acceptToken(uid, credential);
    return credential;
  }

  /** Accepts a temporary credential made elsewhere, for example one that signed a recorded request. */
  acceptToken(uid: string, credential: TemporaryCredential): void {
    this.#issued.set(credential.accessKeyId, { ...credential, uid });
  }
}
