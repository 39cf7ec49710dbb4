import { definePart, describePart, type PartOf } from '../trainPart.js'
import { momentRules, moments } from './moments.js'

const description = describePart({
  name: 'optimizer.adam',
  about: 'Steps of even size along the running mean of the gradient, in which weight decay is counted',
  part: 'optimizer',
  options: moments,
  rules: momentRules,
})
export interface Adam extends PartOf<typeof description> {}

/**
 * g ← g + λw with λ the `weightDecay` of train, then as `optimizer.adamW` without its decay.
 * Kingma & Ba 2015, as torch.optim.Adam.
 */
export const adam = definePart<Adam>(description, { family: 'optimizer', kind: 'adam' })
