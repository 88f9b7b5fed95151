// Which forms are protected, and by which form of the policy.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { page } from './lib/dom'
import { formAround, isProtected, policyForm, protectedForms, readRules } from '../../www/loader/find'
import { WaxsealError } from '../../www/loader/errors'

test('a selector may hold colons and commas of its own', () => {
  readRules('form:not(.plain, .other):signup , #news:newsletter')
  assert.equal(policyForm(page('<form class="any">')), 'signup')
  assert.equal(policyForm(page('<form class="other" id="news">')), 'newsletter')
  assert.equal(policyForm(page('<form class="plain">')), undefined)
})

test('a list that cannot be read names its fault', () => {
  for (const list of ['form', ':signup', 'form:Sign Up', 'form >:signup', 'form:signup, nonsense']) {
    assert.throws(
      () => readRules(list),
      (error) => error instanceof WaxsealError && error.code === 'forms-malformed',
      list,
    )
  }
})

test('once found a form stays protected, whatever becomes of its attributes', () => {
  const form = page('<form class="plain" data-waxseal="signup">')
  assert.deepEqual(protectedForms(document), [form])
  form.removeAttribute('data-waxseal')
  assert.equal(policyForm(form), 'signup')
  assert.equal(isProtected(form), true)
})

test('a form that cannot be asked is protected', () => {
  const form = page('<form class="plain">')
  Object.setPrototypeOf(form, null)
  assert.equal(isProtected(form), true)
})

test('a control finds its form by owner, by the number of a radio button, or by where it lies', () => {
  const form = page('<form class="plain" id="f" data-waxseal-id="7"><b>x</b></form><input form="f"><input type="radio" data-waxseal-owner="7"><p>')
  for (const selector of ['b', 'input', '[type=radio]']) assert.equal(formAround(document.querySelector(selector)), form, selector)
  for (const target of [document.querySelector('p'), document, null, 'form']) assert.equal(formAround(target), null)
})
