import { AcquirerUnavailableError } from '../../../handlers/runtime/errors';
import { callService } from '../../../handlers/runtime/service-call';

const failing = (error: unknown) => callService('session table', () => Promise.reject(error));
const named = (name: string, $fault?: string) => Object.assign(new Error('details'), { name, $fault });

test.each([
  ['throttling', named('ThrottlingException', 'client')],
  ['exhausted throughput', named('ProvisionedThroughputExceededException', 'client')],
  ['expired credentials', named('ExpiredTokenException', 'client')],
  ['a fault of the service', named('InternalServerError', 'server')],
  ['a time-out', named('TimeoutError')],
  ['a lost connection', Object.assign(new Error('socket'), { code: 'ECONNRESET' })],
])('%s is worth another try', async (_case, error) => {
  await expect(failing(error)).rejects.toMatchObject({ code: 'service-unavailable', retryAfterSeconds: 2 });
});

test.each(['AccessDeniedException', 'ResourceNotFoundException', 'ValidationException'])(
  '%s is for the operator',
  async (name) => {
    await expect(failing(named(name, 'client'))).rejects.toMatchObject({
      code: 'configuration-invalid',
      message: 'session table refused the call',
    });
  },
);

test('an error of ours passes as it is', async () => {
  const error = new AcquirerUnavailableError('acquirer was not reached');
  await expect(failing(error)).rejects.toBe(error);
});
