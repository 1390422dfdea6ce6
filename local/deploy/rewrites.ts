import { isRecord, rewrite, type Template } from './template';

type Properties = Readonly<Record<string, unknown>>;

/** A property that the emulator takes and understands differently. */
export interface Rewrite {
  readonly type: string;
  readonly why: string;
  readonly instead: string;
  /** Returns the same object if there is nothing to change. */
  readonly apply: (properties: Properties, template: Template) => Properties;
}

const STAGE_VARIABLE = /\$\{stageVariables\.(\w+)\}/g;

function stageVariables(template: Template): Properties {
  const stages = Object.values(template.Resources).filter(({ Type }) => Type === 'AWS::ApiGateway::Stage');
  return Object.assign({}, ...stages.map(({ Properties }) => Properties?.Variables));
}

function changed(properties: Properties, change: (node: unknown) => unknown): Properties {
  const result = rewrite(properties, change);
  return isRecord(result) ? result : properties;
}

/** Keys for which the emulator has no value: a statement that asks for one would never hold. */
const CONDITIONS_WITHOUT_VALUE = ['kms:MacAlgorithm'];

function withoutConditions(properties: Properties): Properties {
  return changed(properties, (node) => {
    if (!isRecord(node) || !CONDITIONS_WITHOUT_VALUE.some((key) => key in node)) return node;
    return Object.fromEntries(Object.entries(node).filter(([key]) => !CONDITIONS_WITHOUT_VALUE.includes(key)));
  });
}

/** Where AWS asks for one permission, whether a call carries one message or ten, the emulator asks for one named like the call. */
const BATCHES: Readonly<Record<string, string>> = {
  'sns:Publish': 'sns:PublishBatch',
  'sqs:SendMessage': 'sqs:SendMessageBatch',
};

function withBatches(properties: Properties): Properties {
  return changed(properties, (node) => {
    if (!isRecord(node) || node.Effect !== 'Allow') return node;
    const actions = [node.Action].flat();
    const batches = actions.flatMap((action) => (typeof action === 'string' && BATCHES[action]) || []);
    const missing = batches.filter((batch) => !actions.includes(batch));
    return missing.length === 0 ? node : { ...node, Action: [...actions, ...missing] };
  });
}

const POLICIES = ['AWS::IAM::ManagedPolicy', 'AWS::IAM::Policy', 'AWS::IAM::Role'];

export const REWRITES: readonly Rewrite[] = [
  ...POLICIES.flatMap((type) => [
    {
      type,
      why: `${CONDITIONS_WITHOUT_VALUE.join(', ')} is not known`,
      instead: 'granted without that condition',
      apply: withoutConditions,
    },
    {
      type,
      why: 'a batch is a permission of its own',
      instead: 'granted with that of one message',
      apply: withBatches,
    },
  ]),
  {
    type: 'AWS::ApiGateway::Method',
    why: 'stage variables in an integration are not replaced',
    instead: 'their values',
    apply: (properties, template) => {
      const variables = stageVariables(template);
      return changed(properties, (node) =>
        typeof node === 'string' && node.includes('${stageVariables.')
          ? node.replace(STAGE_VARIABLE, (text, name) => String(variables[name] ?? text))
          : node,
      );
    },
  },
  {
    type: 'AWS::ApiGateway::Stage',
    why: 'settings of one method are kept under the path as written',
    instead: 'the path without escapes',
    apply: (properties) =>
      changed(properties, (node) =>
        isRecord(node) && typeof node.ResourcePath === 'string' && node.ResourcePath.includes('~1')
          ? { ...node, ResourcePath: node.ResourcePath.replace(/^\//, '').replaceAll('~1', '/') }
          : node,
      ),
  },
];
