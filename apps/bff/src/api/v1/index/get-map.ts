import { findStatesAt } from '../../../changes/find-states-at.ts';
import { openLinkIndex } from '../../../link-index/memory-link-index.ts';
import { toWords } from '../../../link-index/search-keys.ts';
import type { OperationHandler } from '../../operation.ts';

/** From the link index, without a call to OSS; of an earlier moment from the change log as well. */
export const getMap: OperationHandler<'getMap'> = async (input, { services, permit }) => {
  const { connection, bucket, prefix = '', contains = '', at } = input;
  const opened = services.connections.get(connection);
  const index = openLinkIndex(opened, permit);
  const words = contains === '' ? undefined : toWords(contains);
  const past =
    at === undefined
      ? undefined
      : await findStatesAt(
          services.changeLog,
          { connection: opened.config.id, bucket, at },
          { most: mostChanges, mayRead: (key) => permit.may('change.read', { connection, bucket, key }) },
        );
  const [map, coverage] = await Promise.all([
    index.map({ bucket, prefix, words, instead: past?.states }, most),
    index.coverage(bucket),
  ]);
  return { ...(map ?? nothing), ...(past === undefined ? {} : { at: past.at }), coverage };
};

/** More groups than these are no map any more; more folders are a file. */
const most = { pointers: 300, unpointed: 50 };

/** Changes that are taken back to draw an earlier moment. */
const mostChanges = 20_000;

const nothing = { pointers: [], destinations: [], lines: [], omitted: { pointers: 0, links: 0, broken: 0 } };
