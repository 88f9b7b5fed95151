// Messages the GOV.UK way: inline by the field, and a focused summary above the form that links to each, in the same words. A doubt is
// a question and refuses nothing. What was typed changes only where the person accepts a suggestion.

/** @typedef {import('./look.js').Looked} Looked */

/** @typedef {HTMLInputElement} Control */

/** @typedef {{ text(key: string, placeholder: string, argument: string, label: string): string, lang(): string }} Checks */

/** @typedef {{ field: string, looked: Looked, controls: Control[], marked: Control[], box: HTMLElement, text: HTMLElement }} Shown */

const [NOTE, DOUBT, ERROR] = [1, 2, 3]
const CLASSES = { [NOTE]: 'waxseal-note', [DOUBT]: 'waxseal-question', [ERROR]: 'waxseal-message' }

/** What one form shows. */
export class Messages {
  /** @type {Shown[]} */
  shown = []
  /** @type {[string, HTMLElement | undefined][]} */
  more = []
  /** Whether that is a question. */
  asks = false
  /** @type {HTMLElement | undefined} */
  summary
  count = 0

  /**
   * @param {HTMLFormElement} form
   * @param {Checks} checks
   * @param {string} prefix Starts the ids of the messages; unique in the page.
   */
  constructor(form, checks, prefix) {
    this.form = form
    this.checks = checks
    this.prefix = prefix
    // There before it says anything: a live region that comes with its words is not announced.
    this.status = make('div', { role: 'status', class: 'waxseal-status' })
    after(form, this.status)
  }

  /**
   * Shows a fault by its field.
   *
   * @param {string} field
   * @param {Looked} looked
   * @param {Control[]} controls
   */
  add(field, looked, controls) {
    const id = `${this.prefix}-${++this.count}`
    const box = make('div', { id, class: CLASSES[looked.weight] ?? '', ...this.speech() })
    if (looked.weight === ERROR) box.append(make('span', { class: 'waxseal-status' }, `${this.say('page.error')} `))
    const text = make('span', {}, looked.message, controls)
    box.append(text)
    const shown = { field, looked, controls, marked: [], box, text }
    if (looked.suggestion) box.append(this.offer(shown, looked.suggestion))
    after(anchor(controls[controls.length - 1]), box)
    mark(shown)
    this.shown.push(shown)
  }

  /**
   * Says something in the summary that is about no field of the policy.
   *
   * @param {string} text
   * @param {HTMLElement} [control]
   */
  say_more(text, control) {
    this.more.push([text, control])
  }

  /**
   * Asks the person to look at something before they send.
   *
   * @param {string} text
   */
  ask_first(text) {
    this.clear()
    this.asks = true
    this.more = [[text, undefined]]
    this.summarise(true)
  }

  /**
   * Asks about one field, without moving the focus. What is shown there already stays.
   *
   * @param {string} field
   * @param {Looked} looked
   * @param {Control[]} controls
   */
  ask(field, looked, controls) {
    if (this.fields().includes(field)) return
    this.status.setAttribute('lang', this.checks.lang())
    write(this.status, looked.message, controls)
    this.add(field, looked, controls)
  }

  /** Takes every message away. */
  clear() {
    this.shown.forEach(hide)
    this.shown = []
    this.more = []
    this.asks = false
    write(this.status)
    this.summary?.remove()
    this.summary = undefined
  }

  /** Takes away what the summary said beside the faults of fields. */
  clear_more() {
    if (!this.more.length) return
    this.more = []
    this.summarise()
  }

  /** The fields that have a message. */
  fields() {
    return this.shown.map(({ field }) => field)
  }

  /**
   * Replaces the message of `field` by what is wrong now; takes it away if nothing is. The summary follows. A question goes as soon as
   * another would be asked: that one waits until the person leaves the field.
   *
   * @param {string} field
   * @param {Looked | undefined} looked
   * @param {Control[]} controls
   */
  recheck(field, looked, controls) {
    const shown = this.shown.find((shown) => shown.field === field)
    if (!shown) return
    const { weight, message, at } = shown.looked
    const same = looked?.message === message
    if (looked && looked.weight === weight && (same || weight === ERROR)) {
      if (same && `${looked.at}` === `${at}`) return
      write(shown.text, looked.message, controls)
      unmark(shown)
      Object.assign(shown, { looked, controls })
      mark(shown)
    } else {
      this.shown = this.shown.filter((other) => other !== shown)
      hide(shown)
    }
    if (this.summary) this.summarise()
  }

