import type { AnswerOf, GrantedRight, HeldRights } from '@signpost/api-contract';
import i18next from 'i18next';
import { onTestFinished } from 'vitest';
import { needDenials } from '../shared/access/denial-parts.ts';

let connections: AnswerOf<'listConnections'> | undefined;

/** What the console was told of connections, where a test says what is held; nothing was told otherwise. */
export const heldConnections = (): AnswerOf<'listConnections'> | undefined => connections;

/** From now on the test is signed in as somebody who holds these grants on the connection `default`. */
export async function holdOnly(...grants: HeldRights[]): Promise<void> {
  await needDenials();
  const about = {
    mode: 'embedded',
    endpoint: 'http://oss',
    region: 'cn-hangzhou',
    demo: false,
    readOnly: false,
    production: false,
  } as const;
  connections = { items: [{ name: 'default', ...about, grants }], administrators: ['Ada', 'Bo'] };
  onTestFinished(() => {
    connections = undefined;
  });
}

/** These rights on every key. */
export const everywhere = (...rights: GrantedRight[]): HeldRights => ({ rights, bucket: '*', prefix: '' });

/** What is said where a right is missing. */
export function sayDenied(right: GrantedRight): string {
  const say = i18next.getFixedT('en', 'access');
  return say('denied.named', { right: say(`right.${right}`), who: 'Ada or Bo' });
}
