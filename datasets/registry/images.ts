import type { ContentFile, DataSet, Digest } from "./types.ts";

const sha256 = (hex: string): Digest => ({ kind: "sha256", hex });

const CIFAR_BATCHES: ContentFile[] = [
  ["data_batch_1.bin", "cee916563c9f80d84e3cc88e17fdc0941787f1244f00a67874d45b261883ada5"],
  ["data_batch_2.bin", "a591ca11fa1708a91ee40f54b3da4784ccd871ecf2137de63f51ada8b3fa57ed"],
  ["data_batch_3.bin", "bbe8596564c0f86427f876058170b84dac6670ddf06d79402899d93ceea26f67"],
  ["data_batch_4.bin", "014e562d6e23c72197cc727519169a60359f5eccd8945ad5a09d710285ff4e48"],
  ["data_batch_5.bin", "755304fc0b379caeae8c14f0dac912fbc7d6cd469eb67a1029a08a39453a9add"],
  ["test_batch.bin", "8e2eb146ae340b09e24670f29cabc6326dba54da8789dab6768acf480273f65b"],
].map(([name, hex]) => ({ path: `cifar-10-batches-bin/${name}`, bytes: 30_730_000, digest: sha256(hex) }));

const CIFAR_TERMS = {
  home: "https://www.cs.toronto.edu/~kriz/cifar.html",
  licence: "none stated; the authors ask that their report be cited",
  citation: "Krizhevsky, Learning Multiple Layers of Features from Tiny Images, 2009",
};

export const CIFAR10: DataSet = {
  name: "cifar10",
  title: "CIFAR-10, binary form: 60,000 colour images 32x32 in 10 classes",
  ...CIFAR_TERMS,
  remote: [
    {
      path: "cifar-10-binary.tar.gz",
      url: "https://www.cs.toronto.edu/~kriz/cifar-10-binary.tar.gz",
      bytes: 170_052_171,
      digest: sha256("c4a38c50a1bc5f3a1c5537f2155ab9d68f9f25eb1ed8d9ddda3db29a59bca1dd"),
      unpack: "tar.gz",
    },
  ],
  contents: CIFAR_BATCHES,
};

export const CIFAR10_PYTHON: DataSet = {
  name: "cifar10-python",
  title: "CIFAR-10, python form: the same images as pickled dictionaries",
  ...CIFAR_TERMS,
  remote: [
    {
      path: "cifar-10-python.tar.gz",
      url: "https://www.cs.toronto.edu/~kriz/cifar-10-python.tar.gz",
      bytes: 170_498_071,
      digest: sha256("6d958be074577803d12ecdefd02955f39262c83c16fe9348329d7fe0b5c001ce"),
      unpack: "tar.gz",
    },
  ],
  contents: [1, 2, 3, 4, 5]
    .map((n) => `data_batch_${n}`)
    .concat("test_batch")
    .map((name) => ({ path: `cifar-10-batches-py/${name}` })),
};

const FASHION_FILES = [
  {
    path: "train-images-idx3-ubyte.gz",
    bytes: 26_421_880,
    digest: sha256("3aede38d61863908ad78613f6a32ed271626dd12800ba2636569512369268a84"),
  },
  {
    path: "train-labels-idx1-ubyte.gz",
    bytes: 29_515,
    digest: sha256("a04f17134ac03560a47e3764e11b92fc97de4d1bfaf8ba1a3aa29af54cc90845"),
  },
  {
    path: "t10k-images-idx3-ubyte.gz",
    bytes: 4_422_102,
    digest: sha256("346e55b948d973a97e58d2351dde16a484bd415d4595297633bb08f03db6a073"),
  },
  {
    path: "t10k-labels-idx1-ubyte.gz",
    bytes: 5_148,
    digest: sha256("67da17c76eaffca5446c3361aaab5c3cd6d1c2608764d35dfb1850b086bf8dd5"),
  },
];

export const FASHION_MNIST: DataSet = {
  name: "fashion-mnist",
  title: "Fashion-MNIST: 70,000 gray images 28x28 of clothes in 10 classes",
  home: "https://github.com/zalandoresearch/fashion-mnist",
  licence: "MIT (Zalando SE)",
  citation: "Xiao, Rasul, Vollgraf, Fashion-MNIST: a Novel Image Dataset, arXiv:1708.07747",
  remote: FASHION_FILES.map((file) => ({
    ...file,
    url: `http://fashion-mnist.s3-website.eu-central-1.amazonaws.com/${file.path}`,
  })),
  contents: FASHION_FILES,
};
