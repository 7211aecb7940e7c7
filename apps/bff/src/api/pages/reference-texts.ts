import type { OperationName, ProblemCode } from '@signpost/api-contract';
import { operationDocs } from '@signpost/api-contract/openapi';
import { problemTitles } from '../../problems/problem-titles.ts';
import { operationTitlesZh, problemTitlesZh } from './reference-texts-zh.ts';

/** Languages of the reference; the OpenAPI document is in English. */
export const referenceLanguages = ['en', 'zh-CN'] as const;
export type ReferenceLanguage = (typeof referenceLanguages)[number];

/** Operations are shown by what they are about, which the right they ask for says. */
export const referenceGroups = ['connection', 'bucket', 'object', 'link', 'change'] as const;
export type ReferenceGroup = (typeof referenceGroups)[number];

interface ReferenceTexts {
  title: string;
  /** Paragraphs; HTML. */
  intro: readonly string[];
  example: string;
  groups: Record<ReferenceGroup, string>;
  label: Record<'right' | 'condition' | 'query' | 'body' | 'answer' | 'problems' | 'or' | 'bytes', string>;
  problems: { title: string; code: string; status: string; meaning: string };
  contents: string;
  console: string;
  operations: Record<OperationName, string>;
  problemTitles: Record<ProblemCode, string>;
}

const summaries = Object.fromEntries(
  Object.entries(operationDocs).map(([name, { summary }]) => [name, summary]),
) as Record<OperationName, string>;

export const referenceTexts: Record<ReferenceLanguage, ReferenceTexts> = {
  en: {
    title: 'Signpost API',
    intro: [
      'Keys travel in the query string or the body, never in the path. Bodies are JSON; every request that is not a GET carries <code>x-signpost-csrf: 1</code>.',
      'A write says what its writer saw: <code>If-Match</code> with the token of a view, or <code>If-None-Match: *</code>. Failures are <code>application/problem+json</code> (RFC 9457).',
      'Schemas: <a href="openapi.json">OpenAPI 3.1</a>.',
    ],
    example: 'Example: where does a link lead?',
    groups: {
      connection: 'Connections',
      bucket: 'Buckets',
      object: 'Objects',
      link: 'Links and the index',
      change: 'Changes',
    },
    label: {
      right: 'Right',
      condition: 'Condition',
      query: 'Query',
      body: 'Body',
      answer: 'Answer',
      problems: 'Problems',
      or: 'or',
      bytes: 'bytes',
    },
    problems: { title: 'Problems', code: 'Code', status: 'Status', meaning: 'Meaning' },
    contents: 'Operations',
    console: 'Back to the console',
    operations: summaries,
    problemTitles,
  },
  'zh-CN': {
    title: 'Signpost API',
    intro: [
      'Key 通过查询参数或请求体传递，不会出现在路径中。请求体为 JSON；GET 以外的请求都必须携带 <code>x-signpost-csrf: 1</code>。',
      '写入时须说明所依据的状态：用 <code>If-Match</code> 携带查看时获得的 token，或使用 <code>If-None-Match: *</code>。失败时返回 <code>application/problem+json</code>（RFC 9457）。',
      '完整的数据结构见 <a href="openapi.json">OpenAPI 3.1</a>（英文）。',
    ],
    example: '示例：查看软链接指向何处',
    groups: {
      connection: '连接',
      bucket: 'Bucket',
      object: '文件',
      link: '软链接与索引',
      change: '变更记录',
    },
    label: {
      right: '所需权限',
      condition: '前置条件',
      query: '查询参数',
      body: '请求体',
      answer: '响应',
      problems: '错误码',
      or: '或',
      bytes: '文件内容',
    },
    problems: { title: '错误码', code: '错误码', status: '状态码', meaning: '含义' },
    contents: '接口列表',
    console: '返回控制台',
    operations: operationTitlesZh,
    problemTitles: problemTitlesZh,
  },
};
