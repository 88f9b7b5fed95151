/** Why the page could not do what it was asked: an `Error` whose `code` never changes and whose message says what to do. */

const SENTENCES = {
  'bad-policy': 'a reference in it leads nowhere; `waxseal policy lint` says which',
  'unknown-form': 'the policy has no form of this id; correct `data-waxseal` or add the form to the policy',
  'not-attached': 'this form is not protected; call `waxseal.protect(form)` first',
  'consent-unseen': 'the consent cannot be seen and read in the page; the line above says what of it',
  invalid: 'a field must be mended first',
  unsure: 'the person is being asked about a field',
  'field-missing': 'an answer would be lost; the line before this says which',
  'field-gone': 'an answer would be lost; the line before this says which',
  // In mode `post`, a GET would put the envelope into the URL, and so into histories and logs.
  'get-unsupported': 'mode `post` needs `method="post"` on the form; a GET would put the envelope into the URL',
  'receiver-unreachable': 'the receiver did not answer; if it is on another origin, look at its CORS and at `connect-src`',
  'random-failed': 'the browser gave no random bytes; look at what changed `crypto.getRandomValues`',
  'nothing-to-send': 'no purpose was given that needs any of the fields, so nothing may be sent',
  'not-prepared': 'the browser has made no key agreement yet; let `prepare` finish first',
  'too-large': 'more was typed than an envelope holds',
  'bad-key': 'nothing can be sealed to the keys of the policy; `waxseal policy lint` says why',
} as const

type Code = keyof typeof SENTENCES

export class Failure extends Error {
  constructor(
    readonly code: Code,
    readonly cause?: unknown,
  ) {
    super(SENTENCES[code])
  }
}

/** What the module threw: the code of why nothing was sealed. Anything else is a fault of its own, and stays what it is. */
export function failure(thrown: unknown): unknown {
  return typeof thrown === 'string' && thrown in SENTENCES ? new Failure(thrown as Code) : thrown
}
