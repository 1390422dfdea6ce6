/** Stands for pgbench's variable `amount`, where only a number can. */
export const AMOUNT = 987_654;

/** Ends an id in about the order of time, as those of payments are (UUID version 7). */
export const NEW_NUMBER = '(10000000 + :n) * 100000000000 + random(0, 99999999999)';
export const ID = '0190000000007:id';

const MOST_ARGUMENTS = 100; // of a function of PostgreSQL

/**
 * A text with pgbench's variables in it. They are numbers, and parameters of the prepared statement: the server joins the text,
 * which the application would have sent whole.
 */
export function text(template: string): string {
  const parts = template.replaceAll(`${AMOUNT}`, ':amount').split(/(:[a-z]+\d*)/);
  const words = parts.filter((part) => part !== '').map((part) => (part[0] === ':' ? `${part}::text` : `'${part}'`));
  if (words.length === 1) return words.join();
  const calls = Array.from({ length: Math.ceil(words.length / MOST_ARGUMENTS) }, (_, call) =>
    words.slice(call * MOST_ARGUMENTS, (call + 1) * MOST_ARGUMENTS),
  );
  return calls.map((each) => `concat(${each.join()})`).join(' || ');
}

export function composites(rows: readonly string[]): string {
  return `(${text(`{${rows.map((row) => JSON.stringify(row)).join()}}`)})::ledger.posting_request[]`;
}

export function call(name: string, ...parameters: readonly string[]): string {
  return `select ${name}(${parameters.join()});\n`;
}
