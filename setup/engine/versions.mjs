// What the native engine is made of: one table of versions and checksums, so that raising one is one edit.

/**
 * libtensorflow comes out of TensorFlow's own Python wheels on PyPI: the shared library in them exports the C API that
 * the binding of @tensorflow/tfjs-node is written against, and no Python is needed to run it. Digests as PyPI lists them.
 * @typedef {object} Wheel
 * @property {string} project the project's name on PyPI
 * @property {string} version
 * @property {string} platform pip's platform tag
 * @property {string} sha256
 * @property {number} megabytes size of the download
 */

/** @type {Record<string, Wheel>} by `process.platform-process.arch` */
export const wheels = {
  "linux-x64": {
    project: "tensorflow-cpu",
    version: "2.21.0",
    platform: "manylinux_2_27_x86_64",
    sha256: "2b847d217b02ee7731ed91431daf3250daa0196c3c94614d23be27232e6e5b6c",
    megabytes: 274,
  },
  "linux-arm64": {
    project: "tensorflow",
    version: "2.21.0",
    platform: "manylinux_2_27_aarch64",
    sha256: "4b24aca16d527a3cf1c37f720c04c484c3d20f4d0fdfa98632ac8b9f3be6eb5c",
    megabytes: 280,
  },
};

/** The wheels are taken for this Python, whichever Python runs pip: the library inside does not depend on it. */
export const wheelPython = "3.11";

/** Raise this when the layout of the cached engine changes. */
export const layout = 1;
