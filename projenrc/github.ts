import { type awscdk, Component, github, javascript } from 'projen';
import { GitHub } from 'projen/lib/github';

/** The Node.js that workflows run on; the library itself supports older ones. */
const NODE = '24';

/** What the workflows set up for each language; projen's own defaults are past their end of life. */
const TOOLCHAINS: github.workflows.Tools = {
  java: { version: '17' },
  python: { version: '3.12' },
  dotnet: { version: '8.x' },
  go: { version: '^1.25.0' },
};

/** Options of the project that shape its workflows: build, release to five registries, weekly upgrade. */
export const workflows = {
  workflowNodeVersion: NODE,
  githubOptions: { mergify: false },
  buildWorkflowOptions: {
    mutableBuild: false, // a build that changes a file fails; it does not push to the contributor's branch
    permissions: { contents: github.workflows.JobPermission.READ },
  },
  depsUpgradeOptions: {
    workflowOptions: { schedule: javascript.UpgradeDependenciesSchedule.WEEKLY },
  },
  pullRequestTemplateContents: [
    'What changes for a user of the library, and why:',
    '',
    'How it was seen working (commands and what they printed):',
    '',
    'Which test goes red without it:',
    '',
    '---',
    'By submitting this pull request, I confirm that my contribution is made under the terms of the Apache-2.0 license.',
  ],
};

/** The finer points that projen has no option for. */
export function configureGithub(project: awscdk.AwsCdkConstructLibrary): void {
  project.buildWorkflow?.addPostBuildSteps(
    { name: 'Integration snapshots', run: 'npx projen integ' },
    { name: 'Examples on the newest CDK', run: 'npx projen test:newest' },
    { name: 'The ledger on older servers', run: 'npx projen test:postgres' },
    { name: 'Payments in the local cloud', run: 'npm run demo' },
  );
  new CurrentToolchains(project);
}

/** A component, because the release jobs come into being only when projen synthesizes. */
class CurrentToolchains extends Component {
  public override preSynthesize(): void {
    for (const name of ['build', 'release']) {
      const workflow = GitHub.of(this.project)?.tryFindWorkflow(name);
      if (!workflow?.file) throw new Error(`the '${name}' workflow is part of every construct library`);
      // RELEASE=1: a language whose toolchain is missing fails the job, instead of being left out
      workflow.file.addOverride('env', { RELEASE: '1' });
      for (const [id, job] of Object.entries(workflow.jobs)) {
        if ('steps' in job && job.tools) workflow.updateJob(id, { ...job, tools: current(job.tools) });
      }
    }
  }
}

function current(tools: github.workflows.Tools): github.workflows.Tools {
  const names = Object.keys(tools) as (keyof typeof tools)[];
  return Object.fromEntries(names.map((name) => [name, TOOLCHAINS[name] ?? tools[name]]));
}
