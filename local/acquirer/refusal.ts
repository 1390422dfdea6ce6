/** A request the acquirer does not take; becomes problem+json. `executed` tells the caller whether anything happened. */
export class Refusal extends Error {
  constructor(
    readonly status: number,
    readonly code: string,
    readonly pointer?: string,
    readonly executed = false,
  ) {
    super(code);
    this.name = 'Refusal';
  }

  body(): string {
    const { status, code, pointer, executed } = this;
    return JSON.stringify({ type: 'about:blank', title: code, status, code, executed, ...(pointer && { pointer }) });
  }
}
