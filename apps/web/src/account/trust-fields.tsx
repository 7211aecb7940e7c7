import type { BodyOf } from '@signpost/api-contract';
import { useTranslation } from 'react-i18next';
import { TextField } from '../shared/ui/text-field.tsx';
import { LineList } from './line-list.tsx';

type Trust = NonNullable<BodyOf<'addToken'>['trust']>;

/** What a form of the runs of a CI holds. */
export interface TrustDraft {
  issuer: string;
  audience: string;
  claims: readonly { id: number; name: string; value: string }[];
}

export function toNewTrust(): TrustDraft {
  return { issuer: '', audience: window.location.origin, claims: [{ id: 0, name: '', value: '' }] };
}

export function toTrust({ issuer, audience, claims }: TrustDraft): Trust {
  return {
    issuer: issuer.trim(),
    audience: audience.trim(),
    claims: claims.map(({ name, value }) => ({ name: name.trim(), value: value.trim() })),
  };
}

interface TrustFieldsProps {
  value: TrustDraft;
  onValue: (value: TrustDraft) => void;
  /** @param member as a JSON pointer names it, below `#/trust` */
  errorOf: (member: string) => string | undefined;
}

/** Which runs of a CI may exchange their id token. */
export function TrustFields({ value, onValue, errorOf }: TrustFieldsProps) {
  const { t } = useTranslation('account');
  return (
    <div className="flex flex-col gap-3">
      <div className="grid gap-3 sm:grid-cols-2">
        <TextField
          error={errorOf('issuer')}
          hint={t('tokens.trust.issuerHint')}
          label={t('tokens.trust.issuer')}
          onChange={(event) => onValue({ ...value, issuer: event.target.value })}
          required
          value={value.issuer}
        />
        <TextField
          error={errorOf('audience')}
          hint={t('tokens.trust.audienceHint')}
          label={t('tokens.trust.audience')}
          onChange={(event) => onValue({ ...value, audience: event.target.value })}
          required
          value={value.audience}
        />
      </div>
      <LineList
        add={t('tokens.trust.addClaim')}
        empty={{ name: '', value: '' }}
        legend={t('tokens.trust.claims')}
        lines={value.claims}
        onLines={(claims) => onValue({ ...value, claims })}
        removeName={(number) => t('tokens.trust.removeClaim', { number })}
        text={t('tokens.trust.claimsHint')}
      >
        {(claim, index, set) => (
          <>
            <TextField
              error={errorOf(`claims/${index}/name`)}
              label={t('tokens.trust.claim', { number: index + 1 })}
              onChange={(event) => set({ name: event.target.value })}
              placeholder="repository"
              required
              value={claim.name}
            />
            <TextField
              error={errorOf(`claims/${index}/value`)}
              label={t('tokens.trust.claimValue', { number: index + 1 })}
              onChange={(event) => set({ value: event.target.value })}
              placeholder="acme/cli"
              required
              value={claim.value}
            />
          </>
        )}
      </LineList>
    </div>
  );
}
