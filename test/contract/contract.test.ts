/** Both sides of the contract: what a construct tells and grants its function is what the function's code reads. */
import { Template } from 'aws-cdk-lib/assertions';
import * as contract from '../../src/contract/environment';
import { LedgerAccess } from '../../src/payment-function';
import { neighbours, paymentFunctions } from '../payment-function/neighbours';
import { networked, statementsOf } from '../payment-function/network';
import { HandlerSources } from './handler-reads';

const environments: Record<string, Record<string, string>> = {
  'validate-payment': contract.ValidatePaymentEnvironment,
  'get-payment': contract.GetPaymentEnvironment,
  'process-payment': contract.ProcessPaymentEnvironment,
  'step-payment': contract.StepPaymentEnvironment,
  'expire-payments': contract.ExpirePaymentsEnvironment,
  'relay-outbox': contract.RelayOutboxEnvironment,
  'reconcile-payment': contract.ReconcilePaymentEnvironment,
  'seal-audit': contract.SealAuditEnvironment,
  'match-settlement': contract.MatchSettlementEnvironment,
  'project-payment': contract.ProjectPaymentEnvironment,
  'notify-payment': contract.NotifyPaymentEnvironment,
  'migrate-ledger': contract.MigrateLedgerEnvironment,
  'rotate-credential': contract.RotateCredentialEnvironment,
  'write-secure-parameter': {},
};
const EVERY_FUNCTION = Object.values<string>(contract.FunctionEnvironment);

const sources = new HandlerSources(Object.keys(environments));

/** A function of the payment flow, made once with a password and once with a token for the ledger. */
function made(name: string) {
  return ['password', 'iam'].map((login) => {
    const { stack, vpc } = networked();
    const around = neighbours(stack, vpc);
    const ledger = login === 'iam' ? LedgerAccess.iam(around.cluster) : around.ledger;
    const fn = paymentFunctions[name](stack, { ...around, ledger });
    return { stack, id: fn.node.id };
  });
}

function variablesSet(name: string): string[] {
  const names = made(name).flatMap(({ stack, id }) =>
    Object.entries(Template.fromStack(stack).findResources('AWS::Lambda::Function'))
      .filter(([logicalId]) => logicalId.startsWith(id))
      .flatMap(([, { Properties }]) => Object.keys(Properties.Environment.Variables)),
  );
  return [...new Set(names)].sort();
}

function parametersGranted(name: string): string[] {
  return made(name)
    .slice(0, 1)
    .flatMap(({ stack, id }) => statementsOf(stack, id))
    .filter(({ Action }) => Action === 'ssm:GetParameters')
    .flatMap(({ Resource }) => Resource)
    .map((arn) => /parameter\/payment\/Stack\/([\w/-]+)"/.exec(JSON.stringify(arn))?.[1] ?? JSON.stringify(arn))
    .sort();
}

test.each(Object.keys(paymentFunctions))(
  'the construct of %s sets the variables of the contract and no others',
  (name) => {
    expect(variablesSet(name)).toEqual([...EVERY_FUNCTION, ...Object.values(environments[name])].sort());
  },
);

test.each(Object.keys(environments))('the code of %s reads the variables of the contract and no others', (name) => {
  const own = sources.readsOf(name).variables.filter((variable) => !EVERY_FUNCTION.includes(variable));
  expect(own).toEqual(Object.values(environments[name]).sort());
});

test.each(Object.keys(paymentFunctions))('%s may read the parameters that its code reads and no others', (name) => {
  expect(parametersGranted(name)).toEqual(sources.readsOf(name).parameters);
});
