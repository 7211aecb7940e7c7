import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import Provider from 'oidc-provider';
import type { OidcSettings } from '../config/read-oidc.ts';

/** Somebody that the provider knows. */
export interface ProviderAccount {
  sub: string;
  name: string;
  email: string;
  email_verified?: boolean;
  groups?: string[];
}

/** A real OpenID Connect provider (`oidc-provider`) on another host name than Signpost, which listens on 127.0.0.1. */
export interface TestIdentityProvider {
  settings: OidcSettings;
  /** Whoever presses the button of its page is one of these, by subject; the page asks which. */
  accounts: Map<string, ProviderAccount>;
  /** Lets a console in, once its address is known. */
  register(consoleUrl: string): void;
  stop(): Promise<void>;
}

const client = { clientId: 'signpost', clientSecret: 'provider-secret-0123456789abcdef' };

export async function startIdentityProvider(
  settings: Partial<OidcSettings> = {},
): Promise<TestIdentityProvider> {
  const accounts = new Map<string, ProviderAccount>();
  const redirectUris = new Set<string>();
  let provider: Provider | undefined;
  const server = createServer((req, res) => {
    provider ??= createProvider(issuer, { accounts, redirectUris: [...redirectUris] });
    const [, uid] = /^\/interaction\/([\w-]+)$/.exec(req.url ?? '') ?? [];
    const answered = uid === undefined ? provider.callback()(req, res) : interact(provider, { req, res });
    answered.catch((error: unknown) => res.destroy(error as Error));
  });
  await new Promise<void>((resolve) => server.listen(0, 'localhost', resolve));
  const issuer = `http://localhost:${(server.address() as AddressInfo).port}`;
  return {
    settings: { issuer, ...client, name: 'Acme SSO', groupsClaim: 'groups', groups: [], ...settings },
    accounts,
    register(consoleUrl) {
      redirectUris.add(`${consoleUrl}/api/v1/sign-in/callback`);
      provider = undefined;
    },
    async stop() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

function createProvider(
  issuer: string,
  { accounts, redirectUris }: { accounts: ReadonlyMap<string, ProviderAccount>; redirectUris: string[] },
): Provider {
  return new Provider(issuer, {
    clients: [
      {
        client_id: client.clientId,
        client_secret: client.clientSecret,
        redirect_uris: redirectUris,
        grant_types: ['authorization_code'],
        response_types: ['code'],
      },
    ],
    cookies: { keys: ['test'] },
    claims: { openid: ['sub'], profile: ['name'], email: ['email', 'email_verified'], groups: ['groups'] },
    scopes: ['openid', 'profile', 'email', 'groups'],
    ttl: { Interaction: 600, Grant: 600, Session: 600, AccessToken: 600, IdToken: 600 },
    pkce: { required: () => true },
    features: { devInteractions: { enabled: false } },
    interactions: { url: (_context, { uid }) => `/interaction/${uid}` },
    findAccount: (_context, sub) => {
      const account = accounts.get(sub);
      return account && { accountId: sub, claims: () => ({ ...account }) };
    },
  });
}

/** One page that asks who one is, or to cancel. */
async function interact(
  provider: Provider,
  { req, res }: { req: IncomingMessage; res: ServerResponse },
): Promise<void> {
  if (req.method !== 'POST') {
    res.setHeader('content-type', 'text/html');
    res.end(`<!doctype html><html lang="en"><title>Acme</title><link rel="icon" href="data:,"><form method="post">
      <label>Account <input name="sub"></label>
      <button>Sign in</button> <button name="cancel" value="yes">Cancel</button></form></html>`);
    return;
  }
  const form = new URLSearchParams(await readBody(req));
  if (form.has('cancel')) {
    await provider.interactionFinished(req, res, { error: 'access_denied' });
    return;
  }
  const { params } = await provider.interactionDetails(req, res);
  const accountId = form.get('sub') ?? '';
  const grant = new provider.Grant({ accountId, clientId: client.clientId });
  grant.addOIDCScope(String(params['scope']));
  const grantId = await grant.save();
  await provider.interactionFinished(req, res, { login: { accountId }, consent: { grantId } });
}

async function readBody(req: IncomingMessage): Promise<string> {
  const parts: Buffer[] = [];
  for await (const part of req) parts.push(part as Buffer);
  return Buffer.concat(parts).toString('utf8');
}
