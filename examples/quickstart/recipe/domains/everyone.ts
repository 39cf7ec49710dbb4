import { meeting } from './define.js'

/** Who may turn up anywhere. */
export const anyone = 'man, woman|lady, children+|kids+'

/** What people do to each other anywhere. */
export const meetings = [
  meeting('help|assist|=give help to'),
  meeting('thank|=say thank you to'),
  meeting('greet|=say hello to'),
  meeting('call|phone|=make a phone call to'),
  meeting('praise|=say kind words about', 'criticize|=find fault with'),
  meeting('follow|=walk behind'),
  meeting('visit|=pay a visit to'),
  meeting('photograph|=take a picture of'),
  meeting('warn|=give a warning to'),
  meeting('hug|embrace|=give a hug to'),
  meeting('listen to|=pay attention to', 'ignore|=pay no attention to'),
]

export const sizes = 'big|large, small|little'
export const ages = 'old, new'
export const colours = 'red, blue, green, black, white'

/** What may be hotter, older or dearer than the other. */
export const heights = 'tall < short'
export const prices = 'expensive|costly < cheap'
export const weights = 'heavy < light'
