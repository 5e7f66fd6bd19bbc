/** The door: the token from the terminal, and the name that marks are given under. */

export function LoginPage({ user, wrong }: { user: string; wrong: boolean }) {
  return (
    <form class="card login" method="post" action="/login">
      <h1>Log in</h1>
      <p class="soft">
        The terminal in which <code>gradlab serve</code> runs shows a link with the token.
      </p>
      {wrong && (
        <p class="note bad" role="alert">
          That is not the token of this server.
        </p>
      )}
      <label>
        Token
        <input type="password" name="token" required autocomplete="off" />
      </label>
      <label>
        Your name, kept with the points that you give
        <input type="text" name="user" value={user} required maxlength={60} autocomplete="name" />
      </label>
      <button type="submit" class="main">
        Log in
      </button>
    </form>
  );
}

/** What a wrong address or a fault of ours looks like. */
export function MessagePage({ title, text }: { title: string; text: string }) {
  return (
    <section class="card">
      <h1>{title}</h1>
      <p>{text}</p>
      <p>
        <a href="/">To the assignments</a>
      </p>
    </section>
  );
}
