import { createHash } from 'node:crypto';
import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';

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
  readonly Name?: string;
  readonly SecretId?: string;
  readonly MessageBody?: string;
  readonly ExpressionAttributeValues?: Readonly<Record<string, object>>;
}
type Answers = Readonly<Record<string, (input: Input) => { readonly status?: number; readonly body: object }>>;

function answers({ parameters, secrets }: AwsValues): Answers {
  return {
    GenerateMac: () => ({ body: { Mac: Buffer.alloc(32).toString('base64') } }),
    GetParameter: ({ Name = '' }) => {
      const value = parameters[Name.split('/').at(-1) ?? ''];
      if (value === undefined) return { status: 400, body: { __type: 'ParameterNotFound' } };
      return { body: { Parameter: { Name, Value: value } } };
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

const PUBLISHED =
  '<PublishResponse xmlns="http://sns.amazonaws.com/doc/2010-03-31/"><PublishResult><MessageId>bench</MessageId></PublishResult></PublishResponse>';

async function bodyOf(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk);
  return Buffer.concat(chunks).toString();
}

/** What AWS would answer to the first event of a function, at once: every item is new, every write succeeds. */
export async function startAwsStub(values: AwsValues): Promise<AwsStub> {
  const known = answers(values);
  const server = createServer(async (request, response) => {
    const body = await bodyOf(request);
    const target = String(request.headers['x-amz-target'] ?? '');
    if (target === '') return response.end(PUBLISHED); // SNS alone speaks XML
    const answer = known[target.split('.').at(-1) ?? '']?.(JSON.parse(body)) ?? { body: {} };
    response.writeHead(answer.status ?? 200, { 'content-type': 'application/x-amz-json-1.0' });
    return response.end(JSON.stringify(answer.body));
  }).listen(0, '127.0.0.1');
  await new Promise((resolve) => server.once('listening', resolve));
  const { port } = server.address() as AddressInfo;
  return { endpoint: `http://127.0.0.1:${port}`, stop: () => server.close() };
}
