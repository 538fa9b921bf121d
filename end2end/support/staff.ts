import { execFileSync } from "node:child_process";
import { createHmac } from "node:crypto";
import { server } from "./server.ts";

/** A link that invites somebody, as whoever runs the server makes it. */
export function invitation(email: string, role: string, institution?: string): string {
  const more = institution === undefined ? [] : ["--institution", institution];
  const args = ["--data-dir", server.folder, "staff", "invite", email, "--role", role, ...more];
  const said = execFileSync(server.program, args, { encoding: "utf8" });
  const link = /\/staff\/invitation\?token=[0-9a-f]{64}/.exec(said)?.[0];
  if (link === undefined) throw new Error(said);
  return link;
}

/** The code that an app shows for a secret (RFC 6238), so many half minutes from now. */
export function oneTimeCode(secret: string, steps = 0): string {
  const alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
  const bits = [...secret.replaceAll(" ", "")].map((letter) => alphabet.indexOf(letter).toString(2).padStart(5, "0")).join("");
  const key = Buffer.from((bits.match(/.{8}/g) ?? []).map((byte) => Number.parseInt(byte, 2)));
  const counter = Buffer.alloc(8);
  counter.writeBigUInt64BE(BigInt(Math.floor(Date.now() / 30_000) + steps));
  const digest = createHmac("sha1", key).update(counter).digest();
  const offset = digest.readUInt8(19) & 15;
  return String((digest.readUInt32BE(offset) & 0x7fff_ffff) % 1_000_000).padStart(6, "0");
}
