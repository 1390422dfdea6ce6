/** Where work can be held up, as a function is that its platform has frozen. */
export class Gate {
  private readonly arrival = Promise.withResolvers<void>();
  private readonly opening = Promise.withResolvers<void>();
  /** Once work stands before it. */
  readonly reached = this.arrival.promise;

  /** Waits until it is open. */
  pass(): Promise<void> {
    this.arrival.resolve();
    return this.opening.promise;
  }

  open(): void {
    this.opening.resolve();
  }
}
