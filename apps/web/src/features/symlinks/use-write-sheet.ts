import type { KeyView, PreflightBody, WriteResult } from '@signpost/api-contract';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect, useReducer, useState, type Dispatch } from 'react';
import { ApiError } from '../../shared/api/api-error.ts';
import { usePressLock } from '../../shared/hooks/use-press-lock.ts';
import { useSettled } from '../../shared/hooks/use-settled.ts';
import { toEndpointHost } from '../../shared/lib/endpoint-host.ts';
import { areSettingsValid, defaultSettings } from './model/link-settings.ts';
import { toSentWrite, type SentWrite } from './model/sent-write.ts';
import { lacksKey, reduceForm, startForm, type SheetAction, type SheetForm } from './model/sheet-form.ts';
import { hasMoved, toStage, type Look, type Sending, type Stage } from './model/sheet-stage.ts';
import type { WriteSubject } from './model/sheet-subject.ts';
import { understandTarget, type UnderstoodTarget } from './model/understood-target.ts';
import { toPreflightBody, toUndoRequest, toWriteRequest, type SheetScope } from './model/write-request.ts';
import { linkMutations, refreshAfterWrite, type Write } from './mutations.ts';
import { linkQueries, type Looked } from './queries.ts';

/** Everything one sheet shows and does. */
export interface WriteSheet {
  scope: SheetScope;
  /** Tells addresses of this connection. */
  endpointHost: string | undefined;
  subject: WriteSubject;
  form: SheetForm;
  dispatch: Dispatch<SheetAction>;
  target: UnderstoodTarget;
  stage: Stage;
  /** The newest answer of pre-flight, also while a newer one is on its way. */
  look: Look;
  /** The last look at a write whose outcome is in question. */
  looked: { data: Looked | undefined; error: Error | null; at: number; again: () => void };
  send: () => void;
  /** Back from a refused or lost write to the form. */
  reset: () => void;
  takeBasis: (view: KeyView) => void;
  lookAgain: () => void;
}

interface SheetInput {
  scope: SheetScope;
  subject: WriteSubject;
  /** Of the connection: tells its own addresses from foreign ones. */
  endpoint: string | undefined;
  /** The write was answered or refused, also when the sheet was closed meanwhile. */
  onAnswered: (answered: Answered) => void;
}

export type Answered = { result: WriteResult } | { error: Error };

const pause = 250;

/** Ties the form, pre-flight, the write and the looking after it to one stage. */
export function useWriteSheet({ scope, subject, endpoint, onAnswered }: SheetInput): WriteSheet {
  const client = useQueryClient();
  const [form, dispatch] = useReducer(reduceForm, subject, toForm);
  const endpointHost = toEndpointHost(endpoint);
  const target = understandTarget(form.targetText, { bucket: scope.bucket, endpointHost });
  const { look, lookAgain } = useLook({ scope, subject, form, target });
  const write = useMutation({
    ...linkMutations.write(scope),
    onSettled: async (result, error) => {
      if (result !== undefined) onAnswered({ result });
      else if (error !== null) onAnswered({ error });
      if (error instanceof ApiError && (error.code === 'choice-required' || error.code === 'write-blocked'))
        lookAgain();
      await refreshAfterWrite(client, { ...scope, key: result?.change.key ?? form.key });
    },
  });
  const sending: Sending = toSending(write);
  const [sent, setSent] = useState<SentWrite>();
  const looked = useOutcome({ scope, sending, sent, moved: hasMoved(form, look) });
  const stage = toStage({ act: subject.act, form, target, look, sending, settled: looked.data?.change });

  usePrefill({ scope, subject, form, dispatch });
  const seen = look.fresh ? look.preflight?.now : undefined;
  useEffect(() => {
    if (seen !== undefined) dispatch({ type: 'looked', view: seen });
  }, [seen]);

  const press = usePressLock(stage.at === 'review');
  const send = (): void => {
    if (
      stage.at !== 'review' ||
      stage.waiting !== undefined ||
      stage.mood === 'blocked' ||
      stage.mood === 'unchanged'
    )
      return;
    press(() => {
      const next = toWrite({ scope, subject, form, target, review: stage });
      setSent(next.sent);
      write.mutate(next);
    });
  };
  return {
    scope,
    endpointHost,
    subject,
    form,
    dispatch,
    target,
    stage,
    look,
    looked,
    send,
    reset: () => {
      write.reset();
      lookAgain();
    },
    takeBasis: (view) => {
      dispatch({ type: 'basis-taken', view });
      write.reset();
      lookAgain();
    },
    lookAgain,
  };
}

/** A repoint begins with where the link leads now: from there it is a few letters, or one step, to somewhere else. */
function usePrefill({
  scope,
  subject,
  form,
  dispatch,
}: Pick<WriteSheet, 'scope' | 'subject' | 'form' | 'dispatch'>): void {
  const now = useQuery({
    ...linkQueries.view(scope, form.key),
    enabled: subject.act === 'repoint' && !form.touched && form.targetText === '',
  });
  const text = now.data?.state.kind === 'link' ? now.data.state.link.target : undefined;
  useEffect(() => {
    if (subject.act === 'repoint' && text !== undefined) dispatch({ type: 'prefilled', text });
  }, [dispatch, subject.act, text]);
}

