import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import type { KeyRef } from '../lib/key-ref.ts';
import { planKeyQueries } from '../queries/plan-key-queries.ts';

interface PlansOnKeyProps {
  place: KeyRef;
  /** What is said before their names. */
  title: (count: number) => string;
  name: (number: number) => string;
}

/** Names the unfinished plans that would write a key: whoever writes it by hand makes them drift. */
export function PlansOnKey({ place, title, name }: PlansOnKeyProps) {
  const { data } = useQuery(planKeyQueries.onKey(place));
  const plans = data?.items ?? [];
  if (plans.length === 0) return null;
  return (
    <p className="flex flex-wrap items-center gap-x-2 text-12 text-caution">
      <span>{title(plans.length)}</span>
      {plans.map(({ id, number }) => (
        <Link
          className="touch-target inline-flex items-center text-accent hover:underline"
          key={id}
          params={{ connection: place.connection, plan: id }}
          to="/c/$connection/plans/$plan"
        >
          {name(number)}
        </Link>
      ))}
    </p>
  );
}
