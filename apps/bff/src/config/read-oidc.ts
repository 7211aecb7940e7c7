import type { SignInSettings } from './read-sign-in.ts';
import { isLoopbackHost } from '@signpost/oss-protocol/rules';
import { readNamedFile, readText, type Environment } from './environment.ts';
import { SetupError } from './setup-error.ts';

/** The identity provider of the organisation, an OpenID Connect issuer. */
export interface OidcSettings {
  issuer: string;
  clientId: string;
  clientSecret: string;
  /** On the button of the sign-in page. */
  name: string;
  /** Claim that lists the groups of a person. */
  groupsClaim: string;
  /** Groups of the provider, and the groups of Signpost whose members they are. */
  groups: readonly GroupMapping[];
}

export interface GroupMapping {
  /** As the provider names it. */
  theirs: string;
  /** As Signpost names it. */
  ours: string;
}

const needed = ['SIGNPOST_OIDC_ISSUER', 'SIGNPOST_OIDC_CLIENT_ID'] as const;
const secretVariable = 'SIGNPOST_OIDC_CLIENT_SECRET';
const optional = ['SIGNPOST_OIDC_NAME', 'SIGNPOST_OIDC_GROUPS_CLAIM', 'SIGNPOST_OIDC_GROUPS'] as const;

/**
 * Reads `SIGNPOST_OIDC_*`; undefined where nothing is set. Half a set is refused: people would look for a button that is
 * not there. @throws SetupError
 */
export function readOidc(env: Environment, signIn: SignInSettings['signIn']): OidcSettings | undefined {
  const secrets = [secretVariable, `${secretVariable}_FILE`];
  const isSet = (name: string): boolean => readText(env, name) !== undefined;
  if (![...needed, ...secrets, ...optional].some(isSet)) return undefined;
  const missing = [
    ...needed.filter((name) => !isSet(name)),
    ...(secrets.some(isSet) ? [] : [secretVariable]),
  ];
  if (missing.length > 0)
    throw new SetupError(
      `Sign-in through an identity provider needs ${missing.join(' and ')} too: set SIGNPOST_OIDC_ISSUER, SIGNPOST_OIDC_CLIENT_ID and SIGNPOST_OIDC_CLIENT_SECRET, or none of them.`,
    );
  if (signIn !== 'accounts')
    throw new SetupError(
      'SIGNPOST_OIDC_* is set for a console without accounts: set SIGNPOST_SIGN_IN=accounts as well.',
    );
  return {
    issuer: readIssuer('SIGNPOST_OIDC_ISSUER', readText(env, 'SIGNPOST_OIDC_ISSUER') ?? ''),
    clientId: readText(env, 'SIGNPOST_OIDC_CLIENT_ID') ?? '',
    clientSecret: readSecret(env),
    name: readName(env),
    groupsClaim: readText(env, 'SIGNPOST_OIDC_GROUPS_CLAIM') ?? 'groups',
    groups: readGroups(readText(env, 'SIGNPOST_OIDC_GROUPS')),
  };
}

/** As it stands in the tokens: issuers are compared letter by letter. */
export function readIssuer(variable: string, value: string): string {
  const url = URL.parse(value);
  if (
    url === null ||
    !/^https?:$/.test(url.protocol) ||
    url.search !== '' ||
    url.hash !== '' ||
    url.username !== ''
  )
    throw new SetupError(
      `${variable}=${value} is no issuer: give its address as the provider writes it, something like https://login.example.com/realms/staff.`,
    );
  if (url.protocol === 'http:' && !isLoopbackHost(url.hostname))
    throw new SetupError(
      `${variable}=${value} is refused without https: anyone on the way could sign in as somebody else.`,
    );
  return value;
}

/** The value is named in no message. */
function readSecret(env: Environment): string {
  const file = readText(env, `${secretVariable}_FILE`);
  const given = readText(env, secretVariable);
  if (file !== undefined && given !== undefined)
    throw new SetupError(`${secretVariable} and ${secretVariable}_FILE are both set: keep one of them.`);
  const secret = given ?? readNamedFile(`${secretVariable}_FILE`, file ?? '').trim();
  if (!/^[\x21-\x7e]{1,1000}$/.test(secret))
    throw new SetupError(
      `${secretVariable} is no client secret: give the letters, digits and signs that the provider shows, on one line.`,
    );
  return secret;
}

function readName(env: Environment): string {
  const name = readText(env, 'SIGNPOST_OIDC_NAME') ?? 'SSO';
  if (name.length > 40 || /\p{C}/u.test(name))
    throw new SetupError(
      'SIGNPOST_OIDC_NAME does not fit on a button: give a name of 40 characters at most, without line breaks.',
    );
  return name;
}

function readGroups(value: string | undefined): GroupMapping[] {
  if (value === undefined) return [];
  return value.split(',').map((pair) => {
    // Names of groups may hold an equals sign themselves (LDAP): ours stands behind the last one.
    const at = pair.lastIndexOf('=');
    const [theirs, ours] = [pair.slice(0, Math.max(at, 0)).trim(), pair.slice(at + 1).trim()];
    if (theirs === '' || ours === '' || ours.length > 100 || /\p{C}/u.test(ours))
      throw new SetupError(
        `SIGNPOST_OIDC_GROUPS has a part that names no two groups (${pair.trim()}): give something like staff-release=Release engineers, staff-ops=On-call.`,
      );
    return { theirs, ours };
  });
}
