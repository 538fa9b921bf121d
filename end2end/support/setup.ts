import { clearAlbum } from "./album.ts";

export default function prepare(): void {
  clearAlbum();
}
