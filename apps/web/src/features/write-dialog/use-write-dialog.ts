import type { PreflightBody, WriteResult, WriteView } from '@signpost/api-contract';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect, useReducer, useState, type Dispatch } from 'react';
import { keyQueries } from '../../shared/queries/key-queries.ts';
import { refreshAfterWrite } from '../../shared/queries/refresh-written.ts';
import { ApiError } from '../../shared/api/api-error.ts';
import { usePressLock } from '../../shared/hooks/use-press-lock.ts';
import { useDebounced } from '../../shared/hooks/use-debounced.ts';
import { toEndpointHost } from '../../shared/lib/endpoint-host.ts';
import type { BucketRef } from '../../shared/lib/key-ref.ts';
import { areSettingsValid, defaultSettings } from '../../shared/lib/link-settings.ts';
import { findSentWrite, toSentWrite, type SentWrite } from './model/sent-write.ts';
import {
  isHeaderChoice,
  lacksKey,
  reduceForm,
  startForm,
  type FormAction,
  type WriteForm,
} from './model/write-form.ts';
import {
  canSend,
  hasMoved,
  toStage,
  type PreflightAnswer,
  type Sending,
  type Stage,
} from './model/dialog-stage.ts';
import { createSeenKey } from './model/seen-key.ts';
import type { WriteSubject } from './model/write-subject.ts';
import { understandTarget, type UnderstoodTarget } from './model/understood-target.ts';
import { toPreflightBody, toUndoRequest, toWriteRequest } from './model/write-request.ts';
import { linkMutations, type Write } from './mutations.ts';
import { outcomeQueries, type OutcomeRead } from '../../shared/queries/outcome-queries.ts';
import { useWriteDenial } from './use-write-denial.ts';

/** Everything one dialog shows and does. */
export interface WriteDialogState {
  scope: BucketRef;
  /** Tells addresses of this connection. */
  endpointHost: string | undefined;
  subject: WriteSubject;
  form: WriteForm;
  dispatch: Dispatch<FormAction>;
  target: UnderstoodTarget;
  stage: Stage;
  /** The newest answer of pre-flight, also while a newer one is on its way. */
  answer: PreflightAnswer;
  /** The last answer at a write whose outcome is in question. */
  outcome: { data: OutcomeRead | undefined; error: Error | null; at: number; again: () => void };
  /** Why whoever is signed in may not do it. */
  denial: string | undefined;
  send: () => void;
  /** Back from a refused or lost write to the form. */
  reset: () => void;
  takeBasis: (view: WriteView) => void;
  preflightAgain: () => void;
}

interface WriteDialogInput {
  scope: BucketRef;
  subject: WriteSubject;
  /** Of the connection: tells its own addresses from foreign ones. */
  endpoint: string | undefined;
  /** The write was answered or refused, also when the dialog was closed meanwhile. */
  onAnswered: (answered: Answered) => void;
}

export type Answered = { result: WriteResult } | { error: Error };

const pause = 250;

/** Ties the form, pre-flight, the write and the looking after it to one stage. */
export function useWriteDialog({ scope, subject, endpoint, onAnswered }: WriteDialogInput): WriteDialogState {
  const client = useQueryClient();
  const [form, dispatch] = useReducer(reduceForm, subject, toForm);
  const endpointHost = toEndpointHost(endpoint);
  const target = understandTarget(form.targetText, { bucket: scope.bucket, endpointHost });
  const { answer, preflightAgain } = usePreflight({ scope, subject, form, target });
  const write = useMutation({
    ...linkMutations.write(scope),
    onSettled: async (result, error) => {
      // Begun before the page moves on: its loader then finds the folder being listed already.
      const refreshed = refreshAfterWrite(client, { ...scope, key: result?.change.key ?? form.key });
      if (result !== undefined) onAnswered({ result });
      else if (error !== null) onAnswered({ error });
      if (error instanceof ApiError && (error.code === 'choice-required' || error.code === 'write-blocked'))
        preflightAgain();
      await refreshed;
    },
  });
  const sending: Sending = toSending(write);
  const [sent, setSent] = useState<SentWrite>();
  const outcome = useOutcome({ scope, sending, sent, moved: hasMoved(form, answer) });
  const stage = toStage({
    action: subject.action,
    form,
    target,
    answer,
    sending,
    recorded: outcome.data?.change,
  });

  usePrefill({ scope, subject, form, dispatch });
  const seen = answer.fresh ? answer.preflight?.now : undefined;
  useEffect(() => {
    if (seen !== undefined) dispatch({ type: 'key-read', view: seen });
  }, [seen]);

  // What is typed for a new link is meant; a repoint keeps headers that nobody has looked at. Nothing is changed for a
  // target that was only filled in.
  const isMeant = subject.action === 'repoint' && (form.touched || subject.target !== '');
  const found = answer.fresh && isMeant ? answer.preflight?.findings : undefined;
  useEffect(() => {
    if (found !== undefined) dispatch({ type: 'fixes-proposed', choices: found.filter(isHeaderChoice) });
  }, [found]);

  const denial = useWriteDenial({ scope, subject, form });
  const press = usePressLock(stage.kind === 'review');
  const send = (): void => {
    if (!canSend(stage) || denial !== undefined) return;
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
    answer,
    outcome,
    denial,
    send,
    reset: () => {
      write.reset();
      preflightAgain();
    },
    takeBasis: (view) => {
      dispatch({ type: 'basis-taken', view });
      write.reset();
      preflightAgain();
    },
    preflightAgain,
  };
}

