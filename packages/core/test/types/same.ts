type Same<A, B> = (<T>() => T extends A ? 1 : 2) extends <T>() => T extends B ? 1 : 2 ? true : false

/** Compiles where both types are the same: `same<typeof made.width, 384>()`. */
export const same = <A, B>(..._differ: Same<A, B> extends true ? [] : ['these types differ']): void => {}
