/** A colour as linear sRGB, each channel 0 to 1. */
export type LinearRgb = readonly [red: number, green: number, blue: number];

/** Reads `oklch(L C H)` (alpha is left out of account). Matrices: CSS Color 4, "Sample code for color conversions". */
export function parseOklch(text: string): LinearRgb {
  const parts = /^oklch\(([\d.]+) ([\d.]+) ([\d.]+)/.exec(text);
  if (parts === null) throw new TypeError(`Not an oklch() colour: ${text}`);
  const [lightness, chroma, hue] = parts.slice(1).map(Number) as [number, number, number];
  const a = chroma * Math.cos((hue * Math.PI) / 180);
  const b = chroma * Math.sin((hue * Math.PI) / 180);
  const l = (lightness + 0.3963377774 * a + 0.2158037573 * b) ** 3;
  const m = (lightness - 0.1055613458 * a - 0.0638541728 * b) ** 3;
  const s = (lightness - 0.0894841775 * a - 1.291485548 * b) ** 3;
  return [
    clamp(4.0767416621 * l - 3.3077115913 * m + 0.2309699292 * s),
    clamp(-1.2684380046 * l + 2.6097574011 * m - 0.3413193965 * s),
    clamp(-0.0041960863 * l - 0.7034186147 * m + 1.707614701 * s),
  ];
}

/** Contrast ratio of WCAG 2, from 1 to 21. */
export function contrastRatio(one: LinearRgb, other: LinearRgb): number {
  const [low, high] = [luminance(one), luminance(other)].sort((x, y) => x - y) as [number, number];
  return (high + 0.05) / (low + 0.05);
}

function luminance([red, green, blue]: LinearRgb): number {
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

function clamp(channel: number): number {
  return Math.min(1, Math.max(0, channel));
}
