import { mkdtempSync } from "node:fs";
import { createServer, type AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";

/** A port that nothing listens on just now. */
async function freePort(): Promise<number> {
  return new Promise((done, fail) => {
    const probe = createServer();
    probe.on("error", fail);
    probe.listen(0, "127.0.0.1", () => {
      const { port } = probe.address() as AddressInfo;
      probe.close(() => done(port));
    });
  });
}

// Workers load the configuration as well, and must find the server that the first process chose.
process.env["LENDLIGHT_TEST_PORT"] ??= String(await freePort());
process.env["LENDLIGHT_TEST_FOLDER"] ??= mkdtempSync(join(tmpdir(), "lendlight-browser-"));

const program = process.env["LENDLIGHT_BIN"] ?? resolve(import.meta.dirname, "../../target/debug/lendlight");
const port = process.env["LENDLIGHT_TEST_PORT"];
const folder = process.env["LENDLIGHT_TEST_FOLDER"];

/** The server under test: the binary on an empty folder, with the demo catalogue. */
export const server = {
  address: `http://127.0.0.1:${port}`,
  folder,
  program,
  command: `exec "${program}" --data-dir "${folder}" serve --listen 127.0.0.1:${port}`,
};
