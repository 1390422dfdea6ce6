import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { BuildStamp } from './assets/build-stamp';

export interface BuildStepProps {
  readonly name: string;
  readonly command: readonly [string, ...string[]];
  /** Files and folders that the command reads; the lock file stands for the packages, and `npm ci` removes every stamp. */
  readonly inputs: readonly string[];
  /** Files and folders that it writes. @default - none: it checks */
  readonly outputs?: readonly string[];
}

/** A command that runs only if what it reads, or what it wrote, is not what it was after its last success. */
export class BuildStep {
  readonly name: string;
  readonly stamp: BuildStamp;

  constructor(
    private readonly props: BuildStepProps,
    private readonly folder: string,
  ) {
    this.name = props.name;
    this.stamp = new BuildStamp({
      folder,
      file: join(folder, 'node_modules', '.cache', `${props.name}.sha256`),
      inputs: props.inputs,
      outputs: props.outputs ?? [],
    });
  }

  /** Says so if there is nothing to do. Returns the exit status of the command, 0 if it need not run. */
  run(): number {
    if (this.stamp.isFresh()) {
      console.log(`${this.name}: nothing has changed`);
      return 0;
    }
    const inputs = this.stamp.ofInputs();
    const [command, ...args] = this.props.command;
    const { status, error } = spawnSync(command, args, { cwd: this.folder, stdio: 'inherit' });
    if (error) throw new Error(`${this.name}: '${command}' did not start: ${error.message}`);
    if (status === 0) this.stamp.write(inputs);
    return status ?? 1;
  }
}
