import { Link, useSearch } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { toParentPrefix } from '../../shared/lib/key-parts.ts';
import type { KeyRef } from '../../shared/lib/key-ref.ts';

interface MomentLinkProps {
  place: KeyRef;
  /** ISO 8601; absent: now. */
  at?: string;
  children: ReactNode;
}

/** Leads to the timeline of a key as of a moment: an address that can be passed on. */
export function MomentLink({ place: { connection, bucket, key }, at, children }: MomentLinkProps) {
  const { wide } = useSearch({ strict: false });
  const folder = toParentPrefix(key);
  return (
    <Link
      className="touch-target inline-flex min-h-6 items-center self-start text-12 text-accent hover:underline"
      params={{ connection, bucket }}
      search={{
        ...(folder === '' ? {} : { prefix: folder }),
        key,
        tab: 'timeline',
        ...(at === undefined ? {} : { at }),
        ...(wide === undefined ? {} : { wide }),
      }}
      to="/c/$connection/b/$bucket"
    >
      {children}
    </Link>
  );
}
