import { Match, type Template } from 'aws-cdk-lib/assertions';
import * as ec2 from 'aws-cdk-lib/aws-ec2';
import * as rds from 'aws-cdk-lib/aws-rds';
import { AuroraCapacity, type AuroraCapacityConfig, type IAuroraCapacity } from '../../src/payment-aurora-cluster';
import { createLedger } from './ledger';

const instanceType = ec2.InstanceType.of(ec2.InstanceClass.R8G, ec2.InstanceSize.LARGE);

/** Promotion tier of each instance, by the end of its identifier. */
function tiersOf(template: Template): Record<string, number> {
  const instances = Object.values(template.findResources('AWS::RDS::DBInstance'));
  return Object.fromEntries(
    instances.map(({ Properties }) => [
      Properties.DBInstanceIdentifier['Fn::Join'][1].at(-1),
      Properties.PromotionTier,
    ]),
  );
}

describe('serverless', () => {
  test('by default a writer and a reader that can take over at once, 0.5 to 4 ACU', () => {
    const template = createLedger({ capacity: AuroraCapacity.serverlessV2() }).template();
    template.hasResourceProperties('AWS::RDS::DBCluster', {
      ServerlessV2ScalingConfiguration: { MinCapacity: 0.5, MaxCapacity: 4, SecondsUntilAutoPause: Match.absent() },
    });
    expect(tiersOf(template)).toEqual({ '-writer': 0, '-reader-1': 1 });
  });

  test('limits and readers are the user’s; only the first reader follows the writer', () => {
    const capacity = AuroraCapacity.serverlessV2({ minimumAcu: 0.5, maximumAcu: 1, readers: 2 });
    const template = createLedger({ capacity }).template();
    template.hasResourceProperties('AWS::RDS::DBCluster', {
      ServerlessV2ScalingConfiguration: { MinCapacity: 0.5, MaxCapacity: 1 },
    });
    expect(tiersOf(template)).toEqual({ '-writer': 0, '-reader-1': 1, '-reader-2': 2 });
  });

  test('the maximum is at least the minimum, also when only the minimum is given', () => {
    createLedger({ capacity: AuroraCapacity.serverlessV2({ minimumAcu: 8 }) })
      .template()
      .hasResourceProperties('AWS::RDS::DBCluster', {
        ServerlessV2ScalingConfiguration: { MinCapacity: 8, MaxCapacity: 8 },
      });
  });
});

describe('provisioned', () => {
  test('every instance has the type, and none has serverless limits', () => {
    const template = createLedger({ capacity: AuroraCapacity.provisioned({ instanceType, readers: 2 }) }).template();
    template.resourceCountIs('AWS::RDS::DBInstance', 3);
    template.allResourcesProperties('AWS::RDS::DBInstance', {
      DBInstanceClass: 'db.r8g.large',
      PubliclyAccessible: false,
    });
    template.hasResourceProperties('AWS::RDS::DBCluster', { ServerlessV2ScalingConfiguration: Match.absent() });
    expect(tiersOf(template)).toEqual({ '-writer': 0, '-reader-1': 1, '-reader-2': 2 });
  });

  test('a single writer needs no reader', () => {
    createLedger({ capacity: AuroraCapacity.provisioned({ instanceType, readers: 0 }) })
      .template()
      .resourceCountIs('AWS::RDS::DBInstance', 1);
  });
});

test('a choice of the user’s own is taken as it is', () => {
  class WriterWithServerlessReader implements IAuroraCapacity {
    public bind(): AuroraCapacityConfig {
      const writer = rds.ClusterInstance.provisioned('Writer', { instanceType, publiclyAccessible: false });
      const reader = rds.ClusterInstance.serverlessV2('Reader', { scaleWithWriter: true, publiclyAccessible: false });
      return { writer, readers: [reader], minimumAcu: 2, maximumAcu: 16 };
    }
  }
  const template = createLedger({ capacity: new WriterWithServerlessReader() }).template();
  for (const DBInstanceClass of ['db.r8g.large', 'db.serverless']) {
    template.hasResourceProperties('AWS::RDS::DBInstance', { DBInstanceClass });
  }
});

test.each([
  [
    'pausing',
    () => AuroraCapacity.serverlessV2({ minimumAcu: 0 }),
    "'minimumAcu' must be 0.5 to 256 ACU in steps of 0.5, got 0",
  ],
  [
    'steps of their own',
    () => AuroraCapacity.serverlessV2({ minimumAcu: 0.7 }),
    "'minimumAcu' must be 0.5 to 256 ACU in steps of 0.5, got 0.7",
  ],
  [
    'a maximum below the minimum',
    () => AuroraCapacity.serverlessV2({ minimumAcu: 4, maximumAcu: 2 }),
    "'maximumAcu' must be 4 to 256 ACU in steps of 0.5, got 2",
  ],
  [
    'a maximum that Aurora does not have',
    () => AuroraCapacity.serverlessV2({ maximumAcu: 0.5 }),
    "'maximumAcu' must be 1 to 256 ACU in steps of 0.5, got 0.5",
  ],
  [
    'too many readers',
    () => AuroraCapacity.provisioned({ instanceType, readers: 16 }),
    "'readers' must be 0 to 15, got 16",
  ],
])('fails with %s', (_, act, message) => {
  expect(act).toThrow(message);
});
