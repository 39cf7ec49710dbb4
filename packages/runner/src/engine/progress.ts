/** One line about setting an engine up, as the CLI draws it. */
export interface Progress {
  readonly step: 'official library' | 'download' | 'unpack' | 'compile' | 'wait' | 'fall back'
  /** What is being done, as a sentence without its full stop. */
  readonly text: string
  /** How much of this step is done, from 0 to 1, where that is known. */
  readonly fraction?: number
}

export type Report = (line: Progress) => void
