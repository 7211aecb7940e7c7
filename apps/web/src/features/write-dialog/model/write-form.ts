import type { HttpHeaderName, HttpHeaders } from '@signpost/oss-protocol/rules';
import type { WriteView } from '@signpost/api-contract';
import { acceptName, type Finding } from '@signpost/link-model/write';
import { defaultSettings, type NewLinkSettings } from '../../../shared/lib/link-settings.ts';

/** A header of the link that would make readers fail at the target: it stays, or the target's is taken. */
export type HeaderChoice = Finding & { code: 'header-differs' };

/** Everything a person does in the dialog. What the server says is not kept here, but for the one view they act upon. */
export interface WriteForm {
  /** Where the link lies, or will lie. */
  key: string;
  /** The target as typed: a key, an `oss://` path or a URL. */
  targetText: string;
  /** Accept names of findings that were ticked. */
  accepted: readonly string[];
  /** Text typed as proof that a real object may go. */
  proof: string;
  reason: string;
  /** Headers to set along with a move; an empty text removes one. */
  setHeaders: HttpHeaders;
  /** Decisions on headers that were taken, by default or by hand; `setHeaders` and `accepted` hold how. */
  headerChoices: readonly HeaderChoice[];
  settings: NewLinkSettings;
  /** What the person saw first at this key, or took as the new ground after somebody else wrote. */
  basis: WriteView | undefined;
  /** A person has changed something: nothing is filled in by itself any more. */
  touched: boolean;
  /** Something was typed or ticked: leaving asks first. A target that was only picked is found again by one press. */
  typed: boolean;
  /** The folder the key was begun with: as long as nothing follows it, no key was typed. */
  folder: string;
}

export type FormAction =
  | { type: 'key-typed'; key: string }
  | { type: 'target-typed'; text: string }
  /** A proposed target was taken: from the list, by a step to the next version, or completed by Tab. */
  | { type: 'target-picked'; text: string }
  | { type: 'accepted'; name: string; on: boolean }
  | { type: 'proof-typed'; text: string }
  | { type: 'reason-typed'; text: string }
  | { type: 'header-set'; name: HttpHeaderName; value: string | undefined }
  /** Fixes of headers that would make readers fail: chosen unless somebody chose already. */
  | { type: 'fixes-proposed'; choices: readonly HeaderChoice[] }
  | { type: 'settings-changed'; settings: Partial<NewLinkSettings> }
  | { type: 'prefilled'; text: string }
  | { type: 'key-read'; view: WriteView }
  | { type: 'basis-taken'; view: WriteView };

export function startForm(start: { key: string; target: string }): WriteForm {
  return {
    key: start.key,
    targetText: start.target,
    accepted: [],
    proof: '',
    reason: '',
    setHeaders: {},
    headerChoices: [],
    settings: defaultSettings,
    basis: undefined,
    touched: false,
    typed: false,
    folder: start.key.endsWith('/') ? start.key : '',
  };
}

/** Tells a difference of headers that has to be decided from one that is only advised about. */
export function isHeaderChoice(finding: Finding): finding is HeaderChoice {
  return finding.code === 'header-differs' && finding.level === 'choose';
}

/** Tells whether a header is set along with the move, or accepted as it is. */
export function isDecided({ setHeaders, accepted }: WriteForm, header: HttpHeaderName): boolean {
  return header in setHeaders || accepted.includes(keepsHeader(header));
}

function keepsHeader(header: HttpHeaderName): string {
  return acceptName({ level: 'choose', code: 'header-differs', header, link: null, target: null });
}

/** Tells whether the key is still to be typed. */
export function lacksKey(form: WriteForm): boolean {
  return form.key === '' || form.key === form.folder;
}

const byHand = { touched: true, typed: true } as const;

/** Decisions about the target before do not carry over. */
function withTarget(form: WriteForm, text: string): WriteForm {
  return {
    ...form,
    targetText: text,
    accepted: form.accepted.filter(
      (name) => !name.startsWith('target-') && !name.startsWith('header-differs:'),
    ),
    setHeaders: {},
    headerChoices: [],
  };
}

/** The one place where the dialog's form changes. */
export function reduceForm(form: WriteForm, action: FormAction): WriteForm {
  switch (action.type) {
    case 'key-typed':
      // Another key is another write: nothing that was agreed to carries over.
      return {
        ...form,
        key: action.key,
        accepted: [],
        proof: '',
        basis: undefined,
        ...byHand,
      };
    case 'target-typed':
      return { ...withTarget(form, action.text), ...byHand };
    case 'target-picked':
      return { ...withTarget(form, action.text), touched: true };
    case 'accepted':
      return {
        ...form,
        accepted: [
          ...form.accepted.filter((name) => name !== action.name),
          ...(action.on ? [action.name] : []),
        ],
        ...byHand,
      };
    case 'proof-typed':
      return { ...form, proof: action.text, ...byHand };
    case 'reason-typed':
      return { ...form, reason: action.text, ...byHand };
    case 'header-set': {
      const { [action.name]: _, ...others } = form.setHeaders;
      const keeps = keepsHeader(action.name);
      const accepted = form.accepted.filter((name) => name !== keeps);
      return {
        ...form,
        setHeaders: action.value === undefined ? others : { ...others, [action.name]: action.value },
        // To take a fix back is to decide for the header as it is.
        accepted: action.value === undefined ? [...accepted, keeps] : accepted,
        ...byHand,
      };
    }
    case 'fixes-proposed': {
      const open = action.choices.filter(({ header }) => !isDecided(form, header));
      if (open.length === 0) return form;
      const fixes = open.map(({ header, target }) => [header, target ?? '']);
      return {
        ...form,
        headerChoices: [
          ...form.headerChoices.filter((taken) => !open.some(({ header }) => header === taken.header)),
          ...open,
        ],
        setHeaders: { ...form.setHeaders, ...Object.fromEntries(fixes) },
      };
    }
    case 'settings-changed':
      return { ...form, settings: { ...form.settings, ...action.settings }, ...byHand };
    case 'prefilled':
      return form.touched || form.targetText !== '' ? form : { ...form, targetText: action.text };
    case 'key-read':
      // Only the first answer counts: later ones are compared with it.
      if (form.basis !== undefined) return form;
      // An undo learns its key from pre-flight.
      if (form.key === '') return { ...form, key: action.view.key, basis: action.view };
      return action.view.key === form.key ? { ...form, basis: action.view } : form;
    case 'basis-taken':
      return { ...form, basis: action.view, accepted: [], proof: '' };
  }
}
