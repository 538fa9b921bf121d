import { rmSync } from "node:fs";
import { bindAlbum } from "./album.ts";
import { server } from "./server.ts";

export default function removeData(): void {
  rmSync(server.folder, { recursive: true, force: true });
  bindAlbum();
}
