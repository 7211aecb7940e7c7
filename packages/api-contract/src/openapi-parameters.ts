import type { Json } from './openapi-schemas.ts';

export interface Parameter {
  name: string;
  [member: string]: Json;
}

/** Parameters of operations, each described once: those that operations share become components of the document. */
export interface ParameterWriter {
  /** The parameters of one operation; what several operations share is replaced by a reference when all are written. */
  write(parameters: readonly Parameter[]): Json[];
  /** Every shared parameter, by name. To be asked for once all operations are written. */
  share(): Record<string, Json>;
}

export function createParameterWriter(): ParameterWriter {
  const written: { name: string; parameter: Record<string, Json> }[] = [];
  return {
    write(parameters) {
      const own = parameters.map((parameter) => ({ name: parameter.name, parameter: { ...parameter } }));
      written.push(...own);
      return own.map(({ parameter }) => parameter);
    },
    share() {
      const shared: Record<string, Json> = {};
      for (const [name, uses] of Map.groupBy(written, (one) => one.name)) {
        const [most = []] = [
          ...Map.groupBy(uses, ({ parameter }) => JSON.stringify(parameter)).values(),
        ].toSorted((a, b) => b.length - a.length);
        const [first] = most;
        if (first === undefined || most.length < 2) continue;
        shared[name] = { ...first.parameter };
        for (const { parameter } of most) {
          for (const member of Object.keys(parameter)) delete parameter[member];
          parameter['$ref'] = `#/components/parameters/${name}`;
        }
      }
      return shared;
    },
  };
}
