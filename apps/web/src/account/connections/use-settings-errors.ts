import { useTranslation } from 'react-i18next';
import { ApiError } from '../../shared/api/api-error.ts';

/** Rules whose text is the same for every field. */
const texts = {
  missing: 'fault.needed',
  empty: 'fault.needed',
  'too-few': 'fault.needed',
  'too-many-characters': 'fault.long',
  'too-many-bytes': 'fault.long',
  'too-many-entries': 'fault.long',
  'too-long': 'fault.long',
  'secret-needed': 'fault.secret',
  'given-twice': 'fault.duplicate',
  duplicate: 'fault.duplicate',
  'bucket-name': 'fault.bucket',
  'https-needed': 'fault.https',
  'bucket-address': 'fault.bucketAddress',
  'other-region': 'fault.otherRegion',
  'address-refused': 'fault.address',
} as const;

/** Otherwise what is wrong depends on what the field is for. */
const forms = {
  name: 'fault.name',
  endpoint: 'fault.origin',
  publicEndpoint: 'fault.origin',
  origin: 'fault.origin',
  region: 'fault.region',
  accessKeyId: 'fault.credential',
  accessKeySecret: 'fault.credential',
  securityToken: 'fault.credential',
  roleArn: 'fault.roleArn',
  providerArn: 'fault.providerArn',
  externalId: 'fault.externalId',
  sessionName: 'fault.sessionName',
  roleName: 'fault.roleName',
  resourceGroup: 'fault.resourceGroup',
  bucket: 'fault.bucket',
  startPrefixes: 'fault.prefix',
} as const;

/** What is set in the section for the few who need it. */
const ofAdvanced =
  /^(?:addressing|signature|publicEndpoint|resourceGroup|requesterPays|domains|buckets)(?:\/|$)/;
/** What a field of the form stands for. */
const ofField =
  /^(?:name|endpoint|region|publicEndpoint|resourceGroup|credential\/\w+|domains\/\d+\/(?:bucket|origin)|buckets\/\d+\/(?:name|startPrefixes))$/;

/** Values that texts of rules hold, where a server does not give them. */
const noValues = { address: '', bucket: '', endpoint: '', region: '' };

export interface SettingsErrors {
  /** What is wrong with the member that a field stands for, `credential/roleArn`. */
  at: (member: string) => string | undefined;
  /** Something in the advanced section is wrong. */
  inAdvanced: boolean;
  /** What is wrong with members that no field stands for. */
  elsewhere: readonly string[];
}

/** Tells what is wrong with the settings that were sent, by the field to mend. */
export function useSettingsErrors(error: unknown): SettingsErrors {
  const { t } = useTranslation('connections');
  const faults = toSettingsFaults(error);
  const describe = (member: string): string | undefined => {
    const fault = faults.find((one) => one.member === member);
    if (fault === undefined) return undefined;
    const { rule = '', params } = fault;
    if (isIn(texts, rule)) return t(texts[rule], { ...noValues, ...params });
    const last = /^buckets\/\d+\/name$/.test(member) ? 'bucket' : member.slice(member.lastIndexOf('/') + 1);
    return t(isIn(forms, last) ? forms[last] : 'fault.other');
  };
  return {
    at: describe,
    inAdvanced: faults.some(({ member }) => ofAdvanced.test(member)),
    elsewhere: faults
      .filter(({ member }) => !ofField.test(member))
      .map(({ member }) => t('fault.elsewhere', { pointer: member })),
  };
}

/** What was refused for no fault of a single member. */
export function toWholeRefusal(error: unknown): unknown {
  return toSettingsFaults(error).length > 0 ? null : error;
}

/** Settings are the body of a request, or a member of it; a fault of one prefix is one of its list. */
function toSettingsFaults(error: unknown) {
  const faults = (error instanceof ApiError ? error.problem?.errors : undefined) ?? [];
  return faults.map(({ pointer, ...fault }) => ({
    ...fault,
    member: pointer.replace(/^#\/(?:settings\/)?/, '').replace(/(\/startPrefixes)\/\d+$/, '$1'),
  }));
}

function isIn<T extends object>(table: T, name: PropertyKey): name is keyof T {
  return Object.hasOwn(table, name);
}
