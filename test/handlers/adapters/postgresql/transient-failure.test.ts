import { DatabaseError } from 'pg';
import {
  isOverload,
  isRefusal,
  isRefusedLogin,
  isTransient,
} from '../../../../handlers/adapters/postgresql/transient-failure';

function databaseError(code: string): DatabaseError {
  return Object.assign(new DatabaseError('words of the server', 19, 'error'), { code });
}
const socketError = (code: string) => Object.assign(new Error('words of the system'), { code });

test.each([
  ['a deadlock', databaseError('40P01')],
  ['a serialization failure', databaseError('40001')],
  ['a terminated backend', databaseError('57P01')],
  ['a crashed server', databaseError('57P02')],
  ['a starting server', databaseError('57P03')],
  ['a connection failure', databaseError('08006')],
  ['a protocol violation of a dying proxy', databaseError('08P01')],
  ['a writer that became a reader', databaseError('25006')],
  ['no connection left', databaseError('53300')],
  [
    'a prepared statement of before a migration',
    new DatabaseError('cached plan must not change result type', 19, 'error'),
  ],
  ['a reset socket', socketError('ECONNRESET')],
  ['a refused connection', socketError('ECONNREFUSED')],
  ['a name that does not resolve during a failover', socketError('ENOTFOUND')],
  ['a broken pipe', socketError('EPIPE')],
  ['a connection that ended under way', new Error('Connection terminated unexpectedly')],
  ['a connection that did not come about in time', new Error('timeout exceeded when trying to connect')],
  ['an answer that did not come in time', new Error('Query read timeout')],
])('%s is transient', (_name, error) => {
  expect(isTransient(error)).toBe(true);
});

test.each([
  ['a unique key', databaseError('23505')],
  ['a check', databaseError('23514')],
  ['a missing privilege', databaseError('42501')],
  ['a wrong password', databaseError('28P01')],
  ['a certificate of another name', socketError('ERR_TLS_CERT_ALTNAME_INVALID')],
  ['a certificate of another authority', socketError('CERT_SIGNATURE_FAILURE')],
  ['an error of ours', new Error('commit_payment returned no row')],
  ['no error at all', 'Connection terminated'],
])('%s is not transient', (_name, error) => {
  expect(isTransient(error)).toBe(false);
});

test('a refused login is told apart from what a login may not do', () => {
  expect(['28P01', '28000', '42501'].map((code) => isRefusedLogin(databaseError(code)))).toEqual([true, true, false]);
});

test('a lock or a statement that took too long is overload', () => {
  expect(['55P03', '57014', '57P01'].map((code) => isOverload(databaseError(code)))).toEqual([true, true, false]);
});

test('a constraint that refuses is told apart from a failure', () => {
  expect(['23505', '23514', '40001'].map((code) => isRefusal(databaseError(code)))).toEqual([true, true, false]);
});
