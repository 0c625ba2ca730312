import { expect, it } from 'vitest'
import { isForeign } from '../../../src/core/feedback/language.js'

it.each([
  'Zu teuer für das, was sie brauchen, und der Vertrag ist zu lang',
  'C’est trop cher pour leur budget et ils ne veulent pas signer',
  'Dicen que es muy caro y que no les falta nada',
  'Troppo caro per loro, non sono pronti',
  'Het is te duur voor ons en dat willen ze niet',
  'É muito caro para o nosso cliente, mas não dizem',
  'Им слишком дорого',
  '高すぎると言われた',
  'מחיר גבוה מדי',
])('hears that this is not English: %s', (text) => expect(isForeign(text)).toBe(true))

it.each([
  'Too expensive for what it does',
  'needs SSO with Okta',
  'price',
  '🤷',
  '',
  '$48k?!',
  'La Redoute and El Corte want SAP integration',
  'The team at Der Spiegel is not ready to sign',
  'Müller: data must stay in Zürich',
  'no',
])('takes this for English, or too little to tell: %s', (text) => expect(isForeign(text)).toBe(false))
