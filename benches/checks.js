// Runs in the page: a check of ours beside those of libraries that people use for it. Ten inputs that are right and ten that are not, in turn.
import { electronicFormatIBAN, isValidIBAN } from 'ibantools'
import { parsePhoneNumberFromString as most } from 'libphonenumber-js/max'
import { parsePhoneNumberFromString as least } from 'libphonenumber-js/min'
import isCreditCard from 'validator/es/lib/isCreditCard'
import isEmail from 'validator/es/lib/isEmail'
import isIBAN from 'validator/es/lib/isIBAN'

const INPUTS = {
  email: [
    'ada@example.com',
    'ada.lovelace@mail.example.co.uk',
    "o'connor+news@example.org",
    'a@example.museum',
    'ada@gmail.com',
    'info@example.de',
    'x_y-z@example.net',
    'ada@xn--bcher-kva.example',
    '12345@example.com',
    'ada@t-online.de',
    'ada',
    'ada@example',
    '@example.com',
    'ada@@example.com',
    'ada@example..com',
    'a b@example.com',
    'ada@-example.com',
    '"a"@example.com',
    'ada@[192.0.2.1]',
    'ada@example.c',
  ],
  tel: [
    '+442079460958',
    '+493012345678',
    '+33123456789',
    '+16502530000',
    '+390236618300',
    '+34912345678',
    '+48123456789',
    '+31201234567',
    '+46812345678',
    '+4915123456789',
    '+44207946',
    '+49301',
    '+331234567',
    '+1650253',
    '+9991234567',
    '+44abc',
    '+341234',
    '+4812',
    '+3120123456789012',
    '+46',
  ],
  iban: [
    'GB33BUKB20201555555555',
    'DE89370400440532013000',
    'FR1420041010050500013M02606',
    'NL91ABNA0417164300',
    'ES9121000418450200051332',
    'IT60X0542811101000000123456',
    'BE68539007547034',
    'AT611904300234573201',
    'CH9300762011623852957',
    'PL61109010140000071219812874',
    'DE89370400440532013001',
    'GB33BUKB2020155555555',
    'FR14',
    '',
    'XX00',
    'NL91ABNA041716430',
    'ES91210004184502000513AA',
    'IT60',
    'DE8937040044053201300X',
    'CH93007620116238529579',
  ],
  card: [
    '4242424242424242',
    '5555555555554444',
    '378282246310005',
    '6011111111111117',
    '30569309025904',
    '3566002020360505',
    '4000056655665556',
    '5200828282828210',
    '2223003122003222',
    '4012888888881881',
    '4242424242424241',
    '5555555555554445',
    '1234',
    '',
    '378282246310006',
    '42424242',
    'abcd',
    '0000000000000001',
    '6011111111111118',
    '3566002020360506',
  ],
}

const PEERS = {
  email: { validator: isEmail },
  tel: { 'libphonenumber-js/min': (input) => least(input)?.isValid(), 'libphonenumber-js/max': (input) => most(input)?.isValid() },
  iban: { validator: isIBAN, ibantools: (input) => isValidIBAN(electronicFormatIBAN(input) ?? '') },
  card: { validator: isCreditCard },
}

const KINDS = { email: 'email', tel: 'tel', iban: 'iban', card: 'cc-number' }
/** Inputs checked per sample: the clock ticks every 5 µs. */
const REPEAT = 100

/** Milliseconds per check, by row and library, one for each of `rounds`. */
export async function measure({ warmUp, rounds }) {
  const { make } = await import(/* the page's own */ `${location.origin}/waxseal-fields.js`)
  const form = make('en', 'DE')
  for (const [row, kind] of Object.entries(KINDS)) {
    form.meet(row, kind, '')
    form.settle(row, [], row)
  }
  // The parts that have these kinds.
  await form.pending()
  const samples = {}
  for (let round = 0; round < warmUp + rounds; round += 1) {
    for (const [row, inputs] of Object.entries(INPUTS)) {
      const field = form.field(row)
      const rules = form.rulesOf(field)
      const contenders = { waxseal: (input) => rules.check(field.number, input) < 2, ...PEERS[row] }
      for (const [name, check] of Object.entries(contenders)) {
        let taken = 0
        const begin = performance.now()
        for (let i = 0; i < REPEAT; i += 1) for (const input of inputs) taken += check(input) ? 1 : 0
        const took = (performance.now() - begin) / (REPEAT * inputs.length)
        if (taken === 0) throw new Error(`${name} takes no ${row}`)
        if (round >= warmUp) ((samples[`check-${row}`] ??= {})[name] ??= []).push(took)
      }
    }
  }
  return samples
}
