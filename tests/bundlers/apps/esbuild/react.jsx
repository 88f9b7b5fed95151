import './observe.js'
import { createRoot } from 'react-dom/client'
import { start } from 'waxseal/inline'
import { WaxsealForm } from 'waxseal/react'

start({ policy: '/waxseal.json' })

const field = (id, label, type) => (
  <label>
    {label} <input id={id} data-waxseal-field={id} type={type} />
  </label>
)

createRoot(document.body.appendChild(document.createElement('main'))).render(
  <WaxsealForm form="signup" className="signup">
    {({ status }) => (
      <>
        <output>{status}</output>
        {field('name', 'Name', 'text')}
        {field('email', 'E-Mail', 'email')}
        {field('phone', 'Telefon', 'tel')}
        <button id="send">Anmelden</button>
      </>
    )}
  </WaxsealForm>,
)
