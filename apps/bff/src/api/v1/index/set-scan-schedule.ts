import { findNextRun, isTimeZone } from '../../../link-index/next-run.ts';
import { invalidRequest } from '../../../problems/invalid-request.ts';
import { answerScan } from '../../answer-scan.ts';
import { recordAfter } from '../../record-event.ts';
import type { OperationHandler } from '../../operation.ts';

export const setScanSchedule: OperationHandler<'setScanSchedule'> = async (input, context) => {
  const { services, permit } = context;
  const { bucket, schedule } = input;
  const connection = services.connections.get(input.connection);
  if ('zone' in schedule && !isTimeZone(schedule.zone))
    throw invalidRequest('#/schedule/zone', 'wrong-form', { form: 'Asia/Shanghai' });
  // As for a scan: a bucket that is not there, or may not be read, is told at once.
  await connection.facts.get(bucket);
  const now = services.now();
  const nextRun = findNextRun(schedule, now)?.toISOString();
  await connection.schedules.set({
    bucket,
    schedule,
    nextRun,
    setBy: permit.actor.id,
    askedBy: permit.actor,
    setAt: now.toISOString(),
  });
  await recordAfter(context, {
    action: 'schedule.set',
    outcome: 'done',
    connection: input.connection,
    bucket,
    details: { repeat: schedule.repeat },
  });
  return answerScan(input, context);
};
