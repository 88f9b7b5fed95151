// What was typed is carried over to a form that a script put in place.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { page } from './lib/dom'
import { carry } from '../../www/loader/carry'

const MARKUP = `<form><input id="email"><input id="kept" value="came with it"><input id="box" type="checkbox"><input type="radio" id="a" name="r"><input type="radio" id="b" name="r">
  <select id="size"><option>S<option>M</select><textarea id="note">As it came</textarea><input type="hidden" id="token" value="1"><button>Send</button></form>`

function forms(change: (form: HTMLFormElement) => void, other = MARKUP): [HTMLFormElement, HTMLFormElement] {
  const before = page(MARKUP)
  change(before)
  return [before, page(other)]
}
const control = (form: HTMLFormElement, id: string): HTMLInputElement => form.querySelector(`#${id}`)!

test('every kind of control that the person changed, and nothing else', () => {
  const [before, after] = forms((form) => {
    control(form, 'email').value = 'ada@example.com'
    control(form, 'box').checked = true
    control(form, 'b').checked = true
    control(form, 'size').value = 'M'
    control(form, 'note').value = 'Mine'
    control(form, 'token').value = '2'
  })
  const heard: string[] = []
  after.addEventListener('input', ({ target }) => void heard.push((target as HTMLElement).id))
  carry(before, after)
  const values = ['email', 'kept', 'size', 'note', 'token'].map((id) => control(after, id).value)
  assert.deepEqual(values, ['ada@example.com', 'came with it', 'M', 'Mine', '1'])
  assert.deepEqual(
    ['box', 'a', 'b'].map((id) => control(after, id).checked),
    [true, false, true],
  )
  assert.deepEqual(new Set(heard), new Set(['email', 'box', 'b', 'size', 'note']), 'frameworks hear of each')
})

test('what the page filled in itself stays', () => {
  const [before, after] = forms((form) => (control(form, 'email').value = 'ada@example.com'))
  control(after, 'email').value = 'from the page'
  carry(before, after)
  assert.equal(control(after, 'email').value, 'from the page')
})

test('a form that is not alike, or follows one that was sealed, stays empty', () => {
  const typed = (form: HTMLFormElement): void => void (control(form, 'email').value = 'ada@example.com')
  const [before, other] = forms(typed, MARKUP.replace('id="email"', 'id="phone"'))
  carry(before, other)
  assert.equal(control(other, 'phone').value, '')
  const [sent, fresh] = forms((form) => (typed(form), void form.dispatchEvent(new Event('waxseal:sealed', { bubbles: true }))))
  carry(sent, fresh)
  assert.equal(control(fresh, 'email').value, '')
})
