import { Skeleton, SkeletonFrame } from './skeleton.tsx';

/** A few lines of text that are on their way. */
export function TextSkeleton() {
  return (
    <SkeletonFrame className="flex flex-col gap-2">
      <Skeleton className="w-11/12" />
      <Skeleton className="w-8/12" />
      <Skeleton className="w-10/12" />
    </SkeletonFrame>
  );
}
