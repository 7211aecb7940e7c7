import { queryValue } from '../query.ts';
import { parseAuthorization } from './parse-authorization.ts';
import { parseSignedQuery } from './parse-signed-query.ts';
import type { PresentedSignature } from './presented-signature.ts';
import { SignatureFormatError } from './signature-format-error.ts';
import type { SigningRequest } from './signing-request.ts';

/**
 * Reads the signature of a request, wherever it is.
 * @throws SignatureFormatError when it is malformed, incomplete, or given twice
 */
export function readPresentedSignature(request: SigningRequest): PresentedSignature {
  const authorization = request.headers.get('authorization');
  const inUrl =
    queryValue(request.query, 'x-oss-signature-version') !== undefined ||
    ['x-oss-signature', 'Signature', 'OSSAccessKeyId'].some(
      (name) => queryValue(request.query, name) !== undefined,
    );
  if (authorization !== undefined && inUrl) {
    throw new SignatureFormatError(
      'InvalidArgument',
      'Only one auth mechanism allowed; only the query string Signature parameter or the Authorization header should be specified',
    );
  }
  if (authorization !== undefined) return parseAuthorization(authorization, request);
  return inUrl ? parseSignedQuery(request.query) : { kind: 'anonymous' };
}
