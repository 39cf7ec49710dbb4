/** How the learning rate falls after the warm-up: factors of the peak rate at step s of N, the first step being 0. */
export type Schedule = 'linear' | 'constant' | 'cosine'

/** Steps over which the rate rises: a share of all steps, rounded up. */
export const warmupSteps = (share: number, total: number): number => Math.ceil(share * total)

const afterWarmup: Readonly<Record<Schedule, (progress: number) => number>> = {
  linear: progress => Math.max(0, 1 - progress),
  constant: () => 1,
  cosine: progress => Math.max(0, 0.5 * (1 + Math.cos(Math.PI * progress))),
}

/** s/W while it warms up, so the first step has rate 0; then by schedule over (s − W)/(N − W). Source: transformers' schedules. */
export const rateFactor = (schedule: Schedule, step: number, warmup: number, total: number): number =>
  step < warmup ? step / warmup : afterWarmup[schedule]((step - warmup) / Math.max(1, total - warmup))
