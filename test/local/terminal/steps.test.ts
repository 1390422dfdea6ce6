import { Steps } from '../../../local/terminal/steps';
import { table } from '../../../local/terminal/table';

class Paper {
  text = '';

  write(text: string): void {
    this.text += text;
  }
}

test('a step ends with its sign, its last remark and its time', async () => {
  const paper = new Paper();
  await new Steps(paper).run('Deploy', async (note) => note('3 of 4'));
  expect(paper.text).toMatch(/^✔ Deploy: 3 of 4 \(\d+\.\d s\)\n$/);
});

test('fails as the work failed, and marks the step', async () => {
  const paper = new Paper();
  const failing = new Steps(paper).run('Deploy', () => Promise.reject(new Error('refused')));
  await expect(failing).rejects.toThrow('refused');
  expect(paper.text).toMatch(/^✘ Deploy/);
});

test('columns of a table are as wide as their widest cell', () => {
  expect(
    table(
      ['a', 'bb'],
      [
        ['long', 'x'],
        ['y', ''],
      ],
    ),
  ).toBe(['a     bb', '────  ──', 'long  x', 'y'].join('\n'));
});