  /** Puts all messages together above the form; with `focus` the person is led there. */
  summarise(focus = false) {
    this.summary?.remove()
    this.summary = undefined
    /** @type {[string | undefined, HTMLElement | undefined, Control[]?][]} */
    const faults = this.shown.flatMap(({ looked, marked }) => (looked.weight === NOTE ? [] : [[looked.message, marked[0], marked]]))
    const lines = faults.concat(this.more)
    if (!lines.length) return
    const asking = (this.asks || !this.more.length) && this.shown.every(({ looked }) => looked.weight !== ERROR)
    this.summary = make('div', { class: `waxseal-summary${asking ? ' waxseal-asking' : ''}`, tabindex: '-1', ...this.speech() })
    // On an inner element: some screen readers do not read the whole of a focused alert.
    const alert = make('div', { role: 'alert' })
    const list = make('ul')
    alert.append(make('h2', {}, this.say(asking ? 'page.question' : 'page.problem')), list)
    for (const [text, target, controls] of lines) {
      const item = make('li')
      const line = target ? make('a', { href: `#${target.getAttribute('id') ?? ''}` }, text, controls) : item
      if (target) {
        item.append(line)
        press(line, () => target.focus())
      } else {
        write(line, text)
      }
      list.append(item)
    }
    if (asking) alert.append(make('p', {}, this.say('page.send-anyway')))
    this.summary.append(alert)
    Element.prototype.before.call(this.form, this.summary)
    if (focus) this.summary.focus()
  }

  remove() {
    this.clear()
    this.status.remove()
  }

  /**
   * A button that puts the suggestion in.
   *
   * @param {Shown} shown
   * @param {string} suggestion
   */
  offer(shown, suggestion) {
    // The rest of a message from which a number is taken out is long, and the person knows it.
    const removes = shown.looked.code?.startsWith('scan-')
    const use = removes ? this.say('page.remove') : this.checks.text('page.use', 'suggestion', `\u0001${suggestion}\u0001`, '')
    const button = make('button', { type: 'button', class: 'waxseal-use' }, use, shown.controls)
    press(button, () => {
      const [control] = shown.marked
      if (!control) return
      // First the focus: filling takes the message away, and the button with it.
      control.focus()
      fill(control, suggestion)
    })
    return button
  }

  /** @param {string} key */
  say(key) {
    return this.checks.text(key, '', '', '')
  }

  speech() {
    return { lang: this.checks.lang(), dir: 'auto' }
  }
}

/**
 * A new element.
 *
 * @param {string} tag
 * @param {Record<string, string>} attributes
 * @param {string} [text]
 * @param {Control[]} [controls]
 */
function make(tag, attributes = {}, text, controls) {
  const element = document.createElement(tag)
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value)
  write(element, text, controls)
  return element
}

/**
 * Writes a sentence. What stands between two U+0001 was typed, or made of what was typed: it goes into closed roots, which people and
 * their screen readers read, and recorders of pages do not. Of an address whose first part is as it was typed only the domain is said.
 *
 * @param {HTMLElement} element
 * @param {string} [text]
 * @param {Control[]} [controls]
 */
function write(element, text = '', controls = []) {
  const pieces = text.split('\u0001').map((piece, i) => {
    if (i % 2 === 0) return piece
    const [local, domain] = piece.split('@')
    if (domain && controls.some(({ value }) => value.trim().startsWith(`${local}@`))) return domain
    const host = document.createElement('span')
    host.attachShadow({ mode: 'closed' }).append(piece)
    return host
  })
  element.replaceChildren(...pieces)
}

/**
 * @param {HTMLElement} element
 * @param {() => void} then
 */
function press(element, then) {
  element.addEventListener('click', (event) => {
    event.preventDefault()
    then()
  })
}

/**
 * Marks the controls that a fault is about.
 *
 * @param {Shown} shown
 */
function mark(shown) {
  const { looked, controls, box } = shown
  shown.marked = looked.at ? controls.filter((_, i) => looked.at?.includes(i)) : controls
  for (const control of shown.marked) {
    if (looked.weight === ERROR) control.setAttribute('aria-invalid', 'true')
    describe(control, box.id, true)
  }
}

/** @param {Shown} shown */
function unmark({ marked, box }) {
  for (const control of marked) {
    control.removeAttribute('aria-invalid')
    describe(control, box.id, false)
  }
}

/** @param {Shown} shown */
function hide(shown) {
  unmark(shown)
  shown.box.remove()
}

/**
 * @param {Element | undefined} anchor
 * @param {Element} element
 */
function after(anchor, element) {
  if (anchor) Element.prototype.after.call(anchor, element)
}

/**
 * What a message goes after: the control, or its label where that is around it or follows it, so that label and control stay side by
 * side and the message does not become part of the label.
 *
 * @param {HTMLInputElement | undefined} control
 */
function anchor(control) {
  const label = control?.labels?.[0]
  return label && (label.contains(control ?? null) || control?.nextElementSibling === label) ? label : control
}

/**
 * Adds `id` to what describes the control, or takes it away.
 *
 * @param {Element} control
 * @param {string} id
 * @param {boolean} on
 */
function describe(control, id, on) {
  const ids = new Set(control.getAttribute('aria-describedby')?.match(/\S+/g))
  if (on) ids.add(id)
  else ids.delete(id)
  if (ids.size) control.setAttribute('aria-describedby', [...ids].join(' '))
  else control.removeAttribute('aria-describedby')
}

/**
 * Puts a value in as if the person had typed it: scripts that watch the property hear of it too.
 *
 * @param {HTMLInputElement} control
 * @param {string} value
 */
function fill(control, value) {
  const prototype = control instanceof HTMLTextAreaElement ? HTMLTextAreaElement.prototype : HTMLInputElement.prototype
  Reflect.set(prototype, 'value', value, control)
  for (const type of ['input', 'change']) control.dispatchEvent(new Event(type, { bubbles: true, composed: true }))
}
