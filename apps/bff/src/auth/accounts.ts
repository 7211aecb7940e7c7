import type { CiTokens } from './ci-tokens.ts';
import type {
  Access,
  ApiToken,
  BrowserSession,
  Grant as ListedGrant,
  Group,
  User,
  GrantRule,
} from '@signpost/api-contract';
import type { ProviderPerson } from './identity-provider.ts';
import type { ProviderSignIn } from './provider-sign-in.ts';
import type { SecondFactors } from './second-factors.ts';

export type NewGrant = Omit<ListedGrant, 'id' | 'name' | 'createdAt'>;

/** A token of the API, found by its hash. */
/** Which runs of a CI may exchange their id token. */
export type CiTrust = NonNullable<ApiToken['trust']>;

export interface FoundToken {
  id: string;
  name: string;
  ownerId: string | undefined;
  /** The token whose grants it has; itself, unless it was exchanged. */
  grantsOf: string;
}

/**
 * People, groups, grants and tokens. What takes a right away throws `last-administrator` where nobody would be left who
 * may manage accounts.
 */
export interface AccountStore {
  /** Whether somebody may sign in who may manage accounts. */
  hasAdministrator(): Promise<boolean>;
  /** Whether one of them has a password, and gets in while the identity provider is away. */
  hasLocalAdministrator(): Promise<boolean>;
  /** Names of those, in their order; each once. */
  administrators(): Promise<string[]>;
  /** Does the work while nobody is; of several callers at once one gets that far. @throws ProblemError `set-up-closed` */
  whileWithoutAdministrator<T>(work: () => Promise<T>): Promise<T>;
  users(): Promise<User[]>;
  findUser(id: string): Promise<User | undefined>;
  /** The person is signed out everywhere and may not sign in. @throws ProblemError `account-missing` */
  disable(id: string): Promise<void>;
  enable(id: string): Promise<void>;
  removeUser(id: string): Promise<void>;
  groups(): Promise<Group[]>;
  saveGroup(group: { id: string | undefined; name: string; members: readonly string[] }): Promise<Group>;
  removeGroup(id: string): Promise<void>;
  /** Those in force, of a person's groups as well; none of somebody who is disabled or gone. */
  grantsOf(subject: { kind: 'user' | 'token'; id: string }): Promise<GrantRule[]>;
  grants(): Promise<ListedGrant[]>;
  /** Whoever becomes an administrator by it is signed out, and signs in anew. */
  addGrant(grant: NewGrant): Promise<ListedGrant>;
  removeGrant(id: string): Promise<void>;
  /** Of one person, or all. */
  tokens(ownerId: string | undefined): Promise<ApiToken[]>;
  addToken(token: {
    name: string;
    hash: string;
    ownerId: string | undefined;
    trust?: CiTrust | undefined;
    createdBy: string;
    expiresAt: Date;
    grants: readonly Omit<NewGrant, 'subject' | 'createdBy' | 'expiresAt'>[];
  }): Promise<ApiToken>;
  /** @param ownerId the person whose token it must be; any where absent */
  removeToken(id: string, ownerId: string | undefined): Promise<void>;
  /** One in force; notes that it was used. */
  findToken(hash: string): Promise<FoundToken | undefined>;
  findTokenById(id: string): Promise<FoundToken | undefined>;
  /** Tokens in force for which runs of a CI exchange id tokens of an issuer. */
  trusting(issuer: string): Promise<(CiTrust & { id: string; name: string })[]>;
  /** A token with the grants of another, ending with it. */
  addExchanged(token: { of: string; hash: string; expiresAt: Date }): Promise<void>;
  /** Grants in force on a connection, by person and token: which of them cover a key is decided by the caller. */
  holders(connection: string): Promise<(Access & { connection: string })[]>;
}

/** What a browser sends along. */
export interface Caller {
  headers: Headers;
  address: string;
}

export interface SignedIn {
  user: { id: string; name: string; email: string };
  /** For the `Set-Cookie` headers of the answer. */
  cookies: string[];
}

/** What a console with accounts works with. */
export interface Accounts {
  store: AccountStore;
  signIn: SignIn;
  /** Whether people sign in already; else whoever reaches the console may do everything until somebody sets it up. */
  areInForce(): Promise<boolean>;
  secondFactors: SecondFactors;
  /** Proves that somebody reads the terminal of the console. */
  setUpCode(): Promise<string>;
  /** Reads id tokens of the issuers that the operator trusts. */
  ciTokens: CiTokens;
  /** Sign-in through the identity provider, where there is one. */
  provider?: ProviderSignIn;
}

/** Passwords and sessions of browsers. */
export interface SignIn {
  /**
   * With `isCodeNeeded` nobody is signed in: the cookies are those of a challenge. @throws ProblemError `sign-in-failed`,
   * `sign-in-locked`
   */
  signIn(
    caller: Caller,
    input: { email: string; password: string },
  ): Promise<SignedIn & { isCodeNeeded: boolean }>;
  /** The second step. @throws ProblemError `sign-in-expired`, `sign-in-failed`, `sign-in-locked` */
  confirmSignIn(caller: Caller, code: string): Promise<SignedIn>;
  /** The address of the account whose code is asked for in this browser. */
  challenged(headers: Headers): Promise<string | undefined>;
  /** Ends every session of the person, and begins a new one in this browser. @returns its cookies */
  renewSession(caller: Caller, userId: string): Promise<string[]>;
  /**
   * Signs somebody in for whom the identity provider has vouched. @param earlierSession that the browser had, and which ends
   * @throws ProblemError `account-disabled`, `provider-email-taken`
   */
  signInPerson(
    caller: Caller,
    person: ProviderPerson,
    browser: { earlierSession: string | undefined },
  ): Promise<SignedIn>;
  /** Marks something as used, until it expires. False where it was already. */
  claimOnce(id: string, expiresAt: Date): Promise<boolean>;
  /** Cookies that end the session in the browser. */
  signOut(caller: Caller): Promise<string[]>;
  /** Undefined where nobody is signed in. With `refresh` the session is prolonged. */
  find(
    headers: Headers,
    options?: { refresh: boolean },
  ): Promise<(SignedIn & { sessionId: string }) | undefined>;
  sessions(userId: string): Promise<Omit<BrowserSession, 'isOwn'>[]>;
  /** Ends one session, or all but one. @throws ProblemError `account-missing` */
  endSessions(userId: string, which: { id: string } | { except: string | undefined }): Promise<void>;
  /** @throws ProblemError `email-taken`, `invalid-request` for a weak password */
  addUser(user: { name: string; email: string; password: string }): Promise<{ id: string }>;
  /** Of somebody who had none, too. @throws ProblemError `invalid-request` for a weak password */
  setPassword(user: { id: string; name: string; email: string }, password: string): Promise<void>;
  /** With a code that is used up, where one is given. @throws ProblemError `invalid-request` for a wrong one, `sign-in-locked` */
  checkPassword(
    caller: Caller,
    user: { id: string; email: string },
    given: { password: string; code?: string },
  ): Promise<void>;
  hasPassword(userId: string): Promise<boolean>;
  /** Counts a try that is no password, such as the code of the set-up. @throws ProblemError `sign-in-locked` */
  countTry(caller: Caller): Promise<void>;
}
