/** Who gets in, what a form needs, what an answer allows: asked of the application itself. */
import { join } from "node:path";
import type { Hono } from "hono";
import { readCourse, readRoster } from "../course/index.ts";
import { type Gradebook, openGradebook } from "../gradebook/index.ts";
import type { Environment } from "./access/guard.ts";
import { Sessions } from "./access/sessions.ts";
import { makeApp } from "./app.tsx";
import { Site } from "./site.ts";
import { digestOf, makeTinyCourse, TINY } from "./tiny-course.ts";

const HOST = "127.0.0.1:8750";
const ORIGIN = `http://${HOST}`;

let app: Hono<Environment>;
let gradebook: Gradebook;

beforeEach(() => {
  const folder = makeTinyCourse();
  const [reading, roster] = [readCourse(folder), readRoster(join(folder, "roster.csv"))];
  if (!reading.ok || !roster.ok) throw new Error("the tiny course cannot be read");
  gradebook = openGradebook(join(folder, "gradebook.sqlite"));
  const site = new Site({ gradebook, course: { course: reading.course, roster: roster.students } });
  app = makeApp({
    site,
    sessions: new Sessions("secret"),
    hosts: ["127.0.0.1", "localhost", "grades.example.org"],
    user: "Grace",
  });
});
afterEach(() => gradebook.close());

function get(path: string, headers: Record<string, string> = {}) {
  return app.request(`${ORIGIN}${path}`, { headers: { host: HOST, ...headers } });
}

function post(path: string, fields: Record<string, string>, headers: Record<string, string> = {}) {
  const body = new URLSearchParams(fields);
  return app.request(`${ORIGIN}${path}`, { method: "POST", body, headers: { host: HOST, origin: ORIGIN, ...headers } });
}

async function login(): Promise<{ cookie: string; csrf: string }> {
  const answer = await get("/login?token=secret");
  const cookie = answer.headers.get("set-cookie")!.split(";")[0];
  const page = await (await get("/", { cookie })).text();
  return { cookie, csrf: /name="csrf" value="([^"]+)"/.exec(page)![1] };
}

describe("the door", () => {
  test("nothing is shown without a login, and nothing is changed", async () => {
    for (const path of ["/", "/students", `/a/${TINY}`, `/a/${TINY}/s/ada`, `/a/${TINY}/export/canvas.csv`, "/live"])
      expect((await get(path)).headers.get("location")).toBe("/login");
    expect((await post(`/a/${TINY}/regrade`, {})).status).toBe(401);
    expect((await get("/login?token=wrong")).status).toBe(401);
    expect((await get("/login?token=wrong")).headers.get("set-cookie")).toBeNull();
  });

  test("the token leaves the address at once; the cookie is out of reach of scripts and of other sites", async () => {
    const answer = await get("/login?token=secret");
    expect(answer.headers.get("location")).toBe("/");
    expect(answer.headers.get("set-cookie")).toMatch(/^gradlab-[0-9a-f]{8}=\S+; Path=\/; HttpOnly; SameSite=Strict$/);
  });

  test("another host name is turned away, whoever asks (DNS rebinding)", async () => {
    const { cookie } = await login();
    for (const host of ["attacker.example", "attacker.example:8750", "127.0.0.1.attacker.example", ""])
      expect((await get("/", { cookie, host })).status).toBe(421);
    expect((await get("/", { cookie, host: "localhost:8750" })).status).toBe(200);
  });

  test("after the logout the cookie opens nothing", async () => {
    const { cookie, csrf } = await login();
    await post("/logout", { csrf }, { cookie });
    expect((await get("/", { cookie })).status).toBe(303);
  });
});

