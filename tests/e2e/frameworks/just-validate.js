import JustValidate from 'just-validate'
import { send } from './plain.js'

const validator = new JustValidate('.signup', { validateBeforeSubmitting: true })
validator
  .addField('#name', [{ rule: 'required' }, { rule: 'minLength', value: 3 }])
  .addField('#email', [{ rule: 'required' }, { rule: 'email' }])
  .onSuccess(() => send({ name: document.getElementById('name').value, email: document.getElementById('email').value }))
document.querySelector('.signup').addEventListener('waxseal:submit', (event) => {
  if (!validator.isValid) event.preventDefault()
})
