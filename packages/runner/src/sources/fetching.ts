/** Told while something is fetched: how much of it there is, in bytes or as a share of 1; `total` is 0 where it is not known. */
export type Fetching = (done: number, total: number, what: string) => void
