import { OssRuleError } from '@signpost/oss-protocol/rules';
import type { ProblemCode } from '@signpost/api-contract';
import { OssError, type OssErrorDetail, type ServiceDetail, type TransportPhase } from '@signpost/oss-client';
import { ossCodes, problemOfStatus } from './oss-codes.ts';
import type { ProblemParts } from './problem-error.ts';

const noService: Partial<ServiceDetail> = {};

/** What a failed call to OSS is to our callers. */
export function toOssProblem(error: OssError): { code: ProblemCode; parts: ProblemParts } {
  const { detail } = error;
  const code = codeOf(detail, error.message);
  const { code: ossCode, ossMessage, ec: ossEc } = detail.kind === 'service' ? detail : noService;
  const upstream = {
    ...(ossCode === undefined ? {} : { ossCode }),
    ...(ossMessage === undefined ? {} : { ossMessage }),
    ...(detail.requestId === undefined ? {} : { ossRequestId: detail.requestId }),
    ...(ossEc === undefined ? {} : { ossEc }),
  };
  const retryAfterMs = detail.kind === 'service' ? detail.retryAfterMs : undefined;
  return {
    code,
    parts: {
      detail: error.message,
      params: {
        operation: detail.operation,
        ...(detail.bucket === undefined ? {} : { bucket: detail.bucket }),
        ...regionParams(detail),
        ...intermediaryParams(detail),
      },
      ...(Object.keys(upstream).length === 0 ? {} : { upstream }),
      ...(retryAfterMs === undefined ? {} : { retryAfterMs }),
    },
  };
}

/** Where the API calls a thing otherwise than OSS. */
const memberNames: Partial<Record<string, string>> = { tagging: 'tags', header: 'headers' };

/** A value that breaks one of OSS's rules, found before anything was sent. */
export function toRuleProblem(error: OssRuleError): { code: ProblemCode; parts: ProblemParts } {
  return {
    code: 'invalid-request',
    parts: {
      params: { field: error.field, rule: error.rule },
      errors: [
        { pointer: `#/${memberNames[error.field] ?? error.field}`, detail: error.message, rule: error.rule },
      ],
    },
  };
}

const problemOfPhase: Record<TransportPhase, ProblemCode> = {
  address: 'oss-address-refused',
  connect: 'oss-unreachable',
  reset: 'oss-unreachable',
  aborted: 'oss-unreachable',
  timeout: 'oss-timed-out',
  overload: 'too-many-calls',
};

function codeOf(detail: OssErrorDetail, message: string): ProblemCode {
  switch (detail.kind) {
    case 'service':
      return codeOfService(detail, message);
    case 'transport':
      return problemOfPhase[detail.phase];
    case 'protocol':
      return 'oss-answer-invalid';
    case 'intermediary':
      return 'oss-intermediary-answered';
  }
}

/** Detail code of the refusal of V1 signatures. */
const v1Refused = '0002-00000080';

function codeOfService(detail: ServiceDetail, message: string): ProblemCode {
  const { code, status } = detail;
  // The wrong region shares its code with every other refusal; only the endpoint it names tells them apart.
  if (
    code === 'AccessDenied' &&
    (detail.fields['Endpoint'] !== undefined || /specified endpoint/i.test(message))
  ) {
    return 'oss-region-wrong';
  }
  if (detail.ec === v1Refused) return 'oss-v1-refused';
  const known = ossCodes[code];
  if (known === 'oss-unavailable' && status === 503 && detail.retryAfterMs !== undefined)
    return 'oss-throttled';
  // PutSymlink is one of the calls that buckets with a hierarchical namespace do not take.
  if (known === undefined && detail.operation === 'PutSymlink' && /hierarchical/i.test(message))
    return 'links-unsupported';
  return known ?? problemOfStatus(status);
}

function regionParams(detail: OssErrorDetail): Record<string, string> {
  const endpoint = detail.kind === 'service' ? detail.fields['Endpoint'] : undefined;
  return endpoint === undefined ? {} : { endpoint };
}

function intermediaryParams(detail: OssErrorDetail): Record<string, string | number> {
  if (detail.kind !== 'intermediary') return {};
  return { status: detail.status, ...(detail.server === undefined ? {} : { server: detail.server }) };
}

export function isOssError(error: unknown): error is OssError {
  return error instanceof OssError;
}

export function isRuleError(error: unknown): error is OssRuleError {
  return error instanceof OssRuleError;
}
