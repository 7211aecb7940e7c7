import { operations, type AnswerOf, type BodyOf, type OperationName } from '@signpost/api-contract';
import { toSetUpCode } from '../config/master-key.ts';
import { callApi, expectOk, type CallParts } from './api.ts';
import { stackMasterKey, type Stack } from './stack.ts';

/** Somebody in front of a browser, with the cookies that it keeps. */
export interface Person {
  name: string;
  email: string;
  password: string;
  id: string;
  cookie: string;
  call: <N extends OperationName>(name: N, parts?: CallParts<N>) => ReturnType<typeof callApi<N>>;
  ok: <N extends OperationName>(name: N, parts?: CallParts<N>) => Promise<AnswerOf<N>>;
}

const password = 'correct-horse-battery-9';

/** What a browser would send back of the cookies of an answer. */
function toCookie(headers: Headers): string {
  return headers
    .getSetCookie()
    .map((cookie) => cookie.split(';')[0] ?? '')
    .join('; ');
}

/** Two buckets with the same keys: what a grant on the first one lets through is there in the other one, too. */
export function fillBuckets({ admin }: Pick<Stack, 'admin'>): void {
  for (const name of ['granted', 'other']) {
    admin.putBucket({ name });
    admin.putObject({ bucket: name, key: 'team/v1', body: '1' });
    admin.putObject({ bucket: name, key: 'team/v2', body: '2' });
    admin.putSymlink({ bucket: name, key: 'team/link', target: 'team/v1' });
  }
}

/** Makes the first administrator. */
export async function setUpAdministrator(
  { bffUrl }: Pick<Stack, 'bffUrl'>,
  name = 'Ada',
  email = `${name.toLowerCase()}@example.com`,
): Promise<Person> {
  const body = { code: toSetUpCode(stackMasterKey), name, email, password };
  const answer = await callApi(bffUrl, 'setUp', { body });
  if (!answer.ok) throw new Error(`set-up was refused: ${JSON.stringify(answer.problem)}`);
  return toPerson(bffUrl, {
    name,
    email,
    password,
    id: answer.body.user?.id ?? '',
    cookie: toCookie(answer.headers),
  });
}

/** Adds somebody with these grants, and signs in. */
export async function addPerson(
  { bffUrl }: Pick<Stack, 'bffUrl'>,
  administrator: Person,
  {
    name,
    email = `${name.toLowerCase()}@example.com`,
    grants,
  }: { name: string; email?: string; grants: readonly Omit<BodyOf<'addGrant'>, 'subject'>[] },
): Promise<Person> {
  const added = await administrator.ok('addUser', { body: { name, email } });
  const id = added.user?.id ?? '';
  for (const grant of grants)
    await administrator.ok('addGrant', { body: { ...grant, subject: { kind: 'user', id } } });
  return signInAs(bffUrl, { name, email, password: added.password ?? '', id });
}

export async function signInAs(
  bffUrl: string,
  person: Pick<Person, 'name' | 'email' | 'password' | 'id'>,
): Promise<Person> {
  const { email, password: secret } = person;
  const answer = await callApi(bffUrl, 'signIn', { body: { email, password: secret } });
  if (!answer.ok) throw new Error(`sign-in was refused: ${JSON.stringify(answer.problem)}`);
  return toPerson(bffUrl, { ...person, cookie: toCookie(answer.headers) });
}

/** The same person at another console, or with other cookies. */
export function toPerson(bffUrl: string, person: Omit<Person, 'call' | 'ok'>): Person {
  const withCookie = <N extends OperationName>(parts: CallParts<N> = {}): CallParts<N> => ({
    ...parts,
    headers: { ...parts.headers, cookie: person.cookie },
  });
  return {
    ...person,
    call: (name, parts) => callApi(bffUrl, name, withCookie(parts)),
    ok: (name, parts) => expectOk(bffUrl, name, withCookie(parts)),
  };
}

/** Every operation that needs somebody. */
export const guardedOperations = (Object.keys(operations) as OperationName[]).filter(
  (name) => operations[name].right !== 'public',
);
