import type { Sum } from '@siamese/core'
import { same } from '../same.js'

/** Widths of poolings side by side, digit by digit: carried over, of different lengths, and open where one is. */
same<Sum<384, 768>, 1152>()
same<Sum<0, 0>, 0>()
same<Sum<5, 5>, 10>()
same<Sum<9, 9>, 18>()
same<Sum<1, 999>, 1000>()
same<Sum<99999, 1>, 100000>()
same<Sum<1024, 4096>, 5120>()
same<Sum<32, 100>, 132>()
same<Sum<12, number>, number>()
same<Sum<0.5, 1>, number>()
same<Sum<1 | 2, 10>, 11 | 12>()
