import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

export interface BuildStampProps {
  /** What the paths are relative to. */
  readonly folder: string;
  /** Where the stamp is kept. */
  readonly file: string;
  /** Files and folders that the result depends on. */
  readonly inputs: readonly string[];
  /** Files and folders that the build writes. */
  readonly outputs: readonly string[];
}

/** Remembers from what a build made what, by content: neither a checkout nor a copy, which change times alone, makes it build again. */
export class BuildStamp {
  constructor(private readonly props: BuildStampProps) {}

  /** Whether the outputs are those that the build made of the inputs as they are now. */
  isFresh(): boolean {
    const { file, outputs } = this.props;
    return existsSync(file) && readFileSync(file, 'utf8') === this.text(this.ofInputs(), outputs);
  }

  /** Of the inputs as they are now. Taken before a build: what changes during it is built the next time. */
  ofInputs(): string {
    return this.digestOf(this.props.inputs);
  }

  /** After a build that succeeded. */
  write(inputs: string): void {
    const { file, outputs } = this.props;
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, this.text(inputs, outputs));
  }

  private text(inputs: string, outputs: readonly string[]): string {
    return `${inputs} ${this.digestOf(outputs)} ${process.version}\n`;
  }

  private digestOf(paths: readonly string[]): string {
    const hash = createHash('sha256');
    for (const path of paths.flatMap((each) => this.filesIn(each)).sort()) {
      const content = readFileSync(join(this.props.folder, path));
      hash.update(`${path}\0${content.length}\0`).update(content);
    }
    return hash.digest('hex');
  }

  private filesIn(path: string): readonly string[] {
    const whole = join(this.props.folder, path);
    if (!existsSync(whole)) return [];
    if (!statSync(whole).isDirectory()) return [path];
    const entries = readdirSync(whole, { recursive: true, withFileTypes: true });
    return entries
      .filter((entry) => entry.isFile())
      .map((entry) => join(entry.parentPath, entry.name).slice(this.props.folder.length + 1));
  }
}
