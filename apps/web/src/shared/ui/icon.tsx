import type { ReactNode } from 'react';

/** Stroked on a 16 px grid; always decorative, the control beside it has the name. */
const shapes = {
  arrow: <path d="M2.5 8h10M9 4.5l3.5 3.5L9 11.5" />,
  audit: <path d="M8 2.2 13 4v4c0 3-2.2 5-5 5.8C5.2 13 3 11 3 8V4l5-1.8ZM5.8 8l1.6 1.6L10.3 6.4" />,
  browse: (
    <path d="M2 4.5c0-1.1 2.7-2 6-2s6 .9 6 2-2.7 2-6 2-6-.9-6-2ZM2 4.5l1.3 7.7c.1.8 2.1 1.3 4.7 1.3s4.6-.5 4.7-1.3L14 4.5" />
  ),
  changes: <path d="M8 4.5V8l2.5 1.5M2.6 6.5A5.6 5.6 0 1 1 2.5 9.3M2.5 3.5v3h3" />,
  check: <path d="m3 8.5 3.2 3.2L13 4.8" />,
  chevronDown: <path d="m4 6.5 4 4 4-4" />,
  chevronRight: <path d="m6.5 4 4 4-4 4" />,
  close: <path d="m4 4 8 8M12 4l-8 8" />,
  columns: <path d="M2.5 3.5h11v9h-11zM6.2 3.5v9M9.8 3.5v9" />,
  copy: (
    <path d="M5.5 5.5V3.2c0-.4.3-.7.7-.7h6.6c.4 0 .7.3.7.7v6.6c0 .4-.3.7-.7.7h-2.3M3.2 5.5h6.6c.4 0 .7.3.7.7v6.6c0 .4-.3.7-.7.7H3.2a.7.7 0 0 1-.7-.7V6.2c0-.4.3-.7.7-.7Z" />
  ),
  download: <path d="M8 2.5v7.5M4.8 7 8 10.2 11.2 7M3 13.5h10" />,
  external: (
    <path d="M9 2.5h4.5V7M13.5 2.5 7.5 8.5M11.5 9v3.8c0 .4-.3.7-.7.7H3.2a.7.7 0 0 1-.7-.7V5.2c0-.4.3-.7.7-.7H7" />
  ),
  file: (
    <path d="M4.2 2.5h4.9l3.2 3.2v7.1c0 .4-.3.7-.7.7H4.2a.7.7 0 0 1-.7-.7V3.2c0-.4.3-.7.7-.7ZM9 2.5V6h3.3" />
  ),
  folder: (
    <path d="M2.5 4.2c0-.4.3-.7.7-.7h3l1.5 1.7h5.1c.4 0 .7.3.7.7v6.9c0 .4-.3.7-.7.7H3.2a.7.7 0 0 1-.7-.7V4.2Z" />
  ),
  globe: (
    <path d="M8 2.2a5.8 5.8 0 1 1 0 11.6A5.8 5.8 0 0 1 8 2.2ZM2.3 8h11.4M8 2.2c3 3.3 3 8.3 0 11.6M8 2.2c-3 3.3-3 8.3 0 11.6" />
  ),
  help: <path d="M6 6.2c.1-2.8 4.2-2.7 4.1-.1 0 1.5-2 1.7-2.1 3.2M8 12v.1" />,
  home: <path d="m2.5 7.8 5.5-5 5.5 5M4 6.8v6.7h3V9.8h2v3.7h3V6.8" />,
  info: <path d="M8 2.2a5.8 5.8 0 1 1 0 11.6A5.8 5.8 0 0 1 8 2.2ZM8 7.5V11M8 5.2v.1" />,
  link: <path d="M2.5 8h6M6.5 5.5 9 8l-2.5 2.5M12.5 3.5v9" />,
  lock: <path d="M4 7.5h8v6H4zM5.7 7.5V5.3a2.3 2.3 0 0 1 4.6 0v2.2" />,
  person: <path d="M8 2.5a2.6 2.6 0 1 1 0 5.2 2.6 2.6 0 0 1 0-5.2ZM2.8 13.5c.5-5.3 9.9-5.3 10.4 0" />,
  plans: <path d="M7 4h6.5M7 8h6.5M7 12h6.5M2.3 4l.9.9 1.6-1.8M2.3 8l.9.9 1.6-1.8M2.3 12l.9.9 1.6-1.8" />,
  plus: <path d="M8 3v10M3 8h10" />,
  rail: <path d="M2.5 3.5h11v9h-11zM6.3 3.5v9" />,
  retry: <path d="M13.3 6.5A5.6 5.6 0 1 0 13.5 9.3M13.5 3.5v3h-3" />,
  rows: <path d="M2.5 4h11M2.5 8h11M2.5 12h11" />,
  search: <path d="M7 2.5a4.5 4.5 0 1 1 0 9 4.5 4.5 0 0 1 0-9ZM10.3 10.3l3.2 3.2" />,
  map: <path d="M2.5 3.5h3M2.5 8h3M10.5 5.5h3M10.5 11.5h3M5.5 3.5c3 0 2 2 5 2M5.5 8c3 0 2 3.5 5 3.5" />,
  moon: <path d="M13.3 9.6A5.7 5.7 0 0 1 6.4 2.7a5.7 5.7 0 1 0 6.9 6.9Z" />,
  sun: (
    <path d="M8 5.2a2.8 2.8 0 1 1 0 5.6 2.8 2.8 0 0 1 0-5.6ZM8 1.5v1.4M8 13.1v1.4M1.5 8h1.4M13.1 8h1.4M3.4 3.4l1 1M11.6 11.6l1 1M3.4 12.6l1-1M11.6 4.4l1-1" />
  ),
  system: <path d="M2.5 3.5h11v7.5h-11zM6 13.5h4M8 11v2.5" />,
  trash: <path d="M3 4.5h10M6.5 4.5v-2h3v2M4.5 4.5l.6 8.5c0 .3.3.5.6.5h4.6c.3 0 .6-.2.6-.5l.6-8.5" />,
  undo: <path d="M3 6.5h6.3a3.6 3.6 0 0 1 0 7.2H6M6 3.2 2.7 6.5 6 9.8" />,
  up: <path d="M8 13V3.5M4.5 7 8 3.5 11.5 7" />,
  widen: <path d="M9.5 2.5h4v4M13.5 2.5 9 7M6.5 13.5h-4v-4M2.5 13.5 7 9" />,
  narrow: <path d="M13.5 6.5h-4v-4M9.5 6.5 14 2M2.5 9.5h4v4M6.5 9.5 2 14" />,
  warning: <path d="M8 2.8 14 13H2L8 2.8ZM8 6.8v2.9M8 11.3v.1" />,
} satisfies Record<string, ReactNode>;

export type IconName = keyof typeof shapes;

export function Icon({ name, size = 16, className }: { name: IconName; size?: number; className?: string }) {
  return (
    <svg
      aria-hidden="true"
      className={className}
      fill="none"
      height={size}
      stroke="currentColor"
      strokeLinecap="round"
      strokeLinejoin="round"
      strokeWidth="1.4"
      viewBox="0 0 16 16"
      width={size}
    >
      {shapes[name]}
    </svg>
  );
}
