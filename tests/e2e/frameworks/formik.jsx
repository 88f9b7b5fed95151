// Fields without ids: Formik finds them by the name of the event's target.
import { Field, Form, Formik } from 'formik'
import { createRoot } from 'react-dom/client'
import { send } from './plain.js'

const validate = ({ name }) => (name.length < 3 ? { name: 'At least three letters.' } : {})

function SignUp() {
  return (
    <Formik initialValues={{ name: '', email: '' }} validate={validate} validateOnMount onSubmit={(values) => send(values)}>
      {({ isValid, values }) => (
        <Form className="signup">
          <label>
            Name <Field name="name" />
          </label>
          <label>
            Email <Field name="email" type="email" />
          </label>
          <button type="submit" disabled={!isValid}>
            Sign up
          </button>
          <output>{values.name.length + values.email.length}</output>
        </Form>
      )}
    </Formik>
  )
}

createRoot(document.getElementById('app')).render(<SignUp />)
