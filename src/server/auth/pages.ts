/** The two pages that stand before the page: no script, no style of their own, nothing from elsewhere. */

const head = '<!doctype html><html lang="en"><meta charset="utf-8"><meta name="robots" content="noindex">'

export const loginPage = (hasProvider: boolean): string => `${head}<title>Sign in · Stillwatch</title>
<meta name="viewport" content="width=device-width">
<main>
<h1>Stillwatch</h1>
${hasProvider ? '<p><a href="/auth/begin">Sign in with your organisation</a></p>' : ''}
<form method="post" action="/login">
<p><label>Token <input name="token" type="password" autocomplete="off" spellcheck="false" required></label>
<button>Sign in</button></p>
</form>
</main></html>`

/**
 * After the way over another site the browser would not send the strict cookie with a redirect; it does with what this
 * page asks for.
 */
export const onwardPage = `${head}<title>Stillwatch</title><meta http-equiv="refresh" content="0;url=/">
<p><a href="/">Continue</a></p></html>`
