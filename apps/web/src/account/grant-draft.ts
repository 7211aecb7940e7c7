import type { BodyOf, Grant, Role } from '@signpost/api-contract';

export type GrantedRight = NonNullable<Grant['rights']>[number];

/** What a form of one grant holds, but for whom it is for. */
export interface GrantDraft {
  /** Tells several of one form apart. */
  id: number;
  role: Role | 'single';
  /** Kept while a role is chosen, for whoever comes back to single rights. */
  rights: readonly GrantedRight[];
  connection: string;
  bucket: string;
  prefix: string;
}

let lastId = 0;

export function toNewDraft(): GrantDraft {
  lastId += 1;
  return { id: lastId, role: 'viewer', rights: [], connection: '*', bucket: '*', prefix: '' };
}

/** The grant as a request takes it. Blanks at the ends of a prefix are a part of it. */
export function toGrantPart({
  role,
  rights,
  connection,
  bucket,
  prefix,
}: GrantDraft): BodyOf<'addToken'>['grants'][number] {
  return {
    ...(role === 'single' ? { rights: [...rights] } : { role }),
    connection,
    bucket: bucket.trim(),
    prefix,
  };
}

/** Nothing would be granted: it need not be asked for. */
export const isWithoutRights = ({ role, rights }: GrantDraft): boolean =>
  role === 'single' && rights.length === 0;

/** The end of a day in the browser's time zone. */
export function toEndOfDay(day: string): string | undefined {
  const moment = new Date(`${day}T23:59:59`);
  return day === '' || Number.isNaN(moment.getTime()) ? undefined : moment.toISOString();
}

/** A day as a date field takes it. */
export function toDay(moment: Date): string {
  const two = (number: number): string => String(number).padStart(2, '0');
  return `${moment.getFullYear()}-${two(moment.getMonth() + 1)}-${two(moment.getDate())}`;
}
