// What the developer is told of names that lead nowhere, and which controls have left the page. Names, never a value.

/** @type {Record<string, (name: string, other: string | undefined) => string>} */
const MENDS = {
  'field-missing': (name, other) =>
    `policy field \`${name}\` has no control${other ? `; the form has \`${other}\`` : ''}: give its control data-waxseal-field="${name}"`,
  'field-gone': (name) => `the control of field \`${name}\` was filled in and has left the page: hide it instead`,
  'field-unknown': (name, other) =>
    `control \`${name}\` is no field of the policy and is not sent${other ? `; it has \`${other}\`` : ''}: add it to \`fields\` or \`clear\``,
  'clear-missing': (name) => `\`clear\` names \`${name}\`, and no control is called so`,
  'channel-missing': (name, channel) => `purpose \`${name}\` goes by ${channel}, and no control for it is of such a kind`,
  'file-unsupported': (name) => `control \`${name}\` holds files, which are not sent`,
  'control-unsupported': (name) => `control \`${name}\` is a custom element and is not sent: mirror it in an <input>`,
}

/** As in www/loader/policy.ts. */
const LOOPBACK = /^(localhost|.+\.localhost|127(\.\d+){3}|\[::1\])$/

/** What is remembered of one form. */
export class Watch {
  /** Names of controls that have left, and whether they held something. */
  gone = new Map()
  told = new Set()

  /**
   * @param {HTMLFormElement} form
   * @param {string} id Its form in the policy.
   */
  constructor(form, id) {
    this.form = form
    this.id = id
    // Those outside name the form by its id.
    // From the prototypes: a control with the id `getAttribute` hides the form's own.
    const named = Element.prototype.getAttribute.call(form, 'id')
    this.observer = new MutationObserver((records) => {
      const left = records.flatMap(({ target, removedNodes }) => {
        const inside = Node.prototype.contains.call(form, target)
        const elements = [...removedNodes].flatMap((node) => (node instanceof Element ? [node, ...node.querySelectorAll('*')] : []))
        return elements.filter((element) => 'value' in element && (inside || (named && element.getAttribute('form') === named)))
      })
      const inputs = /** @type {HTMLInputElement[]} */ (left)
      for (const input of inputs) this.gone.delete(nameOf(input))
      for (const input of inputs) {
        const chosen = input.checked || !/^(checkbox|radio)$/.test(input.type)
        if (chosen && input.value && !input.matches(':disabled')) this.gone.set(nameOf(input), true)
      }
    })
    this.observer.observe(Node.prototype.getRootNode.call(form), { childList: true, subtree: true })
  }

  /** @param {string} name */
  left(name) {
    return this.gone.has(name)
  }

  forget() {
    this.gone.clear()
  }

  end() {
    this.observer.disconnect()
  }

  /**
   * Tells the developer, once. What nobody sees may well be meant so.
   *
   * @param {string} code
   * @param {string} name
   * @param {string | undefined} nearest
   * @param {Element[]} controls
   */
  tell(code, name, nearest, controls) {
    const line = `form \`${this.id}\`: ${MENDS[code]?.(name, nearest)}`
    if (this.told.has(line)) return
    this.told.add(line)
    const unseen = controls.length > 0 && controls.every((control) => !control.getClientRects().length)
    if (unseen) console.warn(`waxseal: ${code}: ${line}`)
    else tell(this.form, code, line)
  }
}

/**
 * Tells the developer: on the console, and on their own machine by the form as well.
 *
 * @param {HTMLFormElement} form
 * @param {string} code
 * @param {string} sentence
 */
export function tell(form, code, sentence) {
  const line = `waxseal: ${code}: ${sentence}`
  console.error(line)
  if (!LOOPBACK.test(location.hostname)) return
  const root = /** @type {Document} */ (Node.prototype.getRootNode.call(form))
  if ([...root.querySelectorAll('.waxseal-mend')].some((mend) => mend.textContent === line)) return
  const mend = Object.assign(document.createElement('pre'), { className: 'waxseal-mend', translate: false, textContent: line })
  Element.prototype.before.call(form, mend)
}

/** @param {Element} control */
function nameOf(control) {
  return control.getAttribute('data-waxseal-field') || control.getAttribute('name') || control.id
}
