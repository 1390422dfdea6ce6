import type { awscdk } from 'projen';

/** Five languages from one compilation. */
export const publishing = {
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

  // every example in the README compiles; its translations are in the tablet
  project.postCompileTask.exec('jsii-rosetta extract --compile --fail');
  project.gitignore.exclude('/.jsii.tabl.json');

  // the package holds lib/, .jsii and assets/, beside what npm always adds
  const ours = ['bench', 'cfn-outputs', 'cdk.out', 'docs', 'examples', 'handlers', 'integ', 'local', 'projenrc', 'rosetta', 'tools'];
  for (const folder of ours) project.npmignore?.exclude(`/${folder}/`);
  for (const file of ['/.ci/', '/.jsii.tabl.json', '/API.md', '/CONTRIBUTING.md', '/SECURITY.md', '/DEVELOPERS.md', '/biome.jsonc']) {
    project.npmignore?.exclude(file);
  }
}
