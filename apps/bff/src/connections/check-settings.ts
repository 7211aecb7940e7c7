import type { ConnectionBody, RequestRule } from '@signpost/api-contract';
import type { AddressRule } from '@signpost/oss-client';
import { findStoredKeyProblem, isBucketName, isLoopbackHost } from '@signpost/oss-protocol/rules';
import { isIP } from 'node:net';
import { parseOrigin, parseOssEndpoint, readRegion } from '../config/read-oss-place.ts';
import { SetupError } from '../config/setup-error.ts';
import { toFault, type RequestFault } from '../problems/invalid-request.ts';
import { ProblemError } from '../problems/problem-error.ts';
import type { ConnectionSecrets, StoredConnection, StoredSettings } from './connection-store.ts';

export interface CheckedConnection {
  settings: StoredSettings;
  /** `keep`: those that are kept stay. */
  secrets: ConnectionSecrets | undefined | 'keep';
}

interface CheckOptions {
  /** JSON pointer to the settings in the request. */
  pointer: string;
  allows: AddressRule;
  /** The connection as it is kept, where it is changed. */
  kept: StoredConnection | undefined;
}

/** Settings as they are kept: addresses as origins, secrets apart. @throws ProblemError `invalid-request` */
export function checkSettings(
  body: ConnectionBody,
  { pointer, allows, kept }: CheckOptions,
): CheckedConnection {
  const faults: RequestFault[] = [];
  const fault = (member: string, rule: RequestRule, params?: RequestFault['params']): void => {
    faults.push(toFault(`${pointer}/${member}`, rule, params));
  };
  const origin = (member: string, text: string, { plain }: { plain: boolean }): string => {
    const url = parseOrigin(text);
    if (url === undefined) fault(member, 'wrong-form', { form: 'https://files.example.com' });
    else if (!plain && url.protocol !== 'https:' && !isLoopbackHost(url.hostname))
      fault(member, 'https-needed');
    else checkAddress(member, url.hostname);
    return url?.origin ?? text;
  };
  function checkAddress(member: string, hostname: string): void {
    const host = hostname.replace(/^\[|\]$/g, '');
    const address = host === 'localhost' ? '127.0.0.1' : host;
    if (isIP(address) !== 0 && !allows(address, host)) fault(member, 'address-refused', { address: host });
  }

  checkRegion(body.region, fault);
  const endpoint = checkEndpoint(body, { fault, checkAddress });
  const publicEndpoint =
    body.publicEndpoint === undefined
      ? undefined
      : origin('publicEndpoint', body.publicEndpoint, { plain: true });
  const domains = body.domains.map(({ bucket, origin: text }, i) => {
    if (!isBucketName(bucket)) fault(`domains/${i}/bucket`, 'bucket-name');
    return { bucket, origin: origin(`domains/${i}/origin`, text, { plain: false }) };
  });
  for (const [i, { name, startPrefixes }] of (body.buckets ?? []).entries()) {
    if (!isBucketName(name)) fault(`buckets/${i}/name`, 'bucket-name');
    for (const [j, prefix] of startPrefixes.entries()) {
      const problem = prefix === '' ? undefined : findStoredKeyProblem(prefix);
      if (problem !== undefined) fault(`buckets/${i}/startPrefixes/${j}`, problem);
    }
  }
  const { credential, secrets } = splitSecrets(body.credential);
  const settings: StoredSettings = {
    ...body,
    endpoint,
    domains,
    ...(publicEndpoint === undefined ? {} : { publicEndpoint }),
    credential,
  };
  const keeps = secrets === undefined && mayKeep(settings, kept);
  const needsSecret = credential.kind === 'static' || credential.kind === 'assume-role';
  if (needsSecret && !keeps && secrets?.accessKeySecret === undefined)
    fault('credential/accessKeySecret', kept === undefined ? 'missing' : 'secret-needed');
  if (faults.length > 0) throw new ProblemError('invalid-request', { errors: faults });
  return { settings, secrets: keeps && needsSecret ? 'keep' : secrets };
}

type Fault = (member: string, rule: RequestRule, params?: RequestFault['params']) => void;

function checkRegion(region: string, fault: Fault): void {
  try {
    readRegion(region);
  } catch (error) {
    if (!(error instanceof SetupError)) throw error;
    fault('region', 'wrong-form', { form: 'cn-hangzhou' });
  }
}

function checkEndpoint(
  { endpoint, region }: Pick<ConnectionBody, 'endpoint' | 'region'>,
  { fault, checkAddress }: { fault: Fault; checkAddress: (member: string, hostname: string) => void },
): string {
  const parsed = parseOssEndpoint(endpoint, region);
  if (parsed.fault === undefined) {
    checkAddress('endpoint', new URL(parsed.origin).hostname);
    return parsed.origin;
  }
  switch (parsed.fault.kind) {
    case 'form':
      fault('endpoint', 'wrong-form', { form: 'https://oss-cn-hangzhou.aliyuncs.com' });
      break;
    case 'http':
      fault('endpoint', 'https-needed');
      break;
    case 'bucket':
      fault('endpoint', 'bucket-address', {
        bucket: parsed.fault.bucket,
        endpoint: `https://${parsed.fault.endpoint}`,
      });
      break;
    case 'region':
      fault('endpoint', 'other-region', { region: parsed.fault.region });
  }
  return endpoint;
}

/** A secret that is kept goes only to where it was given for, domains of buckets included, and only with its key id. */
function mayKeep(next: StoredSettings, kept: StoredConnection | undefined): boolean {
  if (kept?.secrets?.accessKeySecret === undefined) return false;
  const before = kept.settings;
  return (
    before.endpoint === next.endpoint &&
    next.domains.every(({ origin }) => before.domains.some((known) => known.origin === origin)) &&
    before.credential.kind === next.credential.kind &&
    'accessKeyId' in before.credential &&
    'accessKeyId' in next.credential &&
    before.credential.accessKeyId === next.credential.accessKeyId
  );
}

function splitSecrets(
  credential: ConnectionBody['credential'],
): Pick<StoredSettings, 'credential'> & { secrets: ConnectionSecrets | undefined } {
  if (credential.kind === 'static') {
    const { accessKeySecret, securityToken, ...shown } = credential;
    return {
      credential: shown,
      secrets:
        accessKeySecret === undefined && securityToken === undefined
          ? undefined
          : { accessKeySecret, securityToken },
    };
  }
  if (credential.kind === 'assume-role') {
    const { accessKeySecret, ...shown } = credential;
    return { credential: shown, secrets: accessKeySecret === undefined ? undefined : { accessKeySecret } };
  }
  return { credential, secrets: undefined };
}
