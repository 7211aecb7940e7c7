/** A sign on its post: the arrow says where things lead. */
export function Logo({ size = 22 }: { size?: number }) {
  return (
    <svg aria-hidden="true" height={size} viewBox="0 0 32 32" width={size}>
      <rect className="fill-accent" height="32" rx="7" width="32" />
      <path className="fill-accent-ink" d="M14.5 5h3v3H24l4 4-4 4h-6.5v11h-3V16H8V8h6.5z" />
    </svg>
  );
}
