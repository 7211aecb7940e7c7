import { createServer, type IncomingMessage, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { signRpc } from '../connections/keys/sts.ts';

export interface IssuedKeys {
  accessKeyId: string;
  accessKeySecret: string;
  securityToken: string;
  /** Milliseconds since 1970. */
  expiresAt: number;
}

interface KeyServicesOptions {
  /** Makes new keys. */
  issue: () => IssuedKeys;
  /** The keys that may assume roles. */
  key: { accessKeyId: string; accessKeySecret: string };
}

/** A token service and a metadata server on a free port. */
export interface FakeKeyServices {
  url: string;
  /** Parameters of each question to the token service, and paths of those to the metadata server. */
  asked: (Record<string, string> | string)[];
  /** What the token service refuses with, while set. */
  refusal: string | undefined;
  stop(): Promise<void>;
}

const role = 'console-role';

export async function startKeyServices({ issue, key }: KeyServicesOptions): Promise<FakeKeyServices> {
  const services: Pick<FakeKeyServices, 'asked' | 'refusal'> = { asked: [], refusal: undefined };

  function answerSts(parameters: Record<string, string>): [number, unknown] {
    services.asked.push(parameters);
    const { Signature: signature, ...rest } = parameters;
    if (services.refusal !== undefined) return [403, { Code: services.refusal, Message: 'no' }];
    if (parameters['Action'] === 'AssumeRole') {
      const expected = signRpc(rest, { ...key, method: 'POST' })['Signature'];
      if (rest['AccessKeyId'] !== key.accessKeyId || signature !== expected)
        return [400, { Code: 'SignatureDoesNotMatch' }];
    } else if (parameters['OIDCToken'] !== 'identity-token')
      return [400, { Code: 'AuthenticationFail.OIDCToken.Invalid' }];
    return [200, { Credentials: toAnswer(issue()) }];
  }

  function answerMetadata(request: IncomingMessage): [number, unknown] {
    const path = request.url ?? '';
    services.asked.push(path);
    if (request.method === 'PUT' && path === '/latest/api/token') return [200, 'metadata-token'];
    if (request.headers['x-aliyun-ecs-metadata-token'] !== 'metadata-token') return [403, ''];
    const folder = '/latest/meta-data/ram/security-credentials/';
    if (path === folder) return [200, role];
    if (path === `${folder}${role}`) return [200, { Code: 'Success', ...toAnswer(issue()) }];
    return [404, ''];
  }

  const server = createServer((request, response) => {
    const send = ([status, body]: [number, unknown]): void => {
      response.writeHead(status).end(typeof body === 'string' ? body : JSON.stringify(body));
    };
    if (request.url !== '/') send(answerMetadata(request));
    else
      text(request).then(
        (body) => send(answerSts(Object.fromEntries(new URLSearchParams(body)))),
        () => response.destroy(),
      );
  });
  const url = await listen(server);
  return Object.assign(services, {
    url,
    stop: () =>
      new Promise<void>((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  });
}

function toAnswer({ accessKeyId, accessKeySecret, securityToken, expiresAt }: IssuedKeys): object {
  return {
    AccessKeyId: accessKeyId,
    AccessKeySecret: accessKeySecret,
    SecurityToken: securityToken,
    Expiration: new Date(expiresAt).toISOString(),
  };
}

async function listen(server: Server): Promise<string> {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}
