import { createStoredChoice } from './stored-choice.ts';

/** Pixels. */
export const panelLimits = { narrowest: 320, usual: 380, widest: 720 } as const;

/** The width of the panel beside a list, remembered. */
export const panelWidth = createStoredChoice<string>(
  'panel-width',
  (text) => (/^\d{3}$/.test(text) && toLimits(Number(text)) === Number(text) ? text : undefined),
  String(panelLimits.usual),
);

/** The nearest width that a panel may have. */
export function toLimits(pixels: number): number {
  return Math.round(Math.max(panelLimits.narrowest, Math.min(panelLimits.widest, pixels)));
}
