import { domainToASCII } from 'node:url';

const DOMAIN = /^(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z0-9-]{2,63}$/;

/** One domain a line, once each, as they stand in addresses; fails for a line that is none. */
export function readDomains(text: string): readonly string[] {
  const lines = text.split('\n').map((line, index) => ({ line: line.trim().toLowerCase(), number: index + 1 }));
  const domains = lines
    .filter(({ line }) => line !== '' && !line.startsWith('#'))
    .map(({ line, number }) => {
      const domain = domainToASCII(line);
      if (DOMAIN.test(domain)) return domain;
      throw new Error(`line ${number} must be a domain, as 'mail.example', got '${line.slice(0, 80)}'`);
    });
  if (domains.length === 0) throw new Error('the file must have at least one domain, got none');
  return [...new Set(domains)];
}
