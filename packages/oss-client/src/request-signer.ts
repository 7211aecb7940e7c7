import {
  createSigningKeyCache,
  signV1Header,
  signV1Url,
  signV4Header,
  signV4Url,
  type QueryPairs,
  type SigningCredentials,
  type SigningRequest,
} from '@signpost/oss-protocol';

/** Signs requests of one connection. */
export interface RequestSigner {
  /** @returns the headers to add */
  signHeader(request: SigningRequest, input: SignInput): Record<string, string>;
  /** @returns the complete query */
  signUrl(request: SigningRequest, input: SignInput, expiresSeconds: number): QueryPairs;
}

/** What changes from request to request. */
interface SignInput {
  readonly credentials: SigningCredentials;
  readonly region: string;
  readonly date: Date;
}

/** Makes a signer; V4 keys are derived once a day and region. */
export function createRequestSigner(version: 'v4' | 'v1', product?: string): RequestSigner {
  if (version === 'v1') {
    return {
      signHeader: (request, input) => signV1Header(request, input),
      signUrl: (request, input, expiresSeconds) =>
        signV1Url(request, Math.floor(input.date.getTime() / 1000) + expiresSeconds, input.credentials),
    };
  }
  const keySource = createSigningKeyCache();
  const common = { keySource, ...(product === undefined ? {} : { product }) };
  return {
    signHeader: (request, input) => signV4Header(request, { ...input, ...common }),
    signUrl: (request, input, expiresSeconds) => signV4Url(request, expiresSeconds, { ...input, ...common }),
  };
}
