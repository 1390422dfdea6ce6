/** More labels than this have no mailboxes of their own. */
const MOST_DOMAINS = 4;

/** What stands after the last `@`, in small letters. */
export function mailDomainOf(email: string | undefined): string | undefined {
  return email?.trim().toLowerCase().split('@').at(-1);
}

/** The domain and those above it, but for the top one, whose mailboxes it may use: `a.b.example` has `b.example` above it. */
export function domainsAbove(domain: string): readonly string[] {
  const labels = domain.split('.');
  const domains = labels.slice(0, -1).map((_, index) => labels.slice(index).join('.'));
  return domains.slice(-MOST_DOMAINS);
}