/** A repoint begins with where the link leads now: from there it is a few letters, or one step, to somewhere else. */
function usePrefill({
  scope,
  subject,
  form,
  dispatch,
}: Pick<WriteDialogState, 'scope' | 'subject' | 'form' | 'dispatch'>): void {
  const now = useQuery({
    ...keyQueries.view({ ...scope, key: form.key }),
    enabled: subject.action === 'repoint' && !form.touched && form.targetText === '',
  });
  const text = now.data?.state.kind === 'link' ? now.data.state.link.target : undefined;
  useEffect(() => {
    if (subject.action === 'repoint' && text !== undefined) dispatch({ type: 'prefilled', text });
  }, [dispatch, subject.action, text]);
}

function toForm(subject: WriteSubject): WriteForm {
  return startForm({
    key: 'key' in subject ? subject.key : '',
    target: 'target' in subject ? subject.target : '',
  });
}

type Asked = Pick<WriteDialogState, 'scope' | 'subject' | 'form' | 'target'>;

/** Pre-flight of what the form says, once typing pauses; answers to older questions are dropped. */
function usePreflight(asked: Asked): { answer: PreflightAnswer; preflightAgain: () => void } {
  const question = toQuestion(asked);
  // Compared as text: the same question in another object is the same question.
  const text = question === undefined ? '' : JSON.stringify(question);
  const debounced = useDebounced(text, pause);
  const body = debounced === '' ? undefined : (JSON.parse(debounced) as PreflightBody);
  // Another target typed is judged by what was read for the one before; the same question again reads anew.
  const [seen] = useState(createSeenKey);
  const preflight = useQuery({
    ...keyQueries.preflight(
      asked.scope,
      body ?? { action: 'undo', connection: asked.scope.connection, change: '' },
      () => seen.usableFor(debounced),
    ),
    enabled: body !== undefined,
  });
  const fresh = text !== '' && text === debounced && !preflight.isFetching && !preflight.isPlaceholderData;
  useEffect(() => {
    if (fresh && preflight.data !== undefined) seen.keep(text, preflight.data.now);
  }, [fresh, preflight.data, seen, text]);
  return {
    answer: {
      preflight: text === '' ? undefined : preflight.data,
      error: preflight.error instanceof ApiError ? preflight.error : undefined,
      fresh,
    },
    preflightAgain: () => {
      seen.forget();
      void preflight.refetch();
    },
  };
}

function toQuestion({ scope, subject, form, target }: Asked): PreflightBody | undefined {
  switch (subject.action) {
    case 'undo':
      return { action: 'undo', connection: scope.connection, change: subject.change };
    case 'delete':
    case 'delete-object':
      return toPreflightBody(subject.action, scope, { ...form, target: '' });
    case 'create':
    case 'repoint':
      if (!target.ok || (subject.action === 'create' && lacksKey(form))) return undefined;
      // Settings that OSS would refuse are marked where they are typed; the rest is looked at all the same.
      return toPreflightBody(subject.action, scope, {
        ...form,
        settings: areSettingsValid(form.settings) ? form.settings : defaultSettings,
        target: target.key,
      });
  }
}

function toWrite(asked: Asked & { review: Stage & { kind: 'review' } }): Write {
  const { scope, subject, form, target, review } = asked;
  const written = {
    form,
    target: target.ok ? target.key : '',
    seen: review.preflight.now,
    findings: review.preflight.findings,
    needed: review.needed,
  };
  const request =
    subject.action === 'undo'
      ? toUndoRequest({ connection: scope.connection, change: subject.change }, written)
      : toWriteRequest(subject.action, scope, written);
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
  data: (Sending & { kind: 'answered' })['result'] | undefined;
  error: Error | null;
}): Sending {
  if (write.status === 'pending') return { kind: 'sending' };
  if (write.status === 'success' && write.data !== undefined) return { kind: 'answered', result: write.data };
  if (write.status !== 'error') return { kind: 'not-sent' };
  return {
    kind: 'refused',
    error: write.error instanceof ApiError ? write.error : new ApiError('network', { cause: write.error }),
  };
}

const noWrite: SentWrite = { key: '', target: null, undoes: undefined, reason: undefined, lookedAt: '' };

interface OutcomeInput {
  scope: BucketRef;
  sending: Sending;
  /** What this dialog sent last. */
  sent: SentWrite | undefined;
  /** The key is not as it was seen first. */
  moved: boolean;
}

/** Looks after a write whose outcome is in question: by its change, or by its key where no answer came at all. */
function useOutcome({ scope, sending, sent, moved }: OutcomeInput): WriteDialogState['outcome'] {
  const open =
    sending.kind === 'answered' &&
    (sending.result.change.outcome === 'unknown' || sending.result.change.outcome === 'pending');
  const lost =
    sending.kind === 'refused'
      ? ['network', 'answer-invalid', 'internal'].includes(sending.error.code)
      : // A write that was given up as lost may have arrived after that.
        sending.kind === 'not-sent' && moved;
  const settling = useQuery({
    ...outcomeQueries.one(scope.connection, sending.kind === 'answered' ? sending.result.change.id : ''),
    enabled: open,
  });
  const record = useQuery({
    ...outcomeQueries.recordOf({ ...scope, key: sent?.key ?? noWrite.key }, sent ?? noWrite, findSentWrite),
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
