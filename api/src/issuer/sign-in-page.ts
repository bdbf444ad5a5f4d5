/** Somebody who can sign in at the local issuer. */
export interface LocalIdentity {
  subject: string;
  name: string;
}

/** Who to be, and the password that the start printed. */
export function signInPage(
  uid: string,
  identities: readonly LocalIdentity[],
  isWrong: boolean,
): string {
  const choices = identities.map(
    ({ subject, name }) =>
      `<p><label><input type="radio" name="subject" value="${text(subject)}" required> ${text(name)}</label></p>`,
  );
  const refusal = isWrong
    ? '<p role="alert">Ce n’est pas le mot de passe affiché au démarrage. / Not the password that the start printed.</p>'
    : '';
  return pageOf(`<h1>Comptes de démonstration / Demonstration accounts</h1>
${refusal}
<form method="post" action="/interaction/${text(uid)}">
${choices.join('\n')}
<p><label>Mot de passe affiché au démarrage / Password that the start printed
<input type="password" name="password" required autocomplete="off"></label></p>
<p><button>Se connecter / Sign in</button></p>
</form>`);
}

/** Asks before it ends the session. */
export const signOutPage = (form: string): string =>
  pageOf(`<h1>Se déconnecter / Sign out</h1>
${form}
<p><button form="op.logoutForm" name="logout" value="yes">Se déconnecter / Sign out</button></p>`);

export const signedOutPage = pageOf('<h1>Déconnecté / Signed out</h1>');

function pageOf(content: string): string {
  return `<!doctype html>
<html lang="fr">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<title>Vigie – comptes de démonstration</title>
${content}
</html>
`;
}

function text(content: string): string {
  return content.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;');
}
