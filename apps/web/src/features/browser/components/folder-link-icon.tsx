/** A folder that leads elsewhere as a whole: `⇒` on the folder's shape. Decorative, like every icon. */
export function FolderLinkIcon({ className }: { className?: string }) {
  return (
    <svg
      aria-hidden="true"
      className={className}
      fill="none"
      height={16}
      stroke="currentColor"
      strokeLinecap="round"
      strokeLinejoin="round"
      strokeWidth="1.4"
      viewBox="0 0 16 16"
      width={16}
    >
      <path d="M2.5 12.8V4.2c0-.4.3-.7.7-.7h3l1.5 1.7h5.1c.4 0 .7.3.7.7" />
      <path d="M5 8.6h6.6M5 11.6h6.6M10.4 6.8l3.6 3.3-3.6 3.3" />
    </svg>
  );
}