function toForm(subject: WriteSubject): SheetForm {
  return startForm({
    key: 'key' in subject ? subject.key : '',
    target: 'target' in subject ? subject.target : '',
  });
}

type Asked = Pick<WriteSheet, 'scope' | 'subject' | 'form' | 'target'>;

/** Pre-flight of what the form says, once typing pauses; answers to older questions are dropped. */
function useLook(asked: Asked): { look: Look; lookAgain: () => void } {
  const question = toQuestion(asked);
  // Compared as text: the same question in another object is the same question.
  const text = question === undefined ? '' : JSON.stringify(question);
  const settled = useSettled(text, pause);
  const body = settled === '' ? undefined : (JSON.parse(settled) as PreflightBody);
  const preflight = useQuery({
    ...linkQueries.preflight(
      asked.scope,
      body ?? { action: 'undo', connection: asked.scope.connection, change: '' },
    ),
    enabled: body !== undefined,
  });
  const fresh = text !== '' && text === settled && !preflight.isFetching && !preflight.isPlaceholderData;
  return {
    look: {
      preflight: text === '' ? undefined : preflight.data,
      error: preflight.error instanceof ApiError ? preflight.error : undefined,
      fresh,
    },
    lookAgain: () => void preflight.refetch(),
  };
}

function toQuestion({ scope, subject, form, target }: Asked): PreflightBody | undefined {
  switch (subject.act) {
    case 'undo':
      return { action: 'undo', connection: scope.connection, change: subject.change };
    case 'delete':
    case 'delete-object':
      return toPreflightBody(subject.act, scope, { ...form, target: '' });
    case 'create':
    case 'repoint':
      if (!target.ok || (subject.act === 'create' && lacksKey(form))) return undefined;
      // Settings that OSS would refuse are marked where they are typed; the rest is looked at all the same.
      return toPreflightBody(subject.act, scope, {
        ...form,
        settings: areSettingsValid(form.settings) ? form.settings : defaultSettings,
        target: target.key,
      });
  }
}

function toWrite(asked: Asked & { review: Stage & { at: 'review' } }): Write {
  const { scope, subject, form, target, review } = asked;
  const written = {
    form,
    target: target.ok ? target.key : '',
    seen: review.preflight.now,
    findings: review.preflight.findings,
    needed: review.needed,
  };
  const request =
    subject.act === 'undo'
      ? toUndoRequest({ connection: scope.connection, change: subject.change }, written)
      : toWriteRequest(subject.act, scope, written);
  const { now, after } = review.preflight;
  const sent = toSentWrite(request, {
    key: form.key,
    target: after?.target ?? null,
    lookedAt: now.checkedAt,
  });
  return { request, sent };
}

function toSending(write: {
  status: 'idle' | 'pending' | 'error' | 'success';
  data: (Sending & { at: 'answered' })['result'] | undefined;
  error: Error | null;
}): Sending {
  if (write.status === 'pending') return { at: 'sending' };
  if (write.status === 'success' && write.data !== undefined) return { at: 'answered', result: write.data };
  if (write.status !== 'error') return { at: 'not-sent' };
  return {
    at: 'refused',
    error: write.error instanceof ApiError ? write.error : new ApiError('network', { cause: write.error }),
  };
}

const noWrite: SentWrite = { key: '', target: null, undoes: undefined, reason: undefined, lookedAt: '' };

interface OutcomeInput {
  scope: SheetScope;
  sending: Sending;
  /** What this sheet sent last. */
  sent: SentWrite | undefined;
  /** The key is not as it was seen first. */
  moved: boolean;
}

/** Looks after a write whose outcome is in question: by its change, or by its key where no answer came at all. */
function useOutcome({ scope, sending, sent, moved }: OutcomeInput): WriteSheet['looked'] {
  const open =
    sending.at === 'answered' &&
    (sending.result.change.outcome === 'unknown' || sending.result.change.outcome === 'pending');
  const lost =
    sending.at === 'refused'
      ? ['network', 'answer-invalid', 'internal'].includes(sending.error.code)
      : // A write that was given up as lost may have arrived after that.
        sending.at === 'not-sent' && moved;
  const settling = useQuery({
    ...linkQueries.settling(scope.connection, sending.at === 'answered' ? sending.result.change.id : ''),
    enabled: open,
  });
  const record = useQuery({
    ...linkQueries.lost(scope, sent ?? noWrite),
    enabled: lost && sent !== undefined,
  });
  const looking = open ? settling : record;
  return {
    data: open || lost ? looking.data : undefined,
    error: looking.error,
    at: Math.max(looking.dataUpdatedAt, looking.errorUpdatedAt),
    again: () => void looking.refetch(),
  };
}
