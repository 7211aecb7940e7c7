import { restoreTerms, type ArchivedClass, type RestoreTier } from '@signpost/oss-protocol/rules';
import { useState } from 'react';

export interface RestoreChoice {
  daysText: string;
  setDays: (text: string) => void;
  /** Undefined while what is typed is no number of days that the class takes. */
  days: number | undefined;
  /** Undefined for a class without tiers. */
  tier: RestoreTier | undefined;
  setTier: (tier: RestoreTier) => void;
}

/** For how long and how fast: a day and the tier that OSS takes by itself, until something else is chosen. */
export function useRestoreChoice(storageClass: ArchivedClass): RestoreChoice {
  const [daysText, setDays] = useState('1');
  const [chosen, setTier] = useState<RestoreTier>('Standard');
  const { maxDays, waits } = restoreTerms[storageClass];
  const days = /^\d{1,3}$/.test(daysText.trim()) ? Number(daysText) : 0;
  return {
    daysText,
    setDays,
    days: days >= 1 && days <= maxDays ? days : undefined,
    tier: waits.some(({ tier }) => tier === chosen) ? chosen : waits.at(-1)?.tier,
    setTier,
  };
}