describe("forms", () => {
  const fields = { question: "why", sha256: digestOf("ada"), points: "2", comment: "good", seen: "" };
  const path = `/a/${TINY}/s/ada/mark`;
  const given = () => gradebook.marks.history(TINY, "ada").map(({ points, author }) => [points, author]);

  test("from another site, or without the session's word, nothing is written", async () => {
    const { cookie, csrf } = await login();
    const foreign = { cookie, origin: "http://attacker.example", "sec-fetch-site": "cross-site" };
    expect((await post(path, { ...fields, csrf }, foreign)).status).toBe(403);
    expect((await post(path, { ...fields, csrf }, { cookie, origin: "null" })).status).toBe(403);
    expect((await post(path, fields, { cookie })).status).toBe(403);
    expect((await post(path, { ...fields, csrf: "guess" }, { cookie })).status).toBe(403);
    expect(given()).toEqual([]);
    expect((await post(path, { ...fields, csrf }, { cookie })).status).toBe(303);
    expect(given()).toEqual([[2, "Grace"]]);
  });

  test("a form that came through a proxy with TLS is our own", async () => {
    const { cookie, csrf } = await login();
    const proxied = { cookie, host: "grades.example.org", origin: "https://grades.example.org" };
    expect((await post(path, { ...fields, csrf }, proxied)).status).toBe(303);
    expect((await post(path, { ...fields, csrf }, { ...proxied, origin: "https://example.org" })).status).toBe(403);
    expect(given()).toEqual([[2, "Grace"]]);
  });

  test("points beyond the question's, of another submission, or behind another's back are refused with a reason", async () => {
    const { cookie, csrf } = await login();
    const notice = async (changed: Record<string, string>) => {
      await post(path, { ...fields, csrf, ...changed }, { cookie });
      return /role="status">\s*([^<]+)/.exec(await (await get("/", { cookie })).text())?.[1];
    };
    expect(await notice({ points: "3.5" })).toMatch(/expected points from 0 to 3/);
    expect(await notice({ points: "-1" })).toMatch(/expected points/);
    expect(await notice({ sha256: "old" })).toMatch(/newer submission/);
    expect(await notice({ question: "nothing" })).toMatch(/no such question/);
    expect(await notice({ points: "1,5" })).toMatch(/Saved: 1.5 points for why/);
    expect(await notice({ points: "3" })).toMatch(/Grace has marked this answer meanwhile/);
    expect(given()).toEqual([[1.5, "Grace"]]);
  });

  test("unanswered ones get 0 all at once, what somebody wrote stays open", async () => {
    const { cookie, csrf } = await login();
    await post(`/a/${TINY}/read/why/unanswered`, { csrf }, { cookie });
    const open = gradebook.standings(TINY).map(({ student, scores }) => [student, scores[1].outcome]);
    expect(open).toEqual([
      ["ada", "manual"],
      ["bob", "graded"],
      ["mallory", "manual"],
    ]);
  });
});

describe("what an answer allows", () => {
  test("no page may run a script but our own", async () => {
    const { cookie } = await login();
    const policy = (await get(`/a/${TINY}`, { cookie })).headers.get("content-security-policy")!;
    expect(policy).toContain("default-src 'none'");
    expect(policy).toMatch(/script-src 'self';/);
    expect(policy).not.toMatch(/unsafe-eval|script-src[^;]*unsafe-inline|style-src [^;]*unsafe-inline/);
    expect(policy).toContain("frame-ancestors 'none'");
  });

  test("an output comes alone in a sandbox", async () => {
    const { cookie } = await login();
    const base = `/a/${TINY}/s/mallory/output/${digestOf("mallory")}/3`;
    const [page, picture] = [await get(`${base}/1`, { cookie }), await get(`${base}/3`, { cookie })];
    for (const answer of [page, picture]) {
      expect(answer.headers.get("content-security-policy")).toMatch(/^sandbox; default-src 'none'/);
      expect(answer.headers.get("x-content-type-options")).toBe("nosniff");
    }
    expect(picture.headers.get("content-type")).toBe("image/svg+xml");
    expect((await get(`${base}/2`, { cookie })).status).toBe(404); // a drawing that holds more than shapes
    expect((await get(`${base}/99`, { cookie })).status).toBe(404);
  });

  test("what a student wrote is text on every page", async () => {
    const { cookie } = await login();
    const answers = await get(`/a/${TINY}/read/why`, { cookie });
    const paths = [`/a/${TINY}`, "/students", answers.headers.get("location")!];
    for (const view of ["questions", "changes", "notebook", "history"]) paths.push(`/a/${TINY}/s/mallory?view=${view}`);
    for (const path of paths) {
      const text = await (await get(path, { cookie })).text();
      expect(text.match(/<script/g)).toHaveLength(1);
      expect(text).not.toMatch(/<[^>]+\son\w+=|href="javascript|<b>Mallory|src="http/);
    }
  });

  test("no address leads to another file", async () => {
    for (const path of ["/assets/../package.json", "/assets/%2e%2e/package.json", "/assets/katex/fonts/../../x"])
      expect((await get(path)).status).not.toBe(200);
  });
});

test("lateness is taken off in the table and in the exports alike", async () => {
  const { cookie, csrf } = await login();
  await post(
    `/a/${TINY}/s/bob/mark`,
    { csrf, question: "double", sha256: digestOf("bob"), points: "4", seen: "" },
    { cookie },
  );
  const canvas = await (await get(`/a/${TINY}/export/canvas.csv`, { cookie })).text();
  expect(canvas).toMatch(/Bob Wild,,bob,bob,,3\.6/);
  expect(await (await get(`/a/${TINY}`, { cookie })).text()).toMatch(/>3\.6<\/td>/);
});

test("Moodle's worksheet comes back filled in; another file is answered with what was expected", async () => {
  const { cookie, csrf } = await login();
  const send = (text: string) => {
    const body = new FormData();
    body.set("csrf", csrf);
    body.set("worksheet", new File([text], "worksheet.csv"));
    return app.request(`${ORIGIN}/a/${TINY}/export/moodle.csv`, {
      method: "POST",
      body,
      headers: { host: HOST, origin: ORIGIN, cookie },
    });
  };
  expect(await (await send("ID number,Grade\nada,\n")).text()).toMatch(/ada,4/);
  await send("a,b\n1,2\n");
  expect(await (await get(`/a/${TINY}/export`, { cookie })).text()).toContain("expected the columns Grade");
});
