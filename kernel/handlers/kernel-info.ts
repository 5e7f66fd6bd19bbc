/** `kernel_info_request`: what this kernel is and can. Never waits for anything. */

import type { Handler } from "../server/state.ts";
import { VERSION } from "../version.ts";
import { PROTOCOL_VERSION } from "../wire/message.ts";

export const kernelInfo: Handler = (request) => {
  request.reply({
    status: "ok",
    protocol_version: PROTOCOL_VERSION,
    implementation: "gradlab",
    implementation_version: VERSION,
    language_info: {
      name: "typescript",
      version: "7.0.2",
      mimetype: "text/typescript",
      file_extension: ".ts",
      pygments_lexer: "typescript",
      codemirror_mode: "typescript", // the one name that JupyterLab, the classic Notebook and VS Code all colour
      nbconvert_exporter: "script",
    },
    banner: `Gradlab ${VERSION}: TypeScript on Node ${process.versions.node}. %help lists what a cell can do.`,
    debugger: true,
    supported_features: ["debugger"],
    help_links: [
      { text: "TypeScript handbook", url: "https://www.typescriptlang.org/docs/handbook/" },
      { text: "Node.js API", url: "https://nodejs.org/docs/latest/api/" },
    ],
  });
};
