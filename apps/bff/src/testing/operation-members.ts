/** Names of the members that a query or body schema of the operation table takes, those of every alternative included. */
export function membersOf(schema: unknown): string[] {
  const { shape, options } = (schema as { _zod: { def: { shape?: object; options?: unknown[] } } })._zod.def;
  return [...Object.keys(shape ?? {}), ...(options ?? []).flatMap(membersOf)];
}
