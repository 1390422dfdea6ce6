import { createHash } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import { createServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import type { ServerCertificate } from '../../local/certificates/authority';

/** Whom the certificate of the stub names. */
export const AWS_HOST = 'localhost';

export interface AwsStub {
  readonly endpoint: string;
  stop(): void;
}

export interface AwsValues {
  /** By the last part of the parameter's name; no other parameter is there. */
  readonly parameters: Readonly<Record<string, string>>;
  /** By the secret's id; any other is `{}`. */
  readonly secrets: Readonly<Record<string, object>>;
}

interface Input {
  readonly Names?: readonly string[];
  readonly SecretId?: string;
  readonly MessageBody?: string;
  readonly ExpressionAttributeValues?: Readonly<Record<string, object>>;
}
type Answers = Readonly<Record<string, (input: Input) => { readonly body: object }>>;

function answers({ parameters, secrets }: AwsValues): Answers {
  return {
    GenerateMac: () => ({ body: { Mac: Buffer.alloc(32).toString('base64') } }),
    GetParameters: ({ Names = [] }) => {
      const found = Names.map((Name) => ({ Name, Value: parameters[Name.split('/').at(-1) ?? ''] }));
      return { body: { Parameters: found.filter(({ Value }) => Value !== undefined) } };
    },
    GetSecretValue: ({ SecretId = '' }) => ({ body: { SecretString: JSON.stringify(secrets[SecretId] ?? {}) } }),
    UpdateItem: ({ ExpressionAttributeValues: values = {} }) => ({
      body: { Attributes: values[':decision'] && { decision: values[':decision'] } },
    }),
    SendMessage: ({ MessageBody = '' }) => {
      const MD5OfMessageBody = createHash('md5').update(MessageBody).digest('hex');
      return { body: { MessageId: 'bench', MD5OfMessageBody } };
    },
  };
}

const ENTRY_ID = /^PublishBatchRequestEntries\.member\.\d+\.Id$/;

/** SNS alone is asked in a form and speaks XML: of one message, or of each entry of a batch. */
function published(form: URLSearchParams): string {
  const action = form.get('Action');
  const ids = [...form].flatMap(([name, value]) => (ENTRY_ID.test(name) ? [value] : []));
  const members = ids.map((id) => `<member><Id>${id}</Id><MessageId>bench</MessageId></member>`);
  const result =
    action === 'PublishBatch' ? `<Successful>${members.join('')}</Successful>` : '<MessageId>bench</MessageId>';
  return `<${action}Response xmlns="http://sns.amazonaws.com/doc/2010-03-31/"><${action}Result>${result}</${action}Result></${action}Response>`;
}

async function bodyOf(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk);
  return Buffer.concat(chunks).toString();
}

/**
 * What AWS would answer to the first event of a function, at once: every item is new, every write succeeds. Over TLS and by name, as AWS:
 * each client of the SDK makes connections of its own.
 */
export async function startAwsStub(
  values: AwsValues,
  { certificate, privateKey }: ServerCertificate,
): Promise<AwsStub> {
  const known = answers(values);
  const server = createServer({ cert: certificate, key: privateKey }, async (request, response) => {
    const body = await bodyOf(request);
    const target = String(request.headers['x-amz-target'] ?? '');
    if (target === '') return response.end(published(new URLSearchParams(body)));
    const answer = known[target.split('.').at(-1) ?? '']?.(JSON.parse(body)) ?? { body: {} };
    response.writeHead(200, { 'content-type': 'application/x-amz-json-1.0' });
    return response.end(JSON.stringify(answer.body));
  }).listen(0, '127.0.0.1');
  await new Promise((resolve) => server.once('listening', resolve));
  const { port } = server.address() as AddressInfo;
  return { endpoint: `https://${AWS_HOST}:${port}`, stop: () => server.close() };
}
