import { readFile } from 'node:fs/promises';
import { isLoopbackHost } from '@signpost/oss-protocol/rules';
import { readText, type Environment } from '../../config/environment.ts';
import { parseOrigin } from '../../config/read-oss-place.ts';
import { SetupError } from '../../config/setup-error.ts';
import type { Credential, CredentialSpec } from '../../config/config.ts';
import { ProblemError } from '../../problems/problem-error.ts';
import { askMachineRole } from './machine-role.ts';
import { renewKeys, type FetchKeys, type RenewedKeys, type TemporaryKeys } from './renewed-keys.ts';
import { askSts } from './sts.ts';

/** Where temporary keys are asked for. */
export interface KeyServices {
  /** The Security Token Service; that of the region at Alibaba Cloud when absent. */
  stsEndpoint?: string;
  /** The metadata server of this machine; Alibaba Cloud's when absent. */
  metadataEndpoint?: string;
  /** File with the identity token of this machine or pod, read anew each time. */
  tokenFile?: string;
}

/** Reads where keys are asked for; a token service in a private network has another address than the public one. */
export function readKeyServices(env: Environment): KeyServices {
  const sts = readText(env, 'SIGNPOST_STS_ENDPOINT');
  const tokenFile = readText(env, 'ALIBABA_CLOUD_OIDC_TOKEN_FILE');
  const url = sts === undefined ? undefined : parseOrigin(sts);
  if (
    sts !== undefined &&
    (url === undefined || (url.protocol !== 'https:' && !isLoopbackHost(url.hostname)))
  )
    throw new SetupError(
      `SIGNPOST_STS_ENDPOINT=${sts} is not an endpoint: give something like https://sts-vpc.cn-hangzhou.aliyuncs.com.`,
    );
  return {
    ...(url === undefined ? {} : { stsEndpoint: url.origin }),
    ...(tokenFile === undefined ? {} : { tokenFile }),
  };
}

const metadataOfVendor = 'http://100.100.100.200';

export interface OpenKeysOptions {
  region: string;
  services: KeyServices;
  now: () => Date;
  /** Told of keys before they are used. */
  onFetched?: (keys: TemporaryKeys) => void;
}

/** Keys of a credential: as they were given, or fetched and renewed. */
export function openKeys(credential: CredentialSpec, options: OpenKeysOptions): RenewedKeys {
  const fetchKeys = toFetch(credential, options);
  if (fetchKeys === undefined) {
    const { accessKeyId, accessKeySecret, securityToken } = credential as Credential;
    const given = { accessKeyId, accessKeySecret, ...(securityToken === undefined ? {} : { securityToken }) };
    return { get: () => given, endsAt: () => undefined };
  }
  const { now, onFetched = () => {} } = options;
  return renewKeys(fetchKeys, { now: () => now().getTime(), onFetched });
}

function toFetch(
  credential: CredentialSpec,
  { region, services, now }: OpenKeysOptions,
): FetchKeys | undefined {
  const endpoint = services.stsEndpoint ?? `https://sts.${region}.aliyuncs.com`;
  switch (credential.kind) {
    case 'assume-role': {
      const { accessKeyId, accessKeySecret, roleArn, externalId, sessionName = 'signpost' } = credential;
      const parameters = {
        Action: 'AssumeRole',
        RoleArn: roleArn,
        RoleSessionName: sessionName,
        ...(externalId === undefined ? {} : { ExternalId: externalId }),
      };
      const key = { accessKeyId, accessKeySecret };
      return (signal) => askSts({ endpoint, parameters, key, now: now(), signal });
    }
    case 'oidc-role': {
      const { roleArn, providerArn } = credential;
      return async (signal) => {
        const parameters = {
          Action: 'AssumeRoleWithOIDC',
          RoleArn: roleArn,
          OIDCProviderArn: providerArn,
          OIDCToken: await readToken(services.tokenFile),
          RoleSessionName: 'signpost',
        };
        return askSts({ endpoint, parameters, now: now(), signal });
      };
    }
    case 'ecs-role': {
      const { roleName } = credential;
      const metadata = services.metadataEndpoint ?? metadataOfVendor;
      return (signal) => askMachineRole({ metadata, roleName, signal });
    }
    default:
      return undefined;
  }
}

async function readToken(file: string | undefined): Promise<string> {
  if (file === undefined)
    throw new ProblemError('oss-keys-unavailable', {
      detail: 'ALIBABA_CLOUD_OIDC_TOKEN_FILE is not set for this console.',
    });
  try {
    return (await readFile(file, 'utf8')).trim();
  } catch (error) {
    throw new ProblemError(
      'oss-keys-unavailable',
      { detail: 'The file that ALIBABA_CLOUD_OIDC_TOKEN_FILE names cannot be read.' },
      { cause: error },
    );
  }
}
