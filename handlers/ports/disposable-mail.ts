/** The list of domains that give mailboxes to anyone for an hour: too long for a parameter, loaded anew without a deployment. */
export interface DisposableMail {
  /** Whether the domain, or one above it, is on the list; `undefined` where no list is in force. */
  includes(domain: string): Promise<boolean | undefined>;
}
