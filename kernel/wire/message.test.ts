import { decode, encode, type Message, newHeader } from "./message.ts";
import { Signer } from "./signature.ts";

const signer = new Signer("secret");

function message(content: Record<string, unknown> = { code: "é \u2028" }): Message {
  const header = newHeader("execute_request", "session", "me");
  return {
    identities: [Buffer.from("client")],
    header,
    parent: {},
    metadata: {},
    content,
    buffers: [Buffer.from([0, 255])],
  };
}

test("a message comes back as it was sent, identities and buffers included", () => {
  const sent = message();
  expect(decode(encode(sent, signer), signer)).toEqual({ ok: true, message: sent });
});

// Signed with Python: hmac.new(b"secret", b'{}{}{}{"a":1}', hashlib.sha256).hexdigest()
test("the signature is the HMAC-SHA256 of the four parts in order", () => {
  const parts = ["{}", "{}", "{}", '{"a":1}'].map((part) => Buffer.from(part));
  expect(signer.sign(parts)).toBe("9335a27f3b96ceef8d908311214c9b96d0a1763df3e479e8e92f19b227d8b058");
});

test.each([
  ["another key", () => encode(message(), new Signer("other")), "wrong signature"],
  ["no signature", () => encode(message(), new Signer("")), "wrong signature"],
  ["no delimiter", () => [Buffer.from("x")], "no <IDS|MSG> delimiter"],
  ["too few frames", () => encode(message(), signer).slice(0, 4), "expected 5 frames after the delimiter, got 2"],
])("a message with %s is refused", (_name, frames, reason) => {
  expect(decode(frames(), signer)).toEqual({ ok: false, reason });
});

test("changed content is refused before it is parsed", () => {
  const frames = encode(message(), signer);
  frames[6] = Buffer.from("{not json");
  expect(decode(frames, signer)).toEqual({ ok: false, reason: "wrong signature" });
});

test("a message that is sent twice is refused the second time", () => {
  const frames = encode(message(), signer);
  expect(decode(frames, signer).ok).toBe(true);
  expect(decode(frames, signer)).toEqual({ ok: false, reason: "replayed: this signature was seen before" });
});

test("signed frames that are not JSON objects are refused", () => {
  const parts = ["[]", "{}", "{}", "{}"].map((part) => Buffer.from(part));
  const frames = [Buffer.from("<IDS|MSG>"), Buffer.from(signer.sign(parts)), ...parts];
  expect(decode(frames, signer)).toEqual({
    ok: false,
    reason: "header, parent, metadata and content must be JSON objects",
  });
});
