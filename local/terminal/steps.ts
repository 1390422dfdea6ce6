import { setInterval } from 'node:timers';

/** Tells while a step runs what it is at. */
export type Note = (text: string) => void;

export interface Output {
  readonly isTTY?: boolean;
  write(text: string): unknown;
}

const FRAMES = ['⠋', '⠙', '⠹', '⠸', '⠼', '⠴', '⠦', '⠧', '⠇', '⠏'];
const FRAME_MS = 100;
/** Without a terminal to redraw, a long step says that it is alive. */
const SIGN_OF_LIFE_MS = 10_000;

const seconds = (from: number) => `${((Date.now() - from) / 1000).toFixed(1)} s`;

/** Steps one after the other, each with its time; in a terminal the running one moves. */
export class Steps {
  constructor(private readonly output: Output = process.stdout) {}

  async run<T>(title: string, work: (note: Note) => Promise<T>): Promise<T> {
    const from = Date.now();
    let remark = '';
    let frame = 0;
    const line = (sign: string) => `${sign} ${title}${remark && `: ${remark}`} (${seconds(from)})`;
    const redraw = () => {
      frame += 1;
      if (this.output.isTTY) this.output.write(`\r\u001b[2K${line(FRAMES[frame % FRAMES.length])}`);
      else this.output.write(`  ${line('…')}\n`);
    };
    const timer = setInterval(redraw, this.output.isTTY ? FRAME_MS : SIGN_OF_LIFE_MS);
    const end = (sign: string) => {
      clearInterval(timer);
      this.output.write(`${this.output.isTTY ? '\r\u001b[2K' : ''}${line(sign)}\n`);
    };
    try {
      const result = await work((text) => {
        remark = text;
      });
      end('✔');
      return result;
    } catch (error) {
      end('✘');
      throw error;
    }
  }
}
