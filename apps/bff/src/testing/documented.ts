import { toOpenApi } from '@signpost/api-contract/openapi';

/** What the OpenAPI document says of the answers of one operation: the problem codes by status. */
type Documented = ReadonlyMap<number, readonly string[]>;

interface DocumentedAnswer {
  description?: string;
  $ref?: string;
}

const document = toOpenApi();

/** Beside a reference, a description of its own takes the place of the component's. */
function describe({ description, $ref }: DocumentedAnswer): string {
  const { responses } = document.components as unknown as {
    responses: Record<string, { description: string }>;
  };
  return description ?? responses[$ref?.split('/').at(-1) ?? '']?.description ?? '';
}

const documented = new Map<string, Documented>(
  Object.entries(document.paths).flatMap(([path, item]) =>
    Object.entries(item).map(([method, operation]) => {
      const { responses } = operation as unknown as { responses: Record<string, DocumentedAnswer> };
      const byStatus = Object.entries(responses).map(
        ([status, answer]) => [Number(status), describe(answer).split(', ')] as const,
      );
      return [`${method.toUpperCase()} ${path}`, new Map(byStatus)] as const;
    }),
  ),
);

/** Throws for an answer that the OpenAPI document does not name. */
export function checkDocumented(
  row: { method: string; path: string },
  answer: { status: number; code?: string | undefined },
): void {
  const codes = documented.get(`${row.method} ${row.path}`)?.get(answer.status);
  const isNamed = answer.status < 400 ? codes !== undefined : codes?.includes(answer.code ?? '') === true;
  if (!isNamed)
    throw new Error(
      `openapi.json names no answer ${answer.status} ${answer.code ?? ''} of ${row.method} ${row.path}`,
    );
}
