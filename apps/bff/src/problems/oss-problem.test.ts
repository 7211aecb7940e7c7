import { OssRuleError } from '@signpost/oss-protocol/rules';
import { problemStatus, type ProblemCode } from '@signpost/api-contract';
import { OssError, type ServiceDetail, type TransportDetail } from '@signpost/oss-client';
import { expect, test } from 'vitest';
import { ossCodes } from './oss-codes.ts';
import { toProblem } from './to-problem.ts';

const common = { operation: 'GetObject', bucket: 'b', requestId: '5C3D9175B6FC201293AD0001' };

function service(code: string, status: number, more: Partial<ServiceDetail> = {}): OssError {
  return new OssError(`OSS says ${code}`, {
    kind: 'service',
    ...common,
    status,
    code,
    ossMessage: `No: ${code}`,
    ec: '0026-00000001',
    hostId: undefined,
    fields: {},
    retryAfterMs: undefined,
    deleteMarker: false,
    versionId: undefined,
    ...more,
  });
}

const rows: [code: string, status: number, problem: ProblemCode, answered: number][] = [
  ['NoSuchBucket', 404, 'bucket-missing', 404],
  ['NoSuchKey', 404, 'object-missing', 404],
  ['NoSuchVersion', 404, 'version-missing', 404],
  ['MethodNotAllowed', 405, 'object-missing', 404],
  ['NotSymlink', 400, 'not-a-link', 409],
  ['SymlinkTargetNotExist', 404, 'link-target-missing', 404],
  ['InvalidTargetType', 400, 'link-target-is-link', 409],
  ['FileAlreadyExists', 409, 'key-taken', 409],
  ['InvalidObjectState', 403, 'object-cold', 409],
  ['FileImmutable', 409, 'object-immutable', 409],
  ['AccessDenied', 403, 'oss-access-denied', 403],
  ['PublicEndpointForbidden', 400, 'oss-domain-required', 403],
  ['SecondLevelDomainForbidden', 403, 'oss-domain-required', 403],
  ['InvalidAccessKeyId', 403, 'oss-credentials-rejected', 502],
  ['SignatureDoesNotMatch', 403, 'oss-credentials-rejected', 502],
  ['InvalidSecurityToken', 403, 'oss-credentials-rejected', 502],
  ['SecurityTokenExpired', 403, 'oss-credentials-rejected', 502],
  ['UserDisable', 403, 'oss-credentials-rejected', 502],
  ['RequestTimeTooSkewed', 403, 'oss-clock-skewed', 502],
  ['NotImplemented', 501, 'oss-not-implemented', 502],
  ['HnsBucketNotSupported', 400, 'links-unsupported', 409],
  ['TotalQpsLimitExceeded', 503, 'oss-throttled', 503],
  ['MetaOperationQpsLimitExceeded', 503, 'oss-throttled', 503],
  ['UploadTrafficRateLimitExceeded', 503, 'oss-throttled', 503],
  ['DownloadTrafficRateLimitExceeded', 503, 'oss-throttled', 503],
  ['QpsLimitExceeded', 503, 'oss-throttled', 503],
  ['ServiceUnavailable', 503, 'oss-unavailable', 503],
  ['InternalError', 500, 'oss-unavailable', 503],
  ['RequestTimeout', 400, 'oss-timed-out', 504],
];

test.each(rows)('%s (%s) is %s, answered with %s', (code, status, problem, answered) => {
  expect(toProblem(service(code, status), 'our-id')).toMatchObject({
    code: problem,
    status: answered,
    requestId: 'our-id',
    upstream: {
      ossCode: code,
      ossMessage: `No: ${code}`,
      ossRequestId: common.requestId,
      ossEc: '0026-00000001',
    },
    params: { operation: 'GetObject', bucket: 'b' },
  });
});

test('every line of the mapping table has its row here', () => {
  expect(rows.map(([code]) => code).toSorted()).toEqual(Object.keys(ossCodes).toSorted());
});

test.each([
  [400, 'oss-refused'],
  [403, 'oss-access-denied'],
  [404, 'object-missing'],
  [409, 'oss-refused'],
  [500, 'oss-unavailable'],
  [502, 'oss-unavailable'],
] as const)('a code nobody knows with status %s is %s', (status, code) => {
  expect(toProblem(service('Brand-New', status), 'id')).toMatchObject({ code, status: problemStatus[code] });
});

test('a delay that OSS asks for is passed on', () => {
  const error = service('ServiceUnavailable', 503, { retryAfterMs: 1500 });
  expect(toProblem(error, 'id')).toMatchObject({
    code: 'oss-throttled',
    retryable: true,
    retryAfterMs: 1500,
  });
});

test('the wrong region is told from other refusals by the endpoint it names', () => {
  const error = service('AccessDenied', 403, { fields: { Endpoint: 'oss-cn-beijing.aliyuncs.com' } });
  expect(toProblem(error, 'id')).toMatchObject({
    code: 'oss-region-wrong',
    status: 502,
    params: { endpoint: 'oss-cn-beijing.aliyuncs.com' },
  });
});

test('a refusal to hold links is told by its words, as OSS documents no code for it', () => {
  const error = new OssError('Symbolic links are not supported in a bucket with a hierarchical namespace.', {
    ...(service('OperationNotSupported', 400).detail as ServiceDetail),
    operation: 'PutSymlink',
  });
  expect(toProblem(error, 'id').code).toBe('links-unsupported');
});

test.each([
  ['connect', 'oss-unreachable'],
  ['reset', 'oss-unreachable'],
  ['timeout', 'oss-timed-out'],
  ['overload', 'too-many-calls'],
] as const)('a connection that fails at %s is %s and may be tried again', (phase, code) => {
  const detail: TransportDetail = {
    kind: 'transport',
    ...common,
    requestId: undefined,
    phase,
    sent: 'maybe',
    causeCode: 'ECONNRESET',
  };
  const problem = toProblem(new OssError('No answer', detail), 'id');
  expect(problem).toMatchObject({ code, retryable: true });
  expect(problem.upstream).toBeUndefined();
});

test.each([200, 302, 403, 404, 407, 413, 502])(
  'an answer %s that is not of OSS is named as such',
  (status) => {
    const detail = {
      kind: 'intermediary',
      ...common,
      requestId: undefined,
      status,
      server: 'gate/1',
    } as const;
    const problem = toProblem(new OssError('not of OSS', detail), 'id');
    expect(problem).toMatchObject({
      code: 'oss-intermediary-answered',
      status: 502,
      params: { status, server: 'gate/1' },
    });
    expect(problem.upstream).toBeUndefined();
  },
);

test('an answer that cannot be read is named as such', () => {
  const error = new OssError('cut', { kind: 'protocol', ...common, reason: 'truncated-xml', status: 200 });
  expect(toProblem(error, 'id')).toMatchObject({
    code: 'oss-answer-invalid',
    upstream: { ossRequestId: common.requestId },
  });
});

test('a broken rule is the fault of the request, and an unknown error tells nothing', () => {
  expect(toProblem(new OssRuleError('metadata', 'too-large', 'Too much'), 'id')).toMatchObject({
    code: 'invalid-request',
    params: { field: 'metadata' },
  });
  const unknown = toProblem(new Error('/home/me/secret'), 'id');
  expect(unknown).toMatchObject({ code: 'internal', status: 500, requestId: 'id' });
  expect(JSON.stringify(unknown)).not.toContain('secret');
});
