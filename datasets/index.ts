/** Data sets of the course: real files and made stand-ins in the same formats. */
export { type ActivityData, type ActivityOptions, activityClasses, getActivityData } from "./activity/activity.ts";
export { type CaptionOptions, loadCaptionData } from "./captions/captions.ts";
export { type Cifar10Data, type Cifar10Options, cifar10Classes, getCifar10Data } from "./cifar10/cifar10.ts";
export { parseCifar10Pickle } from "./cifar10/pickle.ts";
export { type Cifar10Batch, encodeCifar10Batch, parseCifar10Batch } from "./cifar10/records.ts";
export { makeSyntheticCifar10, type SyntheticCifar10Options } from "./cifar10/synthetic.ts";
export type { Seed } from "./draw.ts";
export { DataFileError } from "./error.ts";
export {
  type FashionMnistData,
  type FashionMnistOptions,
  fashionMnistClasses,
  getFashionMnistData,
} from "./fashion-mnist/fashion-mnist.ts";
export { dataFolder, dataFolders } from "./folder.ts";
export { getIrisData, type IrisData, parseIris } from "./iris/iris.ts";
export { getPatches, type PatchOptions } from "./patches/patches.ts";
export { getPictures } from "./pictures/pictures.ts";
export { DATASETS, dataSet } from "./registry/registry.ts";
export type { ContentFile, DataSet, Digest, RemoteFile } from "./registry/types.ts";
export type { Source } from "./source.ts";
export { type GetOptions, type GetResult, get } from "./verbs/get.ts";
export { type MakeOptions, make, makeFiles, STAND_INS } from "./verbs/make.ts";
export { type FileReport, isPresent, verify } from "./verbs/verify.ts";
