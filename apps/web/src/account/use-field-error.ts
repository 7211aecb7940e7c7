import type { RequestRule } from '@signpost/api-contract';
import { useTranslation } from 'react-i18next';
import { ApiError } from '../shared/api/api-error.ts';

/** Rules whose text is the same for every field. */
const texts = {
  'password-common': 'fault.common',
  'password-wrong': 'fault.wrong',
  'code-wrong': 'fault.code',
  'leading-slash': 'fault.leadingSlash',
  'not-unicode': 'fault.characters',
  'control-character': 'fault.characters',
  'too-long': 'fault.long',
  'too-many-characters': 'fault.long',
  'too-many-bytes': 'fault.long',
  'role-or-rights': 'fault.rights',
  empty: 'fault.empty',
} as const satisfies { [R in RequestRule]?: string };

/** What is wrong with the form of a text depends on what the text is. */
const forms = { email: 'fault.email', bucket: 'fault.bucket', prefix: 'fault.climbs' } as const;

/** Tells what is wrong with the member of a request that a field is for. */
export function useFieldError(error: unknown): (pointer: string) => string | undefined {
  const { t } = useTranslation('account');
  const faults = toFaults(error);
  return (pointer) => {
    const fault = faults.find((one) => one.pointer === pointer);
    if (fault === undefined) return undefined;
    const { rule = '' } = fault;
    if (rule === 'password-short') return t('fault.short', { least: String(fault.params?.['least'] ?? 12) });
    if (isIn(texts, rule)) return t(texts[rule]);
    const member = pointer.slice(pointer.lastIndexOf('/') + 1);
    return t(rule === 'wrong-form' && isIn(forms, member) ? forms[member] : 'fault.other');
  };
}

/** What was refused for no fault of a single member. */
export function toWholeError(error: unknown): unknown {
  return toFaults(error).length > 0 ? null : error;
}

const toFaults = (error: unknown) => (error instanceof ApiError ? error.problem?.errors : undefined) ?? [];

function isIn<T extends object>(table: T, name: PropertyKey): name is keyof T {
  return Object.hasOwn(table, name);
}
