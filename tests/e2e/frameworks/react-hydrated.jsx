// Came from the server, and is hydrated after the consent was drawn and something was typed.
import { hydrateRoot } from 'react-dom/client'
import { useState } from 'react'

function SignUp() {
  const [name, setName] = useState('')
  return (
    <form className="signup">
      <label>Name <input name="name" value={name} onChange={(event) => setName(event.target.value)} /></label>
      <label>Email <input name="email" type="email" /></label>
      <label><input name="later" type="checkbox" /> Call me later</label>
      <select name="size"><option>Small</option><option>Large</option></select>
      <button>Sign up</button>
    </form>
  )
}

window.hydrate = () => hydrateRoot(document.getElementById('app'), <SignUp />, { onRecoverableError() {} })
