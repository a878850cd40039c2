/**
 * What every host puts into its window as `window.register`. Everything crosses as JSON text (bytes are base64
 * inside it), so that each host carries the same thing and the gateway can measure it.
 */
export interface RegisterBridge {
  /** Answers the JSON text of a `Result`; never rejects for a refused or failed operation. */
  call(name: string, inputJson: string): Promise<string>;
  /** The listener gets the JSON text of `{ name, payload }`. Returns the way to stop listening. */
  subscribe(listener: (json: string) => void): () => void;
}

export type HelpPage = 'guide' | 'keys' | 'tour' | 'about';
/** What the menu of a host may ask of the window: it sends the event `menu.asked`. */
export type MenuRequest = HelpPage | 'print';
