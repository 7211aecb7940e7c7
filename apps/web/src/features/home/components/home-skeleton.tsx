import { Skeleton, SkeletonFrame } from '../../../shared/ui/skeleton.tsx';

/** The shape of the first screen while its one answer is on the way. */
export function HomeSkeleton() {
  return (
    <SkeletonFrame>
      <Skeleton className="mb-3 h-5 w-3/5" />
      <Skeleton className="mb-8 h-5 w-2/5" />
      <div className="grid gap-8 lg:grid-cols-[minmax(0,1fr)_22rem]">
        <div className="flex flex-col gap-8">
          <Block rows={6} />
          <Block rows={6} />
        </div>
        <div className="flex flex-col gap-8 max-lg:hidden">
          <Block rows={4} />
          <Block rows={3} />
        </div>
      </div>
    </SkeletonFrame>
  );
}

function Block({ rows }: { rows: number }) {
  return (
    <div>
      <Skeleton className="mb-3 w-32" />
      <div className="rounded-lg border border-line">
        {Array.from({ length: rows }, (_, row) => (
          <div className="flex h-9 items-center gap-4 border-b border-line px-3 last:border-0" key={row}>
            <Skeleton className="w-20" />
            <Skeleton className="flex-1" />
            <Skeleton className="w-12" />
          </div>
        ))}
      </div>
    </div>
  );
}
