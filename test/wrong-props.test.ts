import { App, Stack } from 'aws-cdk-lib';
import { database } from './wrong-props/database';
import { environment } from './wrong-props/environment';
import { messages } from './wrong-props/messages';
import { monitoring } from './wrong-props/monitoring';
import { network } from './wrong-props/network';
import { storage } from './wrong-props/storage';

/** Each construct adds its table: a file in wrong-props/ and a line here. */
describe.each(Object.entries({ environment, network, messages, database, storage, monitoring }))(
  '%s',
  (_, wrongProps) => {
    test.each(wrongProps)('fails for $prop $value, and says what to do', ({ prop, value, remedy, build }) => {
      const stack = new Stack(new App(), 'us-east-1', { env: { region: 'us-east-1' } });
      const message = messageOf(() => build(stack));
      expect(message).toContain(prop);
      expect(message).toMatch(/\bgot\b/);
      expect(message.slice(message.indexOf('got'))).toContain(value);
      expect(message).toContain(remedy);
    });
  },
);

/** Only a plain error counts: a TypeError from inside is an accident, not an answer. */
function messageOf(build: () => unknown): string {
  try {
    build();
  } catch (error) {
    if (error instanceof Error && error.name === 'Error') return error.message;
    throw error;
  }
  throw new Error('nothing was refused');
}
