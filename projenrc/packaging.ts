import type { awscdk } from 'projen';
import { runSteps } from './steps';

/** Five languages from one compilation. */
export const publishing = {
  npmignoreEnabled: false, // package.json lists what goes in
  publishToPypi: { distName: 'org-payment-constructs', module: 'org_payment_constructs', trustedPublishing: true },
  publishToMaven: {
    javaPackage: 'com.example.paymentconstructs',
    mavenGroupId: 'com.example',
    mavenArtifactId: 'payment-constructs',
    mavenServerId: 'central-ossrh',
  },
  publishToGo: { moduleName: 'github.com/org/payment-constructs-go', packageName: 'paymentconstructs' },
  publishToNuget: { dotNetNamespace: 'Org.PaymentConstructs', packageId: 'Org.PaymentConstructs' },
};

export function configurePackaging(project: awscdk.AwsCdkConstructLibrary): void {
  // a toolchain that is missing is named and left out, except in a release (RELEASE=1); the script says why it is a script
  for (const language of ['js', 'python', 'java', 'go', 'dotnet']) {
    project.tasks.tryFind(`package:${language}`)?.reset(`tsx projenrc/scripts/package.ts ${language}`);
  }
  project.tasks.tryFind('release')?.env('RELEASE', '1');

  project.compileTask.reset(runSteps('compile'));
  project.tasks.tryFind('docgen')?.reset(runSteps('docgen'));
  project.postCompileTask.exec(runSteps('translate'));
  project.gitignore.exclude('/.jsii.tabl.json');

  // a list of what goes in, not of what stays out: a new folder can never slip into the package
  project.package.addField('files', ['.jsii', 'assets/', 'lib/**/*.js', 'lib/**/*.d.ts']);

  project.addTask('test:newest', {
    description: 'Run the example tests with the newest aws-cdk-lib in a folder of its own',
    exec: 'tsx projenrc/scripts/test-newest.ts',
  });

  project.addTask('test:postgres', {
    description: 'Run the tests of the ledger with the older servers that it is written for',
    exec: 'tsx projenrc/scripts/test-postgres.ts',
  });

  project.addTask('diagrams', {
    description: 'Draw the diagrams of docs and examples anew from the data beside them',
    exec: 'tsx projenrc/scripts/draw-diagrams.ts',
  });

  // in CI biome only looks; at home it repairs
  const inCi = 'node -e "process.exit(process.env.CI ? 0 : 1)"';
  const atHome = 'node -e "process.exit(process.env.CI ? 1 : 0)"';
  project.biome?.task.reset();
  project.biome?.task.exec('biome check --no-errors-on-unmatched --error-on-warnings', {
    condition: inCi,
    receiveArgs: true,
  });
  project.biome?.task.exec('biome check --no-errors-on-unmatched --error-on-warnings --write', {
    condition: atHome,
    receiveArgs: true,
  });
}
