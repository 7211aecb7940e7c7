import { compileGrants, type Rights } from '@signpost/api-contract';
import { createHash, randomBytes } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import { ProblemError } from '../problems/problem-error.ts';
import { toHeaders } from './caller.ts';
import type { Accounts, AccountStore, FoundToken } from './accounts.ts';
import type { PermitSource } from './permit-source.ts';
import { toPermit, type Actor, type Permit } from './permit.ts';

const nobody: Actor = { kind: 'system', id: 'nobody', name: 'nobody' };
const none = compileGrants([]);

/** A console with accounts: people by the session of their browser, programs by a token. */
export function accountPermits({
  store: accounts,
  signIn,
}: Pick<Accounts, 'store' | 'signIn'>): PermitSource {
  return {
    async ofRequest(request, right) {
      // What needs nobody asks for nobody: a probe of health costs no look into the database.
      if (right === 'public') return toPermit(nobody, none);
      const bearer = findBearer(request);
      if (bearer !== undefined) return ofToken(accounts, bearer);
      const session = await signIn.find(toHeaders(request));
      if (session === undefined) throw new ProblemError('sign-in-required');
      const { id, name } = session.user;
      return toPermit({ kind: 'person', id, name }, await rightsOf(accounts, { kind: 'user', id }));
    },
    async ofActor(actor) {
      if (actor.kind === 'system') return toPermit(actor, none);
      if (actor.kind === 'person')
        return toPermit(actor, await rightsOf(accounts, { kind: 'user', id: actor.id }));
      const token = await accounts.findTokenById(actor.id);
      return toPermit(actor, token === undefined ? none : await rightsOfToken(accounts, token));
    },
  };
}

async function ofToken(accounts: AccountStore, secret: string): Promise<Permit> {
  const token = await accounts.findToken(hashToken(secret));
  if (token === undefined) throw new ProblemError('sign-in-required');
  const actor: Actor = { kind: 'token', id: token.id, name: token.name };
  return toPermit(actor, await rightsOfToken(accounts, token));
}

/** A token of a person does what both are allowed: it ends with its owner, and never reaches further. */
async function rightsOfToken(
  accounts: AccountStore,
  { grantsOf, ownerId }: Pick<FoundToken, 'grantsOf' | 'ownerId'>,
): Promise<Rights> {
  const own = await rightsOf(accounts, { kind: 'token', id: grantsOf });
  if (ownerId === undefined) return own;
  return intersect(own, await rightsOf(accounts, { kind: 'user', id: ownerId }));
}

async function rightsOf(
  accounts: AccountStore,
  subject: { kind: 'user' | 'token'; id: string },
): Promise<Rights> {
  return compileGrants(await accounts.grantsOf(subject));
}

/** What two sets of grants both allow. Where only parts of a scope overlap, each part is asked for again by its key. */
function intersect(a: Rights, b: Rights): Rights {
  return {
    whole: (right, scope) => a.whole(right, scope) && b.whole(right, scope),
    some: (right, scope) => a.some(right, scope) && b.some(right, scope),
    within: (right, scope) => {
      const covered = (one: Rights, other: Rights): string[] =>
        one.within(right, scope).filter((prefix) => {
          const { connection, bucket } = scope;
          const at = prefix.endsWith('/') ? { prefix } : { key: prefix };
          return other.whole(right, { connection, bucket, ...at });
        });
      return [...new Set([...covered(a, b), ...covered(b, a)])];
    },
    heldOn: (connection) => a.heldOn(connection) ?? b.heldOn(connection),
  };
}

/** A new one, found by scanners of repositories, which look for a prefix. */
export function createTokenSecret(): string {
  return `signpost_${randomBytes(32).toString('base64url')}`;
}

export function hashToken(secret: string): string {
  return createHash('sha256').update(secret).digest('hex');
}

function findBearer({ headers }: IncomingMessage): string | undefined {
  return /^Bearer +(\S+)$/i.exec(headers.authorization ?? '')?.[1];
}
