import { Match, Template } from 'aws-cdk-lib/assertions';
import * as rds from 'aws-cdk-lib/aws-rds';
import { LedgerAccess, RelayOutboxFunction } from '../../src/payment-function';
import { neighbours, paymentFunctions } from './neighbours';
import { actionsOf, networked, statementsOf } from './network';

describe('the ledger', () => {
  test.each(['process-payment', 'relay-outbox'])('%s logs in by password and is let in on one port', (name) => {
    const { stack, vpc } = networked();
    paymentFunctions[name](stack, neighbours(stack, vpc));
    const template = Template.fromStack(stack);
    template.hasResourceProperties('AWS::Lambda::Function', {
      Environment: {
        Variables: Match.objectLike({
          DATABASE_HOST: { 'Fn::GetAtt': [Match.stringLikeRegexp('^Ledger'), 'Endpoint.Address'] },
          DATABASE_PORT: '5432',
          DATABASE_NAME: 'payments',
          DATABASE_SECRET_ARN: { Ref: Match.stringLikeRegexp('^ApplicationUser') },
          DATABASE_IAM_USER: Match.absent(),
        }),
      },
    });
    template.hasResourceProperties('AWS::EC2::SecurityGroupIngress', { FromPort: 5432, ToPort: 5432 });
    template.hasResourceProperties('AWS::EC2::SecurityGroupEgress', { FromPort: 5432, ToPort: 5432 });
  });

  test('a token of IAM takes the place of the password', () => {
    const { stack, vpc } = networked();
    const around = neighbours(stack, vpc);
    new RelayOutboxFunction(stack, 'Relay', { ...around, ledger: LedgerAccess.iam(around.cluster) });
    const statements = statementsOf(stack, 'Relay');
    expect(actionsOf(statements)).toContain('rds-db:connect');
    expect(actionsOf(statements)).not.toContain('secretsmanager:GetSecretValue');
    expect(JSON.stringify(statements)).toContain('/payment_app"');
    Template.fromStack(stack).hasResourceProperties('AWS::Lambda::Function', {
      Environment: {
        Variables: Match.objectLike({ DATABASE_IAM_USER: 'payment_app', DATABASE_SECRET_ARN: Match.absent() }),
      },
    });
  });

  test.each(['password', 'IAM'])('a proxy stands in front, with %s', (login) => {
    const { stack, vpc } = networked();
    const around = neighbours(stack, vpc);
    const proxy = new rds.DatabaseProxy(stack, 'Proxy', {
      vpc,
      proxyTarget: rds.ProxyTarget.fromCluster(around.cluster),
      secrets: [around.applicationSecret],
    });
    const ledger =
      login === 'IAM'
        ? LedgerAccess.iamThroughProxy(proxy)
        : LedgerAccess.passwordThroughProxy(proxy, around.applicationSecret);
    new RelayOutboxFunction(stack, 'Relay', { ...around, ledger });
    Template.fromStack(stack).hasResourceProperties('AWS::Lambda::Function', {
      Environment: {
        Variables: Match.objectLike({
          DATABASE_HOST: { 'Fn::GetAtt': [Match.stringLikeRegexp('^Proxy'), 'Endpoint'] },
        }),
      },
    });
    expect(actionsOf(statementsOf(stack, 'Relay'))).toContain(
      login === 'IAM' ? 'rds-db:connect' : 'secretsmanager:GetSecretValue',
    );
  });

  test('fails outside of a VPC', () => {
    const { stack, vpc } = networked();
    const around = { ...neighbours(stack, vpc), vpc: undefined };
    expect(() => new RelayOutboxFunction(stack, 'Relay', around)).toThrow(
      "'vpc' must be given for 'Stack/Relay', got none",
    );
  });
});
