/** The lines that were written to standard output and standard error meanwhile. */
export async function capturedOutput(work: () => Promise<unknown>): Promise<readonly string[]> {
  let written = '';
  const keep = (chunk: string | Uint8Array) => {
    written += typeof chunk === 'string' ? chunk : Buffer.from(chunk).toString();
    return true;
  };
  const spies = [process.stdout, process.stderr].map((stream) => jest.spyOn(stream, 'write').mockImplementation(keep));
  try {
    await work();
  } finally {
    for (const spy of spies) spy.mockRestore();
  }
  return written.split('\n').filter((line) => line !== '');
}
