/** Writes how long a restore takes: minutes up to an hour and a half, then hours, rounded up: `1 minute`, `12 hours`. */
export function formatWait(seconds: number, locale: string): string {
  const minutes = Math.max(1, Math.ceil(seconds / 60));
  const [unit, amount] = minutes <= 90 ? ['minute', minutes] : ['hour', Math.ceil(minutes / 60)];
  return new Intl.NumberFormat(locale, { style: 'unit', unit, unitDisplay: 'long' }).format(amount);
}
