import { encode } from 'uqr';

/** Drawn here: what it holds is a secret, which goes to no service that draws pictures. */
export function QrCode({ text, label }: { text: string; label: string }) {
  const { data, size } = encode(text, { border: 4 });
  const path = data
    .flatMap((row, y) => row.map((isDark, x) => (isDark ? `M${x} ${y}h1v1h-1z` : '')))
    .join('');
  // Black on white also in the dark: cameras expect it.
  return (
    <svg
      aria-label={label}
      className="size-48 self-center rounded-md"
      role="img"
      shapeRendering="crispEdges"
      viewBox={`0 0 ${size} ${size}`}
    >
      <rect fill="white" height={size} width={size} />
      <path d={path} fill="black" />
    </svg>
  );
}
