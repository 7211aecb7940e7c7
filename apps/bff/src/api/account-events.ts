import type { OperationName, Session } from '@signpost/api-contract';
import type { AuditDetails } from '../audit/audit-log.ts';
import type { Actor } from '../auth/permit.ts';
import { ProblemError } from '../problems/problem-error.ts';
import type { OperationContext, OperationHandlers } from './operation.ts';
import { recordAfter } from './record-event.ts';

/** What operations on accounts and connections are called in the audit log. */
const actions = {
  setUp: 'account.set-up',
  signIn: 'session.sign-in',
  confirmSignIn: 'session.sign-in',
  confirmSecondFactor: 'account.second-factor.add',
  endSecondFactor: 'account.second-factor.remove',
  signOut: 'session.sign-out',
  endSessions: 'session.end',
  changePassword: 'account.password',
  addUser: 'user.add',
  editUser: 'user.edit',
  saveGroup: 'group.save',
  removeGroup: 'group.remove',
  addGrant: 'grant.add',
  removeGrant: 'grant.remove',
  addToken: 'token.add',
  removeToken: 'token.remove',
  exchangeToken: 'token.exchange',
  addConnection: 'connection.add',
  editConnection: 'connection.edit',
  removeConnection: 'connection.remove',
  testConnection: 'connection.test',
} as const satisfies Partial<Record<OperationName, string>>;

/** Members of requests that are told. No other leaves them: passwords and codes are among those. */
const told = [
  'id',
  'user',
  'do',
  'name',
  'email',
  'role',
  'days',
  'ofNobody',
  'expiresAt',
  'endpoint',
  'publicEndpoint',
  'region',
  'writable',
  'production',
] as const;
/** Refusals that are events; a form that was filled in wrongly is none. */
const refusals: ReadonlySet<string> = new Set(['sign-in-failed', 'sign-in-locked', 'last-administrator']);

type AnyHandler = (input: unknown, context: OperationContext) => Promise<unknown>;

/** The handlers, with those on accounts recorded in the audit log, refused sign-ins included. */
export function recordAccounts(handlers: OperationHandlers): OperationHandlers {
  const wrapped = Object.entries(actions).map(([name, action]) => {
    const handler = handlers[name as keyof typeof actions] as AnyHandler;
    return [name, recorded(action, handler)] as const;
  });
  return { ...handlers, ...Object.fromEntries(wrapped) };
}

function recorded(action: string, handler: AnyHandler): AnyHandler {
  return async (input, context) => {
    // Before: whoever signs out is nobody afterwards.
    const actor = await findActor(context);
    const record = (
      who: Actor,
      outcome: 'started' | 'done' | 'refused',
      more: AuditDetails = {},
    ): Promise<void> =>
      recordAfter(
        { ...context, permit: { ...context.permit, actor: who } },
        { action, outcome, details: { ...toDetails(input as Record<string, unknown>), ...more } },
      );
    try {
      const answer = await handler(input, context);
      const { user, state } = answer as Partial<Session>;
      // Half of a sign-in: somebody knows the password.
      if (state === 'code-needed') {
        await record(actor, 'started');
        return answer;
      }
      const signedIn: Actor | undefined =
        action === actions.signIn || action === actions.setUp
          ? user && { kind: 'person', id: user.id, name: user.name }
          : undefined;
      const { name } = answer as { name?: string };
      // Nobody asks for an exchange; the token that it is of tells who may.
      const more = action === actions.exchangeToken && name !== undefined ? { name } : {};
      await record(signedIn ?? actor, 'done', more);
      return answer;
    } catch (error) {
      if (error instanceof ProblemError && refusals.has(error.code)) {
        // A wrong code tells whose password is known.
        const email = action === actions.signIn ? await findChallenged(context) : undefined;
        await record(actor, 'refused', email === undefined ? {} : { email });
      }
      throw error;
    }
  };
}

async function findChallenged({ services, caller }: OperationContext): Promise<string | undefined> {
  return services.accounts?.signIn.challenged(caller.headers);
}

/** Operations that need nobody have a permit of nobody. */
async function findActor({ permit, services, caller }: OperationContext): Promise<Actor> {
  const session =
    permit.actor.kind === 'system' ? await services.accounts?.signIn.find(caller.headers) : undefined;
  return session === undefined
    ? permit.actor
    : { kind: 'person', id: session.user.id, name: session.user.name };
}

function toDetails(body: Record<string, unknown>): AuditDetails {
  // Those of a connection stand apart from what is said about them.
  const input = (body['settings'] ?? body) as Record<string, unknown>;
  const plain = told.flatMap((member) => {
    const value = input[member];
    return typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean'
      ? [[member, value] as const]
      : [];
  });
  const { subject, grants, members, credential, domains } = input as {
    domains?: { bucket: string; origin: string }[];
    credential?: { kind: string; accessKeyId?: string };
    subject?: { kind: string; id: string };
    grants?: GrantText[];
    members?: string[];
  };
  const granted = grants ?? (subject === undefined ? [] : [input as unknown as GrantText]);
  return {
    ...Object.fromEntries(plain),
    ...(subject === undefined ? {} : { subject: `${subject.kind} ${subject.id}` }),
    ...(credential === undefined
      ? {}
      : { keys: [credential.kind, credential.accessKeyId].filter(Boolean).join(' ') }),
    ...(domains === undefined || domains.length === 0
      ? {}
      : { domains: domains.map(({ bucket, origin }) => `${bucket} ${origin}`).join(' ') }),
    ...(members === undefined ? {} : { members: members.join(' ') }),
    ...(granted.length === 0 ? {} : { grants: granted.map(formatGrant).join('; ') }),
  };
}

interface GrantText {
  role?: string;
  rights?: string[];
  connection: string;
  bucket: string;
  prefix: string;
}

function formatGrant({ role, rights = [], connection, bucket, prefix }: GrantText): string {
  return `${role ?? rights.join(' ')} on ${connection}/${bucket}/${prefix}`;
}
