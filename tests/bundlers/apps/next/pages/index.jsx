import { start } from 'waxseal/inline'
import { WaxsealForm } from 'waxseal/react'

// The page's eyes for the test; a server has no window.
if (typeof window !== 'undefined') require('../observe.js')
start({ policy: '/waxseal.json' })

const field = (id, label, type) => (
  <label>
    {label} <input id={id} data-waxseal-field={id} type={type} />
  </label>
)

export default function SignUp() {
  return (
    <WaxsealForm form="signup">
      {field('name', 'Name', 'text')}
      {field('email', 'E-Mail', 'email')}
      {field('phone', 'Telefon', 'tel')}
      <button id="send">Anmelden</button>
    </WaxsealForm>
  )
}
