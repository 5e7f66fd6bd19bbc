/** Who is logged in: a token lets in, a session remembers the name that marks are given under. */
import { createHash, randomBytes, timingSafeEqual } from "node:crypto";

export interface Session {
  /** What a cookie holds. */
  id: string;
  /** Goes along with every form, so that no other site can send one. */
  csrf: string;
  user: string;
  /** What the next page says of the form that was just sent. */
  notice?: string;
}

/** Sessions at a time; the oldest one ends first. */
const MAX_SESSIONS = 200;

export class Sessions {
  readonly token: string;
  private readonly open = new Map<string, Session>();

  constructor(token = randomBytes(24).toString("base64url")) {
    this.token = token;
  }

  /** A session for whoever knows the token; undefined for anybody else. */
  login(token: string, user: string): Session | undefined {
    if (!sameText(token, this.token)) return undefined;
    const session: Session = {
      id: randomBytes(24).toString("base64url"),
      csrf: randomBytes(24).toString("base64url"),
      user,
    };
    if (this.open.size >= MAX_SESSIONS) this.open.delete(this.open.keys().next().value as string);
    this.open.set(session.id, session);
    return session;
  }

  find(id: string | undefined): Session | undefined {
    return id === undefined ? undefined : this.open.get(id);
  }

  logout(id: string): void {
    this.open.delete(id);
  }
}

/** Compares in a time that tells nothing of where two texts differ. */
export function sameText(one: string, other: string): boolean {
  const digest = (text: string) => createHash("sha256").update(text).digest();
  return timingSafeEqual(digest(one), digest(other));
}
