/** One thing of ours and one of the reference. */
export interface Both<A> {
  readonly ours: A
  readonly reference: A
}
