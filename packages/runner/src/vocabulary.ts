import { all as core, type Definition } from '@siamese/core'
import { all as losses } from '@siamese/losses'
import { all as poolings } from '@siamese/pooling'

/** The stages that JSON, model folders and the CLI may name. */
export const vocabulary: readonly { readonly definition: Definition }[] = [...core, ...poolings, ...losses]
